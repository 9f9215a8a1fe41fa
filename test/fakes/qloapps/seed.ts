import type { RoomType, Service, Verb, World } from './world.ts';

const read: readonly Verb[] = ['GET'];

/** The least that the bot's key needs. */
export const leastRights: Record<string, readonly Verb[]> = {
  ...Object.fromEntries(
    [
      'hotels',
      'room_types',
      'hotel_room_types',
      'hotel_rooms',
      'hotel_features',
      'hotel_refund_rules',
      'services',
      'extra_demands',
      'images',
      'orders',
      'order_states',
      'room_bookings',
      'currencies',
      'languages',
    ].map((name) => [name, read]),
  ),
  hotel_ari: ['GET', 'POST'],
  bookings: ['GET', 'POST', 'PUT'],
  order_histories: ['GET', 'POST'],
  customer_threads: ['POST'],
  customer_messages: ['POST'],
};

export const key = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const both = [
  { id: 5, price: 250 },
  { id: 6, price: 250 },
  { id: 7, price: 30 },
];

function type(id: number, name: string, price: number, wishes: Partial<RoomType> = {}): RoomType {
  return {
    id,
    id_hotel: 1,
    name,
    description: `<p>${name}: <strong>quiet</strong> &amp; bright.</p>`,
    price,
    id_tax_rules_group: 1,
    adults: 2,
    children: 0,
    max_adults: 2,
    max_children: 2,
    max_guests: 4,
    min_los: 1,
    max_los: 0,
    active: true,
    available_for_order: true,
    show_at_front: true,
    services: [],
    images: [id * 10],
    ...wishes,
  };
}

function service(id: number, name: string, price: number, wishes: Partial<Service> = {}): Service {
  return {
    id,
    name,
    price,
    auto_add_to_cart: false,
    price_addition_type: 2,
    price_calculation_method: 1,
    id_tax_rules_group: 1,
    ...wishes,
  };
}

/** One hotel with four types of five rooms, priced so that the figures of every way to book differ. */
export function seed(): Pick<
  World,
  'hotels' | 'refundRules' | 'roomTypes' | 'rooms' | 'services' | 'taxes' | 'states'
> {
  const hotel = { check_in: '12:00', check_out: '11:00', policies: '<p>No smoking.</p>' };
  const offsets = { min_booking_offset: 0, max_checkout_offset: 0 };
  return {
    hotels: [
      { id: 1, hotel_name: 'The Hotel', ...hotel, ...offsets, active_refund: true, refund_rules: [1, 2] },
      { id: 2, hotel_name: 'The Other', ...hotel, ...offsets, active_refund: false, refund_rules: [] },
    ],
    refundRules: [
      { id: 1, payment_type: 1, deduction_value_full_pay: 0, days: 7, name: 'A week before' },
      { id: 2, payment_type: 1, deduction_value_full_pay: 50, days: 2, name: 'Two days before' },
    ],
    roomTypes: [
      type(1, 'General Rooms', 1000, { services: both }),
      type(2, 'Sea Room', 120, { id_tax_rules_group: 2, services: [{ id: 7, price: 30 }] }),
      type(3, 'Family Room', 180, { max_adults: 4, max_children: 3, max_guests: 6, services: [{ id: 7, price: 30 }] }),
      type(4, 'Attic', 90.33, {
        max_adults: 2,
        max_children: 0,
        max_guests: 2,
        services: [
          { id: 5, price: 12.99 },
          { id: 7, price: 30 },
        ],
      }),
      type(9, 'Elsewhere', 80, { id_hotel: 2 }),
    ],
    rooms: [1, 2, 3, 4, 9].flatMap((id_product) =>
      Array.from({ length: 5 }, (_, n) => ({
        id: (id_product - 1) * 5 + n + 1,
        id_product,
        room_num: `${id_product}0${n + 1}`,
        id_status: 1 as const,
      })),
    ),
    services: [
      service(5, 'Room maintenance', 250, {
        auto_add_to_cart: true,
        price_addition_type: 1,
        price_calculation_method: 2,
      }),
      service(6, 'Internet', 250, { auto_add_to_cart: true }),
      service(7, 'Breakfast', 30, { price_calculation_method: 2 }),
      service(8, 'Airport shuttle', 45),
    ],
    taxes: { 1: 4, 2: 10 },
    states: [
      'Awaiting payment',
      'Payment accepted',
      'Processing in progress',
      'Cancelled',
      'Refunded',
      'Payment error',
      'Overbooking (paid)',
      'Partial payment received',
      'Awaiting remote payment',
      'Remote payment accepted',
      'Overbooking (unpaid)',
      'Overbooking (partial)',
    ].map((name, n) => ({ id: n + 1, name })),
  };
}
