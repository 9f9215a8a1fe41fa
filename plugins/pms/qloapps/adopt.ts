import type { OfferSearch, Reservation, ReservationRequest } from '@botones/contract';
import type { Sold } from './booked.ts';
import type { Desk } from './desk.ts';
import { printOf } from './guest.ts';
import { keep } from './kept.ts';
import { living, readStay } from './load.ts';
import { type Order, othersIn, rowsOf } from './order.ts';
import { codeOf, isSaid, refusal } from './refuse.ts';
import { giveBack } from './states.ts';
import { minorOf } from './values.ts';

/** What a booking must come to, in minor units; written down before it is sent, for whoever finds it later. */
export interface Expected {
  readonly total: number;
  /** What rounding may explain. */
  readonly slack: number;
  readonly heldUntil: string | null;
}

interface Adopting {
  readonly request: ReservationRequest;
  /** Of each room. */
  readonly services: readonly Sold[];
  /** Orders under the source of the write, whoever's try has made them. */
  readonly made: readonly Order[];
  readonly expected: Expected | null;
}

/** One order that is in order becomes the reservation, any other is given back. Null: there is none left. */
export async function adopt(desk: Desk, adopting: Adopting, signal: AbortSignal): Promise<Reservation | null> {
  if (adopting.made.length === 0) return null;
  try {
    const sound = await chooseSound(desk, adopting, signal);
    return sound === null ? null : await check(desk, sound, adopting, signal);
  } catch (error) {
    if (isSaid(error) || codeOf(error) === 'ERR_DATABASE_DOWN') throw error;
    if (signal.aborted) throw signal.reason;
    // Something is made, and was not seen to be in order: the key stays open.
    throw refusal('ERR_PMS_UNKNOWN_OUTCOME', 'What was booked could not be read back.', error);
  }
}

async function chooseSound(desk: Desk, { made, request }: Adopting, signal: AbortSignal): Promise<Order | null> {
  let sound: Order | null = null;
  for (const order of made) {
    const health = await examine(desk, order, request.search, signal);
    if (health === 'gone') continue;
    if (health === 'sound' && sound === null) sound = order;
    else await giveBack(desk, order.id, signal);
  }
  return sound;
}

/** Nothing is locked between QloApps' look at what is free and its booking: two orders may share a room. */
async function examine(
  desk: Desk,
  { id }: Order,
  { arrival, departure, rooms }: OfferSearch,
  signal: AbortSignal,
): Promise<'sound' | 'broken' | 'gone'> {
  const rows = await rowsOf(desk, id, signal);
  const live = rows.filter(({ isGone }) => !isGone);
  if (rows.length > 0 && live.length === 0) return 'gone';
  const [from, to] = [String(arrival), String(departure)];
  const isWhole = live.length === rooms.length && live.every((row) => row.from === from && row.to === to);
  if (!isWhole || rows.some(({ isBackOrder }) => isBackOrder)) return 'broken';
  const own = live.map(({ idRoom }) => idRoom);
  if (new Set(own).size < own.length) return 'broken';
  const others = await othersIn(desk, { idOrder: id, rooms: own, from, to }, signal);
  return others.length === 0 ? 'sound' : 'broken';
}

async function check(
  desk: Desk,
  order: Order,
  { request, services, expected }: Adopting,
  signal: AbortSignal,
): Promise<Reservation> {
  const { offer, search, guest, holdUntil } = request;
  const { id: idOrder, reference, state } = order;
  const total = minorOf(order.item.total_paid_tax_incl ?? order.item.total_paid, offer.total.currency);
  const isCheap = expected !== null && total < expected.total - expected.slack;
  if (total > offer.total.minor || isCheap) {
    desk.forgetCatalog();
    await giveBack(desk, idOrder, signal);
    const quoted = expected?.total ?? offer.total.minor;
    desk.context.log('QloApps booked at another price than it had quoted', { order: idOrder, total, quoted });
    if (!isCheap) throw refusal('ERR_PMS_PRICE_CHANGED', 'The booking came to more than the offer.');
    throw refusal('ERR_PMS_REJECTED', 'The booking came to less than was quoted: something is not charged.');
  }
  await keep(
    desk,
    {
      idOrder,
      reference,
      roomType: offer.roomTypeId,
      rooms: search.rooms,
      services: search.rooms.map(() => services),
      total,
      cancelPolicy: offer.cancelPolicy,
    },
    { emailPrint: guest.email === undefined ? null : printOf(guest.email), heldUntil: holdUntil, heldState: state },
  );
  const stay = await readStay(desk, order, signal);
  if (stay === null) throw refusal('ERR_PMS_UNKNOWN_OUTCOME', 'What was booked could not be read back.');
  return living(stay).reservation;
}
