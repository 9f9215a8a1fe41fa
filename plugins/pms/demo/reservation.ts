import type { Money, Reservation, RoomGuests } from '@botones/contract';
import type { Query } from './once.ts';
import { normalReference } from './reference.ts';
import { refusal } from './refuse.ts';

/** A row of `reservation`; `bigint` comes as text. */
export interface Row {
  reference: string;
  status: Reservation['status'];
  room_type: string;
  rate_plan: string;
  arrival: string;
  departure: string;
  rooms: RoomGuests[];
  held_until: string | null;
  currency: string;
  stay: string;
  total: string;
  paid: string;
  cancel_steps: { from: string; fee: Money }[];
  last_name: string;
  email: string | null;
  phone: string | null;
}

/** A hold that ran out counts as cancelled from that instant, whoever looks. */
export function toReservation(row: Row, now: Temporal.Instant): Reservation {
  const money = (minor: string) => ({ minor: Number(minor), currency: row.currency });
  const heldUntil = row.held_until === null ? null : Temporal.Instant.from(row.held_until);
  const isOver = row.status === 'held' && heldUntil !== null && Temporal.Instant.compare(heldUntil, now) <= 0;
  const status = isOver ? 'cancelled' : row.status;
  return {
    reference: row.reference,
    status,
    roomTypeId: row.room_type,
    ratePlan: row.rate_plan,
    arrival: Temporal.PlainDate.from(row.arrival),
    departure: Temporal.PlainDate.from(row.departure),
    rooms: row.rooms,
    total: money(row.total),
    paid: money(row.paid),
    cancelPolicy: { steps: row.cancel_steps.map(({ from, fee }) => ({ from: Temporal.Instant.from(from), fee })) },
    heldUntil: status === 'held' ? heldUntil : null,
  };
}

/** A reservation as JSON has kept it. */
export function reviveReservation(kept: Reservation): Reservation {
  return {
    ...kept,
    arrival: Temporal.PlainDate.from(kept.arrival),
    departure: Temporal.PlainDate.from(kept.departure),
    heldUntil: kept.heldUntil === null ? null : Temporal.Instant.from(kept.heldUntil),
    cancelPolicy: {
      steps: kept.cancelPolicy.steps.map(({ from, fee }) => ({ from: Temporal.Instant.from(from), fee })),
    },
  };
}

/** @throws BotonesError `ERR_PMS_NOT_FOUND` */
export async function loadRow(query: Query, reference: string, options: { lock?: boolean } = {}): Promise<Row> {
  const row = await seekRow(query, reference, options);
  if (row === null) throw refusal('ERR_PMS_NOT_FOUND', 'There is no such reservation.');
  return row;
}

export async function seekRow(query: Query, reference: string, { lock = false } = {}): Promise<Row | null> {
  const text = `select * from reservation where reference = $1${lock ? ' for update' : ''}`;
  const [row] = await query<Row>(text, [normalReference(reference)]);
  return row ?? null;
}

/** The reservation, if anything may still be done with it. */
export function living(row: Row, now: Temporal.Instant): Reservation {
  const reservation = toReservation(row, now);
  if (reservation.status === 'cancelled') throw refusal('ERR_PMS_CONFLICT', 'The reservation is cancelled.');
  return reservation;
}
