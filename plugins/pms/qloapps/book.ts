import type { Reservation, ReservationRequest } from '@botones/contract';
import { adopt, type Expected } from './adopt.ts';
import { autoServices, type Chosen, type Type } from './catalog.ts';
import type { Desk } from './desk.ts';
import { checkGuest } from './guest.ts';
import { type Entry, markSent, once } from './journal.ts';
import { revive } from './load.ts';
import { listOrders } from './order.ts';
import { askPrice, ratePlan } from './quote.ts';
import { invalid, refusal } from './refuse.ts';
import { sendBooking } from './send-booking.ts';
import { checkStay, fits, isOnSale } from './stay.ts';
import { endHolds } from './sweep.ts';

/** The website or the reception was faster: another room of the type may be free. */
const RACES = 3;

/**
 * Books under the lock of the hotel, and believes nothing: looks for what an earlier try has made, reads back what this
 * one made, and gives it back where the room is another's too, or the price is not the one that was agreed.
 */
export async function book(
  desk: Desk,
  request: ReservationRequest,
  key: string,
  signal: AbortSignal,
): Promise<Reservation> {
  const { offer, search, guest, holdUntil } = request;
  checkGuest(guest);
  checkStay(search, desk.today());
  if (holdUntil !== null && Temporal.Instant.compare(holdUntil, desk.context.now()) <= 0)
    throw invalid('holdUntil', 'The hold would be over before it begins.');
  const { arrival, departure, rooms } = search;
  const wish = [offer.roomTypeId, offer.ratePlan, arrival, departure, rooms, guest];
  return once(desk, { kind: 'book', key, request: wish }, signal, revive, async (entry, inner) => {
    const chosen = await choose(desk, request, inner);
    const before = await listOrders(desk, 'source', entry.source, inner);
    const services = listed(chosen.type);
    const found = await adopt(desk, { request, services, made: before, expected: expectedOf(entry) }, inner);
    if (found !== null) return found;
    await endHolds(desk, inner);
    for (let race = 1; race <= RACES; race += 1) {
      const expected = await agree(desk, request, chosen, inner);
      await markSent(desk, entry, expected);
      const made = await sendBooking(desk, { entry, request, chosen, services }, inner);
      const booked = await adopt(desk, { request, services, made, expected }, inner);
      if (booked !== null) return booked;
    }
    throw soldOut();
  });
}

const expectedOf = ({ before }: Entry) => (before as Expected | null) ?? null;
const soldOut = () => refusal('ERR_PMS_SOLD_OUT', 'There is no such room any more.');

async function choose(desk: Desk, { offer, search }: ReservationRequest, signal: AbortSignal): Promise<Chosen> {
  const catalog = await desk.recentCatalog(signal);
  const type = catalog.types.find(({ id }) => String(id) === offer.roomTypeId);
  if (!type || offer.ratePlan !== ratePlan) throw refusal('ERR_PMS_NOT_FOUND', 'There is no such room type or rate.');
  if (!fits(type, search.rooms)) throw invalid('rooms', 'So many guests do not fit into this room type.');
  return { catalog, type };
}

/** A booking of the website has these by itself; ours has what is listed, and would be too cheap without them. */
const listed = (type: Type) => autoServices(type).map(({ id }) => ({ id, name: '', quantity: 1, unit: null }));

/** Today's price of the same room, if it is no dearer. */
async function agree(
  desk: Desk,
  { offer, search, holdUntil }: ReservationRequest,
  { catalog, type }: Chosen,
  signal: AbortSignal,
): Promise<Expected> {
  if (!isOnSale(catalog.hotel, search, desk.today())) throw soldOut();
  const { free, price } = await askPrice(desk, catalog, type, search, signal);
  if (free.length < search.rooms.length) throw soldOut();
  if (price.currency !== offer.total.currency || price.total > offer.total.minor)
    throw refusal('ERR_PMS_PRICE_CHANGED', 'The price is higher than in the offer.');
  return { total: price.total, slack: price.slack, heldUntil: holdUntil === null ? null : String(holdUntil) };
}
