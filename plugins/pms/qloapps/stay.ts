import type { OfferSearch, RoomGuests } from '@botones/contract';
import type { Type } from './catalog.ts';
import { invalid } from './refuse.ts';
import { flagOf, type Item, numberOf } from './values.ts';

const most = { nights: 90, rooms: 20 };

export const nightsIn = ({ arrival, departure }: Pick<OfferSearch, 'arrival' | 'departure'>): number =>
  arrival.until(departure, { largestUnit: 'days' }).days;

/** QloApps answers for any day at all, past or far ahead: the calendar is looked at here. */
export function checkStay({ arrival, departure, rooms }: OfferSearch, today: Temporal.PlainDate): void {
  if (Temporal.PlainDate.compare(arrival, today) < 0) throw invalid('arrival', 'The arrival is past.');
  checkNights({ arrival, departure });
  checkRooms(rooms);
}

export function checkNights(span: Pick<OfferSearch, 'arrival' | 'departure'>): void {
  const nights = nightsIn(span);
  if (nights < 1 || nights > most.nights) throw invalid('departure', `A stay has 1 to ${most.nights} nights.`);
}

export function checkRooms(rooms: readonly RoomGuests[]): void {
  if (rooms.length < 1 || rooms.length > most.rooms) throw invalid('rooms', `Ask for 1 to ${most.rooms} rooms.`);
  const isCount = (value: number, least: number) => Number.isInteger(value) && value >= least;
  if (!rooms.every(({ adults }) => isCount(adults, 1))) throw invalid('rooms', 'Each room needs an adult.');
  const ages = rooms.flatMap(({ childrenAges }) => childrenAges);
  if (!ages.every((age) => isCount(age, 0) && age < 18)) throw invalid('rooms', 'Children are 0 to 17 years old.');
}

/** Does everybody find a bed? QloApps would book nine adults into a double room. */
export function fits(type: Type, rooms: readonly RoomGuests[]): boolean {
  return rooms.every(({ adults, childrenAges: { length } }) => {
    return adults <= type.maxAdults && length <= type.maxChildren && adults + length <= type.maxGuests;
  });
}

/** Days ahead that the hotel sells, which QloApps does not look at here. Where it keeps the shop's figures, none are known. */
export function isOnSale(hotel: Item, { arrival, departure }: OfferSearch, today: Temporal.PlainDate): boolean {
  const offset = (name: string) => (flagOf(hotel[`use_global_${name}`]) ? 0 : numberOf(hotel[name]));
  const first = today.add({ days: Math.max(0, offset('min_booking_offset')) });
  const last = offset('max_checkout_offset');
  if (Temporal.PlainDate.compare(arrival, first) < 0) return false;
  return last <= 0 || Temporal.PlainDate.compare(departure, today.add({ days: last })) <= 0;
}
