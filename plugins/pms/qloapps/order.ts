import type { RoomGuests } from '@botones/contract';
import type { Desk } from './desk.ts';
import { flagOf, type Item, numberOf, textOf } from './values.ts';

/** An order: state and money. Its rooms are rows of their own, and `bookings` tells who sleeps there. */
export interface Order {
  readonly id: number;
  readonly reference: string;
  readonly state: number;
  readonly source: string;
  readonly item: Item;
}

/** The stay of one room. Days of the hotel, as text. */
export interface Row {
  readonly id: number;
  readonly idOrder: number;
  readonly idRoom: number;
  readonly from: string;
  readonly to: string;
  /** Given back, whatever the order says. */
  readonly isGone: boolean;
  readonly isBackOrder: boolean;
  /** The guest is in the house, or was. */
  readonly hasArrived: boolean;
  readonly guests: RoomGuests;
  /** There are children whose ages nobody has written down. */
  readonly isAgeless: boolean;
}

/** The oldest first. */
export async function listOrders(
  { client }: Desk,
  field: 'id' | 'source' | 'reference',
  value: string,
  signal: AbortSignal,
): Promise<Order[]> {
  const query = { display: 'full', [`filter[${field}]`]: `[${value}]` };
  const found = await client.list('orders', 'orders', { query, signal });
  // The database of QloApps compares without regard to case.
  return found
    .filter((item) => textOf(item[field]) === value)
    .map((item) => ({
      id: numberOf(item.id),
      reference: textOf(item.reference),
      state: numberOf(item.current_state),
      source: textOf(item.source),
      item,
    }))
    .toSorted((one, other) => one.id - other.id);
}

export async function readOrder(desk: Desk, id: number, signal: AbortSignal): Promise<Order | null> {
  const [order = null] = await listOrders(desk, 'id', String(id), signal);
  return order;
}

export async function listRows({ client }: Desk, filter: Record<string, string>, signal: AbortSignal): Promise<Row[]> {
  const query = { display: 'full', date: 1, ...filter };
  const found = await client.list('room_bookings', 'bookings', { query, signal });
  return found.map((item) => ({
    id: numberOf(item.id),
    idOrder: numberOf(item.id_order),
    idRoom: numberOf(item.id_room),
    from: textOf(item.date_from).slice(0, 10),
    to: textOf(item.date_to).slice(0, 10),
    isGone: flagOf(item.is_cancelled) || flagOf(item.is_refunded),
    isBackOrder: flagOf(item.is_back_order),
    hasArrived: numberOf(item.id_status) > 1,
    guests: { adults: numberOf(item.adults) || 1, childrenAges: agesOf(item.child_ages) },
    isAgeless: numberOf(item.children) > agesOf(item.child_ages).length,
  }));
}

export const rowsOf = async (desk: Desk, idOrder: number, signal: AbortSignal): Promise<Row[]> => {
  const found = await listRows(desk, { 'filter[id_order]': `[${idOrder}]` }, signal);
  return found.filter((row) => row.idOrder === idOrder);
};

/** A list, or the text of one. */
function agesOf(value: unknown): number[] {
  if (Array.isArray(value)) return value.map(numberOf);
  return (textOf(value).match(/\d+/g) ?? []).map(Number);
}

/** Who else has one of these rooms in one of these nights: the website and the reception book past our lock. */
export async function othersIn(
  desk: Desk,
  { idOrder, rooms, from, to }: { idOrder: number; rooms: readonly number[]; from: string; to: string },
  signal: AbortSignal,
): Promise<Row[]> {
  const filter = {
    'filter[id_room]': `[${rooms.join('|')}]`,
    'filter[date_to]': `>[${from} 00:00:00]`,
  };
  const found = await listRows(desk, filter, signal);
  return found.filter(
    (row) => row.idOrder !== idOrder && rooms.includes(row.idRoom) && !row.isGone && row.from < to && row.to > from,
  );
}
