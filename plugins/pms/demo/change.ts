import type { Change, ChangeQuote, OfferSearch, Reservation } from '@botones/contract';
import { charge } from './bill.ts';
import type { Desk } from './desk.ts';
import { lockTypes } from './inventory.ts';
import { findOffers } from './offers.ts';
import { once, type Query } from './once.ts';
import { invalid, refusal } from './refuse.ts';
import { living, loadRow, type Row, reviveReservation, toReservation } from './reservation.ts';
import { fits, today } from './stay.ts';

export async function quoteChange(desk: Desk, reference: string, change: Change): Promise<ChangeQuote> {
  const { query } = desk.database;
  const row = await loadRow(query, reference);
  return (await plan(desk, query, row, change)).quote;
}

/** Never dearer than quoted; what leaves is free for others in the same instant. */
export async function applyChange(desk: Desk, quote: ChangeQuote, key: string): Promise<Reservation> {
  const { reference, change } = quote;
  return once(desk.database, key, ['change', reference, change], reviveReservation, async (query) => {
    // The types first, then the reservation: the order of every write that takes both.
    const { room_type: before } = await loadRow(query, reference);
    await lockTypes(query, before, change.roomTypeId ?? before);
    const row = await loadRow(query, reference, { lock: true });
    const { search, quote: today, steps, stay } = await plan(desk, query, row, change);
    if (today.after.minor + today.fee.minor > quote.after.minor + quote.fee.minor)
      throw refusal('ERR_PMS_PRICE_CHANGED', 'The change costs more than quoted.');
    const [changed] = await query<Row>(
      `update reservation set room_type = $2, arrival = $3, departure = $4, rooms = $5, units = $6, stay = $7,
         total = $8, cancel_steps = $9 where reference = $1 returning *`,
      [
        row.reference,
        search.roomTypeId,
        String(search.arrival),
        String(search.departure),
        JSON.stringify(search.rooms),
        search.rooms.length,
        stay,
        today.after.minor,
        JSON.stringify(steps),
      ],
    );
    if (changed === undefined) throw refusal('ERR_PMS_NOT_FOUND', 'There is no such reservation.');
    const now = desk.now();
    if (today.fee.minor === 0) return toReservation(changed, now);
    return charge(query, changed, 'change-fee', today.fee.minor, now);
  });
}

async function plan(desk: Desk, query: Query, row: Row, change: Change) {
  const { hotel } = desk;
  const now = desk.now();
  const current = living(row, now);
  const rate = hotel.ratePlans[row.rate_plan];
  if (rate === undefined || !rate.changes)
    throw refusal('ERR_PMS_NOT_ALLOWED_BY_POLICY', 'This rate cannot be changed.');
  if (Temporal.PlainDate.compare(current.arrival, today(hotel, now)) < 0)
    throw refusal('ERR_PMS_NOT_ALLOWED_BY_POLICY', 'The stay has begun: the reception changes it.');
  const search = { ...pick(current), ...change } satisfies OfferSearch;
  if (Object.values(change).every((value) => value === undefined)) throw invalid('change', 'Nothing is to change.');
  const offers = await findOffers(query, hotel, search, now, row.reference);
  if (!fits(hotel, search.roomTypeId, search.rooms)) throw invalid('rooms', 'So many guests do not fit.');
  const offer = offers.find(({ ratePlan }) => ratePlan === row.rate_plan);
  if (offer === undefined) throw refusal('ERR_PMS_SOLD_OUT', 'There is no room for the changed stay.');
  const onTheBill = Number(row.total) - Number(row.stay);
  const quote: ChangeQuote = {
    reference: row.reference,
    change,
    before: current.total,
    after: { ...offer.total, minor: offer.total.minor + onTheBill },
    fee: hotel.money(rate.changeFee),
    expiresAt: offer.expiresAt,
  };
  return { search, quote, steps: offer.cancelPolicy.steps, stay: offer.total.minor };
}

function pick({ arrival, departure, rooms, roomTypeId }: Reservation): OfferSearch & { roomTypeId: string } {
  return { arrival, departure, rooms, roomTypeId };
}
