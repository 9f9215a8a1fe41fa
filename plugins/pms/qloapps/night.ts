import type { Desk } from './desk.ts';
import { loadStay } from './load.ts';
import { othersIn } from './order.ts';
import { numberOf } from './values.ts';

/** In order, as `id_status` of a room says it. */
const IN_ORDER = 1;

/** Asks for their very rooms, not for any of the type: who keeps a room does not move. */
export async function isRoomFree(
  desk: Desk,
  reference: string,
  night: Temporal.PlainDate,
  signal: AbortSignal,
): Promise<boolean> {
  const { reservation, rows, order } = await loadStay(desk, reference, signal);
  const { status, arrival, departure } = reservation;
  if (status === 'cancelled') return false;
  const isWithin = Temporal.PlainDate.compare(night, arrival) >= 0 && Temporal.PlainDate.compare(night, departure) < 0;
  if (isWithin) return true;
  const rooms = rows.filter(({ isGone }) => !isGone).map(({ idRoom }) => idRoom);
  const span = { from: String(night), to: String(night.add({ days: 1 })) };
  const query = { display: 'full', 'filter[id]': `[${rooms.join('|')}]` };
  const [others, all] = await Promise.all([
    othersIn(desk, { idOrder: order.id, rooms, ...span }, signal),
    desk.client.list('hotel_rooms', 'rooms', { query, signal }),
  ]);
  const known = all.filter(({ id }) => rooms.includes(numberOf(id)));
  return others.length === 0 && known.every(({ id_status }) => numberOf(id_status) === IN_ORDER);
}
