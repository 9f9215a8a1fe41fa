import { freeRooms } from './inventory.ts';
import { quoteStay } from './price.ts';
import { QloError } from './qlo-error.ts';
import { nightsBetween, round, type World } from './world.ts';
import type { Node } from './xml.ts';

const flags = ['get_available_rooms', 'get_unavailable_rooms', 'get_booked_rooms', 'get_partial_available_rooms'];
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);

/** Availability and price of a hotel. Nobody looks at the calendar, nor at how many guests there are. */
export function ari(world: World, given: Record<string, Node | Node[]>): Record<string, unknown> {
  const text = (name: string) => (typeof given[name] === 'string' ? (given[name] as string) : '');
  const [from, to] = [text('date_from'), text('date_to')];
  if (!text('id_hotel')) throw new QloError(400, 41, 'id_hotel is required');
  if (!isDay(from) || !isDay(to) || nightsBetween(from, to).length < 1) throw new QloError(400, 85, 'Invalid dates.');
  const occupancies = occupanciesOf(given);
  if (occupancies.some(({ adults }) => !(adults >= 1))) throw new QloError(400, 85, 'Invalid occupancy.');
  const hasFlag = flags.some((flag) => flag in given);
  const wantsFree = hasFlag ? text('get_available_rooms') === '1' : true;
  const times = Math.max(1, occupancies.length);
  const one = (first: string, last: string, plain: boolean) => {
    const types = world.roomTypes.filter(
      ({ id, id_hotel, active }) =>
        active &&
        String(id_hotel) === text('id_hotel') &&
        (!text('id_room_type') || text('id_room_type') === String(id)),
    );
    const nights = nightsBetween(first, last).length;
    const room_types = types.map((type) => {
      const { net, tax } = quoteStay(world, type, first, last);
      const free = freeRooms(world, type, from, to);
      const shown = free.map(({ id, room_num }) =>
        plain
          ? { id_room: id, room_num }
          : {
              id_room: id,
              id_product: type.id,
              id_hotel: type.id_hotel,
              room_num,
              room_comment: '',
              max_adult: type.max_adults,
              max_children: type.max_children,
              max_occupancy: type.max_guests,
            },
      );
      return {
        id_room_type: type.id,
        base_price: round(net / nights),
        base_price_with_tax: round((net + tax) / nights),
        total_price: round(net * times),
        total_price_with_tax: round((net + tax) * times),
        name: type.name,
        rooms: wantsFree
          ? { available: shown.length === 0 ? [] : Object.fromEntries(shown.map((room) => [room.id_room, room])) }
          : {},
      };
    });
    const count = (filter: (type: number) => boolean) => world.rooms.filter((room) => filter(room.id_product)).length;
    return {
      id_hotel: text('id_hotel'),
      date_from: first,
      date_to: last,
      currency: world.currency,
      total_rooms: count((id) => types.some((type) => type.id === id)),
      total_available_rooms: types.reduce((sum, type) => sum + freeRooms(world, type, from, to).length, 0),
      ...(room_types.length > 0 ? { room_types } : {}),
    };
  };
  if (text('date_wise_breakdown') !== '1') return { hotel_ari: one(from, to, false) };
  return {
    hotel_aris: nightsBetween(from, to).map((night) =>
      one(night, String(Temporal.PlainDate.from(night).add({ days: 1 })), true),
    ),
  };
}

function occupanciesOf({ associations }: Record<string, Node | Node[]>): { adults: number }[] {
  const outer = (associations ?? {}) as Record<string, Node>;
  const inner = (outer.room_occupancies ?? {}) as Record<string, Node | Node[]>;
  return [inner.room_occupancy ?? []].flat().map((each) => ({ adults: Number((each as { adults?: string }).adults) }));
}
