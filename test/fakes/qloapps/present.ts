import { totalOf } from './price.ts';
import { type Order, type Row, round, type World } from './world.ts';

const money = (amount: number) => amount.toFixed(6);
const flag = (value: boolean) => (value ? '1' : '0');

/** A generic resource: its items as they are read, and the fields that can be filtered. */
type List = (world: World) => Record<string, unknown>[];

export const lists: Record<string, { key: string; item: string; list: List }> = {
  hotels: {
    key: 'hotels',
    item: 'hotel',
    list: ({ hotels, roomTypes }) =>
      hotels.map(({ refund_rules, active_refund, ...hotel }) => ({
        ...hotel,
        active_refund: flag(active_refund),
        associations: {
          room_types: roomTypes.filter(({ id_hotel }) => id_hotel === hotel.id).map(({ id }) => ({ id: String(id) })),
          hotel_refund_rules: refund_rules.map((id) => ({ id: String(id) })),
        },
      })),
  },
  room_types: {
    key: 'room_types',
    item: 'room_type',
    list: ({ roomTypes, rooms }) =>
      roomTypes.map((type) => ({
        id: type.id,
        id_hotel: String(type.id_hotel),
        name: type.name,
        description: type.description,
        description_short: type.description,
        price: money(type.price),
        id_tax_rules_group: String(type.id_tax_rules_group),
        adults: String(type.adults),
        children: String(type.children),
        active: flag(type.active),
        available_for_order: flag(type.available_for_order),
        show_at_front: flag(type.show_at_front),
        associations: {
          services: type.services.map(({ id, price }) => ({ id: String(id), price: money(price) })),
          images: type.images.map((id) => ({ id: String(id) })),
          hotel_rooms: rooms.filter(({ id_product }) => id_product === type.id).map(({ id }) => ({ id: String(id) })),
        },
      })),
  },
  hotel_room_types: {
    key: 'hotel_room_types',
    item: 'hotel_room_type',
    list: ({ roomTypes }) =>
      roomTypes.map(({ id, id_hotel, max_adults, max_children, max_guests, min_los, max_los }) => ({
        id: id + 100,
        id_product: String(id),
        id_hotel: String(id_hotel),
        max_adults: String(max_adults),
        max_children: String(max_children),
        max_guests: String(max_guests),
        min_los: String(min_los),
        max_los: String(max_los),
      })),
  },
  hotel_rooms: {
    key: 'rooms',
    item: 'room',
    list: ({ rooms }) =>
      rooms.map(({ id, id_product, room_num, id_status }) => ({
        id,
        id_product: String(id_product),
        room_num,
        floor: room_num.slice(0, 1),
        id_status: String(id_status),
      })),
  },
  services: {
    key: 'services',
    item: 'service',
    list: ({ services }) =>
      services.map((service) => ({
        id: service.id,
        name: service.name,
        price: money(service.price),
        auto_add_to_cart: flag(service.auto_add_to_cart),
        price_addition_type: String(service.price_addition_type),
        price_calculation_method: String(service.price_calculation_method),
        id_tax_rules_group: String(service.id_tax_rules_group),
      })),
  },
  orders: {
    key: 'orders',
    item: 'order',
    list: (world) =>
      world.orders.map((order) => {
        const { net, tax } = totalOf(world.rows.filter(({ id_order }) => id_order === order.id));
        return {
          id: order.id,
          reference: order.reference,
          id_customer: String(order.id_customer),
          current_state: String(order.current_state),
          source: order.source,
          payment: order.payment,
          total_paid: money(net + tax),
          total_paid_tax_incl: money(net + tax),
          total_paid_tax_excl: money(net),
          total_paid_real: money(order.total_paid_real),
          date_add: order.date_add,
          date_upd: order.date_upd,
        };
      }),
  },
  room_bookings: {
    key: 'bookings',
    item: 'booking',
    list: ({ rows, rooms, roomTypes }) =>
      rows.map((row) => ({
        id: row.id,
        id_order: String(row.id_order),
        id_room: String(row.id_room),
        date_from: row.date_from,
        date_to: row.date_to,
        id_status: '1',
        check_in: '0000-00-00 00:00:00',
        check_out: '0000-00-00 00:00:00',
        is_cancelled: flag(row.is_cancelled),
        is_refunded: flag(row.is_refunded),
        is_back_order: flag(row.is_back_order),
        adults: String(row.adults),
        children: String(row.children),
        child_ages: JSON.stringify(row.child_ages),
        total_price_tax_excl: money(row.net),
        total_price_tax_incl: money(row.net + row.tax),
        room_num: rooms.find(({ id }) => id === row.id_room)?.room_num ?? '',
        room_type_name: roomTypes.find(({ id }) => id === row.id_product)?.name ?? '',
        check_in_time: '12:00',
        check_out_time: '11:00',
      })),
  },
  order_states: { key: 'order_states', item: 'order_state', list: ({ states }) => states },
  order_histories: { key: 'order_histories', item: 'order_history', list: () => [] },
  currencies: {
    key: 'currencies',
    item: 'currency',
    list: ({ currency }) => [{ id: 1, name: currency, iso_code: currency, active: '1' }],
  },
  languages: {
    key: 'languages',
    item: 'language',
    list: ({ languages }) => languages.map((each) => ({ ...each, name: each.iso_code, active: '1' })),
  },
  hotel_refund_rules: {
    key: 'hotel_refund_rules',
    item: 'hotel_refund_rule',
    list: ({ refundRules }) =>
      refundRules.map((rule) => ({
        ...rule,
        payment_type: String(rule.payment_type),
        deduction_value_full_pay: money(rule.deduction_value_full_pay),
        deduction_value_adv_pay: money(rule.deduction_value_full_pay),
        days: money(rule.days),
        description: `<p>${rule.name}</p>`,
      })),
  },
  hotel_features: { key: 'hotel_features', item: 'hotel_feature', list: () => [] },
  extra_demands: { key: 'extra_demands', item: 'extra_demand', list: () => [] },
  // With what no bot should ever see.
  customers: {
    key: 'customers',
    item: 'customer',
    list: ({ customers }) => customers.map((each) => ({ ...each, passwd: '$2y$10$notarealhash' })),
  },
  employees: { key: 'employees', item: 'employee', list: () => [] },
  configurations: { key: 'configurations', item: 'configuration', list: () => [] },
  customer_threads: { key: 'customer_threads', item: 'customer_thread', list: ({ threads }) => threads },
  customer_messages: { key: 'customer_messages', item: 'customer_message', list: ({ messages }) => messages },
};

