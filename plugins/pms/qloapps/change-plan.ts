import type { Change, ChangeQuote, OfferSearch, Reservation, RoomGuests } from '@botones/contract';
import type { Sold } from './booked.ts';
import type { WantedStay } from './booking-body.ts';
import { autoServices, type Catalog, type Type } from './catalog.ts';
import type { Desk } from './desk.ts';
import { living, type Stay, soldWith } from './load.ts';
import { askPrice } from './quote.ts';
import { invalid, refusal } from './refuse.ts';
import { replaceable } from './replace.ts';
import { costOf } from './sold.ts';
import { checkNights, checkRooms, fits, isOnSale, nightsIn } from './stay.ts';
import { money } from './values.ts';

/** What a change comes to, and what QloApps is to be sent for it. */
export interface ChangePlan {
  readonly search: OfferSearch;
  readonly catalog: Catalog;
  readonly type: Type;
  readonly wanted: WantedStay;
  /** By how much the bill may be lower than quoted: rounding. */
  readonly slack: number;
  readonly quote: ChangeQuote;
}

export async function planChange(desk: Desk, found: Stay, change: Change, signal: AbortSignal): Promise<ChangePlan> {
  const current = living(found).reservation;
  const search = checkChange(desk, found, change);
  const catalog = await desk.recentCatalog(signal);
  const type = catalog.types.find(({ id }) => String(id) === search.roomTypeId);
  const before = catalog.types.find(({ id }) => String(id) === current.roomTypeId);
  if (!type) throw refusal('ERR_PMS_NOT_FOUND', 'There is no such room type.');
  if (!fits(type, search.rooms)) throw invalid('rooms', 'So many guests do not fit into this room type.');
  const stay = replaceable(found);
  const noRoom = () => refusal('ERR_PMS_SOLD_OUT', 'There is no room for the changed stay.');
  if (!isOnSale(catalog.hotel, search, desk.today())) throw noRoom();

  const { free, price, rates } = await askPrice(desk, catalog, type, search, signal);
  const stays = isInPlace(current, search) ? Math.min(search.rooms.length, stay.rooms.length) : 0;
  // Other dates are looked for as if the own rooms were somebody else's.
  if (free.length < search.rooms.length - stays) throw noRoom();

  const nights = nightsIn(search);
  const { currency } = price;
  const extras = spread(soldWith(stay, before ?? type).map(withoutAuto(catalog)), search.rooms.length);
  const cost = (sold: readonly Sold[]) =>
    sold.reduce((sum, each) => sum + costOf(each, { catalog, type, rates, nights, currency }), 0);
  const each = price.total / search.rooms.length;
  // Rooms in which nothing changes keep the price at which they were booked, and their extras with it.
  const keeps = stay.rooms.slice(0, stays).reduce((sum, { gross }) => sum + gross, 0);
  const moved = stays === 0 ? cost(extras.flat()) : cost(givenUp(stay, before ?? type, catalog, search.rooms.length));
  const isUntouched = stays === stay.rooms.length && stays === search.rooms.length;
  const after = isUntouched ? current.total.minor : keeps + Math.round(each * (search.rooms.length - stays)) + moved;
  return {
    search,
    catalog,
    type,
    slack: price.slack + extras.flat().length * nights,
    wanted: wantedOf(stay, type, search, stays, extras),
    quote: {
      reference: current.reference,
      change,
      before: current.total,
      after: money(after, currency),
      fee: money(0, currency),
      expiresAt: desk.context.now().add({ minutes: desk.options.offerMinutes }),
    },
  };
}

function checkChange(desk: Desk, { reservation, rows }: Stay, change: Change): OfferSearch & { roomTypeId: string } {
  const today = desk.today();
  const hasBegun = Temporal.PlainDate.compare(reservation.arrival, today) < 0;
  if (hasBegun || rows.some(({ hasArrived }) => hasArrived))
    throw refusal('ERR_PMS_NOT_ALLOWED_BY_POLICY', 'The stay has begun: the reception changes it.');
  if (isSame(reservation, change)) throw invalid('change', 'Nothing is to change.');
  const { arrival, departure, rooms, roomTypeId } = reservation;
  const defined = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const search = { arrival, departure, rooms, roomTypeId, ...defined };
  checkRooms(search.rooms);
  checkNights(search);
  if (Temporal.PlainDate.compare(search.arrival, today) < 0) throw invalid('arrival', 'The arrival is past.');
  return search;
}

/** Would the change leave everything as it is? */
export function isSame(stay: Reservation, { arrival, departure, rooms, roomTypeId }: Change): boolean {
  const wished = [arrival ?? stay.arrival, departure ?? stay.departure].map(String);
  return (
    wished.join() === `${stay.arrival},${stay.departure}` &&
    (roomTypeId ?? stay.roomTypeId) === stay.roomTypeId &&
    JSON.stringify(rooms ?? stay.rooms) === JSON.stringify(stay.rooms)
  );
}

function isInPlace(current: Reservation, { arrival, departure, roomTypeId = '' }: OfferSearch): boolean {
  return isSame(current, { arrival, departure, roomTypeId });
}

const withoutAuto =
  ({ services }: Catalog) =>
  (sold: readonly Sold[]) =>
    sold.filter(({ id }) => !services.some((service) => service.id === id && service.auto));

/** What was sold beside the rooms moves with them; that of a room which is given up goes to the last one. */
function spread(sold: readonly (readonly Sold[])[], rooms: number): Sold[][] {
  const spread: Sold[][] = Array.from({ length: rooms }, () => []);
  sold.forEach((all, n) => {
    spread[Math.min(n, rooms - 1)]?.push(...all);
  });
  return spread;
}

const givenUp = (stay: Stay, type: Type, catalog: Catalog, rooms: number) =>
  soldWith(stay, type).slice(rooms).flatMap(withoutAuto(catalog));

function wantedOf(
  stay: Stay,
  type: Type,
  { arrival, departure, rooms }: OfferSearch,
  stays: number,
  extras: readonly (readonly Sold[])[],
): WantedStay {
  const auto = autoServices(type).map(({ id }): Sold => ({ id, name: '', quantity: 1, unit: null }));
  const wanted = rooms.map((guests, n) => {
    const idRoom = n < stays ? stay.rooms[n]?.idRoom : undefined;
    const services = [...auto, ...(extras[n] ?? [])];
    return { guests, services, ...(idRoom === undefined ? {} : { idRoom }) };
  });
  const remark = stays > 0 ? { remark: remarkOf(rooms) } : {};
  return { type: type.id, arrival, departure, rooms: wanted, ...remark };
}

/** QloApps keeps the guests with whom a room was booked: the reception has to be told. */
function remarkOf(rooms: readonly RoomGuests[]): string {
  const told = rooms.map(({ adults, childrenAges }) => {
    const children = childrenAges.length > 0 ? `, children of ${childrenAges.join(', ')}` : '';
    return `${adults} adults${children}`;
  });
  return `Guests now: ${told.join('; ')}`;
}
