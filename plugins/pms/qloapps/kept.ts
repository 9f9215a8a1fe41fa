import type { CancelPolicy, Money, RoomGuests } from '@botones/contract';
import type { Sold } from './booked.ts';
import type { Desk } from './desk.ts';
import type { Order } from './order.ts';

/** What is kept of an order, since QloApps cannot: a row of `stay`. */
export interface Kept {
  id_order: string;
  reference: string;
  room_type: string;
  rooms: RoomGuests[];
  /** By room, in the order of `rooms`. */
  services: Sold[][];
  /** Minor units; as it was after our last write. */
  total: string;
  cancel_steps: { from: string; fee: Money }[];
  email_print: string | null;
  held_until: string | null;
  held_state: string | null;
}

export interface Keeping {
  readonly idOrder: number;
  readonly reference: string;
  readonly roomType: string;
  readonly rooms: readonly RoomGuests[];
  readonly services: readonly (readonly Sold[])[];
  readonly total: number;
  readonly cancelPolicy: CancelPolicy;
}

/** `extra`: set once, when the order is made. */
export async function keep(
  { context }: Desk,
  { idOrder, reference, roomType, rooms, services, total, cancelPolicy }: Keeping,
  extra?: { emailPrint: string | null; heldUntil: Temporal.Instant | null; heldState: number },
): Promise<void> {
  const { emailPrint = null, heldUntil = null, heldState = null } = extra ?? {};
  const { query } = context.database;
  // Of a shop that was set up anew, and counts from one again.
  const isOld = 'id_order = $1 and reference <> $2';
  await query(`delete from paid where id_order in (select id_order from stay where ${isOld})`, [idOrder, reference]);
  await query(`delete from stay where ${isOld}`, [idOrder, reference]);
  await query(
    `insert into stay (id_order, reference, room_type, rooms, services, total, cancel_steps, email_print, held_until, held_state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (id_order) do update set room_type = $3, rooms = $4, services = $5, total = $6, cancel_steps = $7`,
    [
      idOrder,
      reference,
      roomType,
      JSON.stringify(rooms),
      JSON.stringify(services),
      total,
      JSON.stringify(cancelPolicy.steps),
      emailPrint,
      heldUntil === null ? null : String(heldUntil),
      heldUntil === null ? null : heldState,
    ],
  );
}

export async function readKept({ context }: Desk, { id, reference }: Order): Promise<Kept | null> {
  const text = 'select * from stay where id_order = $1 and reference = $2';
  const [kept = null] = await context.database.query<Kept>(text, [id, reference]);
  return kept;
}

/** The hold is over, one way or the other. */
export async function endHold({ context }: Desk, idOrder: number): Promise<void> {
  await context.database.query('update stay set held_until = null, held_state = null where id_order = $1', [idOrder]);
}

/** A row of `paid`. `said`: null while a payment is on its way to QloApps. */
export interface Paid {
  amount: string;
  said: string | null;
}

export async function readPaid({ context }: Desk, idOrder: number): Promise<Paid | null> {
  const text = 'select amount, said from paid where id_order = $1';
  const [paid = null] = await context.database.query<Paid>(text, [idOrder]);
  return paid;
}