/** In the words of each language, where no language is asked for and the shop has several. */
export const translated = new Set(['name', 'hotel_name', 'description', 'description_short', 'policies']);

/** An order as `bookings` tells of it: everything, and no status. */
export function bookingOf(world: World, order: Order): Record<string, unknown> {
  const rows = world.rows.filter(({ id_order }) => id_order === order.id);
  const { net, tax } = totalOf(rows);
  const customer = world.customers.find(({ id }) => id === order.id_customer);
  const groups = Map.groupBy(rows, (row) => `${row.id_product}/${row.date_from}/${row.date_to}`);
  return {
    id: order.id,
    id_property: order.id_hotel,
    currency: world.currency,
    source: order.source,
    booking_date: order.date_add,
    associations: {
      customer_detail: {
        id_customer: order.id_customer,
        firstname: customer?.firstname,
        lastname: customer?.lastname,
        email: customer?.email,
        phone: customer?.phone,
      },
      price_details: { total_paid: order.total_paid_real, total_price_without_tax: net, total_tax: tax },
      cart_rules: [],
      remarks: order.remarks,
      room_types: [...groups.values()].map((group) => roomTypeOf(group, world.forgetful)),
    },
  };
}

function roomTypeOf(group: Row[], forgetful: boolean) {
  const [first] = group as [Row];
  return {
    id_room_type: first.id_product,
    checkin_date: first.date_from.slice(0, 10),
    checkout_date: first.date_to.slice(0, 10),
    number_of_rooms: group.length,
    rooms: group.map((row) => ({
      id_room: row.id_room,
      id_hotel_booking: row.id,
      adults: row.adults,
      child: row.children,
      ...(forgetful ? {} : { child_ages: row.child_ages }),
      unit_price_without_tax: round(row.net),
      total_tax: round(row.tax),
      ...(row.services.length > 0 ? { services: row.services } : {}),
    })),
  };
}
