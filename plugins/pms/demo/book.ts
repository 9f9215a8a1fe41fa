import type { Guest, Offer, OfferSearch, Reservation, ReservationRequest } from '@botones/contract';
import type { Desk } from './desk.ts';
import { lockTypes } from './inventory.ts';
import { findOffers } from './offers.ts';
import { once, type Query } from './once.ts';
import { priceStay } from './price.ts';
import { newReference } from './reference.ts';
import { invalid, refusal } from './refuse.ts';
import { type Row, reviveReservation, toReservation } from './reservation.ts';
import { fits } from './stay.ts';

/** Takes rooms off the market under a lock on their type, so that no two processes sell the same one. */
export async function book(desk: Desk, request: ReservationRequest, key: string): Promise<Reservation> {
  const { hotel } = desk;
  const { offer, guest, holdUntil, note } = request;
  const search: OfferSearch = { ...request.search, roomTypeId: offer.roomTypeId };
  checkGuest(guest);
  const { arrival, departure, rooms } = search;
  const wish = ['book', offer.roomTypeId, offer.ratePlan, arrival, departure, rooms, guest];
  return once(desk.database, key, wish, reviveReservation, async (query) => {
    const now = desk.now();
    if (holdUntil !== null && Temporal.Instant.compare(holdUntil, now) <= 0)
      throw invalid('holdUntil', 'The hold would be over before it begins.');
    if (!Object.hasOwn(hotel.ratePlans, offer.ratePlan)) throw refusal('ERR_PMS_NOT_FOUND', 'No such rate plan.');
    await lockTypes(query, offer.roomTypeId);
    const agreed = await findAgreed(query, desk, offer, search, now);
    const row = await insert(query, desk, request, agreed, now);
    if (note !== undefined && note.trim() !== '')
      await query('insert into note (reference, text, at) values ($1, $2, $3)', [row.reference, note, String(now)]);
    return toReservation(row, now);
  });
}

/** Today's offer of the same room at the same rate, if it is no dearer. */
async function findAgreed(
  query: Query,
  desk: Desk,
  { roomTypeId, ratePlan, total }: Offer,
  search: OfferSearch,
  now: Temporal.Instant,
): Promise<Offer> {
  const { hotel } = desk;
  const offers = await findOffers(query, hotel, search, now);
  const price = priceStay(hotel, roomTypeId, ratePlan, search);
  if (!fits(hotel, roomTypeId, search.rooms)) throw invalid('rooms', 'So many guests do not fit into this room type.');
  const offer = offers.find((each) => each.ratePlan === ratePlan);
  if (price === null || offer === undefined) throw refusal('ERR_PMS_SOLD_OUT', 'There is no such room any more.');
  if (total.currency !== price.total.currency || price.total.minor > total.minor)
    throw refusal('ERR_PMS_PRICE_CHANGED', 'The price is higher than in the offer.');
  return offer;
}

async function insert(
  query: Query,
  { hotel }: Desk,
  { search, guest, holdUntil, language }: ReservationRequest,
  { roomTypeId, ratePlan, total, cancelPolicy }: Offer,
  now: Temporal.Instant,
): Promise<Row> {
  const values = [
    holdUntil === null ? 'confirmed' : 'held',
    roomTypeId,
    ratePlan,
    String(search.arrival),
    String(search.departure),
    search.rooms.length,
    JSON.stringify(search.rooms),
    holdUntil === null ? null : String(holdUntil),
    hotel.property.currency,
    total.minor,
    JSON.stringify(cancelPolicy.steps),
    guest.firstName.trim(),
    guest.lastName.trim(),
    guest.email?.trim() ?? null,
    guest.phone ?? null,
    language,
    String(now),
  ];
  for (;;) {
    const [row] = await query<Row>(
      `insert into reservation (reference, status, room_type, rate_plan, arrival, departure, units, rooms, held_until,
         currency, stay, total, cancel_steps, first_name, last_name, email, phone, language, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, $14, $15, $16, $17, $18)
       on conflict (reference) do nothing returning *`,
      [newReference(), ...values],
    );
    if (row !== undefined) return row;
  }
}

function checkGuest({ firstName, lastName, email, phone }: Guest): void {
  for (const [field, name] of Object.entries({ firstName, lastName })) {
    if (name.trim() === '' || name.length > 100) throw invalid(`guest.${field}`, 'A name has 1 to 100 letters.');
  }
  if (email !== undefined && !/^[^\s@<>]{1,64}@[^\s@<>]+\.[^\s@<>.]+$/.test(email.trim()))
    throw invalid('guest.email', 'This is no e-mail address.');
  if (phone !== undefined && !/^\+[1-9]\d{6,14}$/.test(phone))
    throw invalid('guest.phone', 'This is no phone number in E.164.');
}
