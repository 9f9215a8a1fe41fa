import type { CancelPolicy, Reservation } from '@botones/contract';
import { type BookedRoom, roomsOf, type Sold } from './booked.ts';
import type { Type } from './catalog.ts';
import type { Desk } from './desk.ts';
import { type Kept, readKept, readPaid } from './kept.ts';
import { listOrders, type Order, type Row, rowsOf } from './order.ts';
import { ratePlan } from './quote.ts';
import { refusal } from './refuse.ts';
import { readTerms, stepsOf } from './terms.ts';
import { dayOf, type Item, minorOf, money, numberOf, textOf } from './values.ts';

/** Everything there is to know of one order. */
export interface Stay {
  readonly order: Order;
  /** Of all its rooms, also of those that were given back. */
  readonly rows: readonly Row[];
  /** Its rooms with guests and services, without those that were given back. */
  readonly rooms: readonly BookedRoom[];
  readonly booking: Item;
  readonly kept: Kept | null;
  readonly reservation: Reservation;
}

/** Null: no order of this hotel has this reference. A guest may write it in any way. */
export async function seekStay(desk: Desk, written: string, signal: AbortSignal): Promise<Stay | null> {
  const reference = written.replace(/\s/g, '').toUpperCase();
  if (!/^[A-Z0-9]{5,20}$/.test(reference)) return null;
  for (const order of await listOrders(desk, 'reference', reference, signal)) {
    const stay = await readStay(desk, order, signal);
    if (stay) return stay;
  }
  return null;
}

/** @throws BotonesError `ERR_PMS_NOT_FOUND` */
export async function loadStay(desk: Desk, reference: string, signal: AbortSignal): Promise<Stay> {
  const stay = await seekStay(desk, reference, signal);
  if (!stay) throw refusal('ERR_PMS_NOT_FOUND', 'There is no such reservation.');
  return stay;
}

/** Null for an order of another hotel, or without any room. */
export async function readStay(desk: Desk, order: Order, signal: AbortSignal): Promise<Stay | null> {
  const { client, options, context } = desk;
  const [rows, booking, kept, paid] = await Promise.all([
    rowsOf(desk, order.id, signal),
    client.one(`bookings/${order.id}`, 'booking', { signal }),
    readKept(desk, order),
    readPaid(desk, order.id),
  ]);
  const isOurs = booking !== null && [options.hotel, 0].includes(numberOf(booking.id_property));
  if (!isOurs || rows.length === 0) return null;
  const currency = textOf(booking.currency) || context.property.currency;
  const told = roomsOf(booking, currency);
  const heldUntil = heldUntilOf(order, kept);
  const isOver = heldUntil !== null && Temporal.Instant.compare(heldUntil, context.now()) <= 0;
  // Rows decide: an order that was brought back to life has no rooms any more.
  const isCancelled = rows.every(({ isGone }) => isGone) || isOver;
  const live = isCancelled ? rows : rows.filter(({ isGone }) => !isGone);
  const rooms = told.length === live.length ? told : told.filter((room) => live.some((row) => isSame(row, room)));
  const total = minorOf(order.item.total_paid_tax_incl ?? order.item.total_paid, currency);
  const said = minorOf(order.item.total_paid_real, currency);
  const known = paid === null ? said : Number(paid.amount) + Math.max(0, said - Number(paid.said ?? said));
  const days = live.map(({ from }) => from).toSorted();
  const arrival = dayOf(days[0]);
  const keptGuests = kept?.rooms.length === live.length ? kept.rooms : null;
  const reservation: Reservation = {
    reference: order.reference,
    status: isCancelled ? 'cancelled' : heldUntil ? 'held' : 'confirmed',
    roomTypeId: String(rooms[0]?.type ?? kept?.room_type ?? told[0]?.type ?? ''),
    ratePlan,
    arrival,
    departure: dayOf(
      live
        .map(({ to }) => to)
        .toSorted()
        .at(-1),
    ),
    rooms: keptGuests ?? live.map(({ guests }) => guests),
    total: money(total, currency),
    paid: money(known, currency),
    cancelPolicy: kept
      ? reviveSteps(kept.cancel_steps)
      : await termsOfStranger(desk, { arrival, currency, total, rooms: live.length }, signal),
    heldUntil: isCancelled ? null : heldUntil,
  };
  return { order, rows, rooms, booking, kept, reservation };
}

/** Whoever gave it another state at the desk has confirmed it, or has cancelled it. */
function heldUntilOf({ state }: Order, kept: Kept | null): Temporal.Instant | null {
  if (kept === null || kept.held_until === null || Number(kept.held_state) !== state) return null;
  return Temporal.Instant.from(kept.held_until);
}

const isSame = (row: Row, room: BookedRoom) =>
  row.idRoom === room.idRoom && row.from === room.from && row.to === room.to;

async function termsOfStranger(
  desk: Desk,
  stay: { arrival: Temporal.PlainDate; currency: string; total: number; rooms: number },
  signal: AbortSignal,
): Promise<CancelPolicy> {
  const { timeZone } = desk.context.property;
  const terms = await readTerms(desk, await desk.recentCatalog(signal), signal);
  return stepsOf(terms, { ...stay, timeZone, now: desk.context.now(), firstNight: stay.total });
}

/** Do the lines that QloApps tells come to the total? Facilities and discounts are in none. */
function isTold({ rooms, reservation: { total } }: Stay): boolean {
  const lines = rooms.reduce((sum, { services }) => sum + 1 + services.length, 0);
  const sum = rooms.reduce((all, { gross }) => all + gross, 0);
  return Math.abs(sum - total.minor) <= lines;
}

/** Is everything on the bill known? What is not would be lost when the booking is replaced. */
export const isExplained = (stay: Stay): boolean =>
  isTold(stay) || Number(stay.kept?.total) === stay.reservation.total.minor;

/**
 * What was sold with each room: as QloApps tells, else as it was written down. What the hotel has named itself is a
 * service of this one booking, and has to be named again; so has what the room type is no longer sold with.
 */
export function soldWith(stay: Stay, type: Type): Sold[][] {
  const isLinked = (id: number | null) => type.services.some((service) => service.id === id);
  return stay.rooms.map(({ services }, n) => {
    const sold = isTold(stay) ? services : (stay.kept?.services[n] ?? []);
    return sold.map((each) => (isLinked(each.id) ? { ...each, unit: null } : { ...each, id: null }));
  });
}

/** The stay, if anything may still be done with it. @throws BotonesError `ERR_PMS_CONFLICT` */
export function living(stay: Stay): Stay {
  if (stay.reservation.status === 'cancelled') throw refusal('ERR_PMS_CONFLICT', 'The reservation is cancelled.');
  return stay;
}

/** As JSON has kept it. */
export function revive(kept: Reservation): Reservation {
  return {
    ...kept,
    arrival: Temporal.PlainDate.from(kept.arrival),
    departure: Temporal.PlainDate.from(kept.departure),
    heldUntil: kept.heldUntil === null ? null : Temporal.Instant.from(kept.heldUntil),
    cancelPolicy: reviveSteps(kept.cancelPolicy.steps),
  };
}

const reviveSteps = (steps: readonly { from: unknown; fee: CancelPolicy['steps'][number]['fee'] }[]): CancelPolicy => ({
  steps: steps.map(({ from, fee }) => ({ from: Temporal.Instant.from(String(from)), fee })),
});
