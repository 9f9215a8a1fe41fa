import { localTime } from './bookings.ts';
import { totalOf } from './price.ts';
import { QloError } from './qlo-error.ts';
import type { World } from './world.ts';
import type { Node } from './xml.ts';

/** The state of an order changes by a new entry of its history. Rooms that were given back never come back. */
export function changeState(world: World, fields: Record<string, Node | Node[]>): Record<string, unknown> {
  for (const name of ['id_order', 'id_order_state'])
    if (!fields[name]) throw new QloError(400, 41, `parameter "${name}" required`);
  const order = world.orders.find(({ id }) => String(id) === fields.id_order);
  const state = world.states.find(({ id }) => String(id) === fields.id_order_state);
  if (!order || !state) throw new QloError(400, 85, 'Validation error: id_order');
  const rows = world.rows.filter(({ id_order }) => id_order === order.id);
  order.current_state = state.id;
  order.date_upd = localTime(world);
  const is = (name: string) => state.name === name;
  if (is('Cancelled')) for (const row of rows) row.is_cancelled = true;
  if (is('Refunded')) for (const row of rows) row.is_refunded = true;
  if (is('Payment accepted')) {
    const { net, tax } = totalOf(rows);
    order.total_paid_real = net + tax;
  }
  return { id: '1', id_order: String(order.id), id_order_state: String(state.id) };
}
