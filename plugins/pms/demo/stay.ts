import type { OfferSearch, RoomGuests } from '@botones/contract';
import type { Hotel } from './hotel.ts';
import { invalid, refusal } from './refuse.ts';

const MAX_NIGHTS = 60;
const MAX_ROOMS = 20;

export function today(hotel: Hotel, now: Temporal.Instant): Temporal.PlainDate {
  return now.toZonedDateTimeISO(hotel.property.timeZone).toPlainDate();
}

/** A day and local time of the property. */
export function instantOf(hotel: Hotel, date: Temporal.PlainDate, time: string): Temporal.Instant {
  return date.toZonedDateTime({ timeZone: hotel.property.timeZone, plainTime: time }).toInstant();
}

/** Every night of a stay, the arrival first. */
export function nightsOf(arrival: Temporal.PlainDate, departure: Temporal.PlainDate): Temporal.PlainDate[] {
  return Array.from({ length: arrival.until(departure, { largestUnit: 'days' }).days }, (_, index) =>
    arrival.add({ days: index }),
  );
}

/**
 * Refuses what no hotel could sell.
 *
 * @throws BotonesError `ERR_PMS_INVALID_INPUT` with the field, `ERR_PMS_NOT_FOUND` for a room type.
 */
export function checkStay(hotel: Hotel, now: Temporal.Instant, search: OfferSearch): void {
  const { arrival, departure, rooms, roomTypeId } = search;
  if (Temporal.PlainDate.compare(arrival, today(hotel, now)) < 0) throw invalid('arrival', 'The arrival is past.');
  checkDates(arrival, departure);
  checkRooms(rooms);
  if (roomTypeId !== undefined && !Object.hasOwn(hotel.roomTypes, roomTypeId))
    throw refusal('ERR_PMS_NOT_FOUND', 'There is no such room type.');
}

export function checkDates(arrival: Temporal.PlainDate, departure: Temporal.PlainDate): void {
  const nights = arrival.until(departure, { largestUnit: 'days' }).days;
  if (nights < 1) throw invalid('departure', 'The departure is not after the arrival.');
  if (nights > MAX_NIGHTS) throw invalid('departure', `No more than ${MAX_NIGHTS} nights are sold at once.`);
}

export function checkRooms(rooms: readonly RoomGuests[]): void {
  if (rooms.length < 1 || rooms.length > MAX_ROOMS) throw invalid('rooms', `Ask for 1 to ${MAX_ROOMS} rooms.`);
  for (const { adults, childrenAges } of rooms) {
    if (!Number.isInteger(adults) || adults < 1) throw invalid('rooms', 'Each room needs an adult.');
    if (!childrenAges.every((age) => Number.isInteger(age) && age >= 0 && age <= 17))
      throw invalid('rooms', 'Children are 0 to 17 years old.');
  }
}

/** Does everybody find a bed? */
export function fits(hotel: Hotel, roomTypeId: string, rooms: readonly RoomGuests[]): boolean {
  const type = hotel.roomTypes[roomTypeId];
  if (type === undefined) return false;
  return rooms.every(
    ({ adults, childrenAges: { length: children } }) =>
      adults <= type.maxAdults && children <= type.maxChildren && adults + children <= type.maxGuests,
  );
}
