import {
  formatDay,
  formatGuests,
  formatMoney,
  formatNights,
  inWords,
  type NamedCard,
  type Offer,
  type OfferSearch,
  type Property,
  type RoomType,
} from '@botones/contract';
import { choiceOf } from './choice-of.ts';

export interface Showing {
  readonly types: readonly RoomType[];
  readonly property: Property;
  readonly language: string;
  readonly now: Temporal.Instant;
}

/** `{arrival}`, `{departure}`, `{nights}`, `{guests}` of a search. */
export function wordsOfStay({ arrival, departure, rooms }: OfferSearch, language: string): Record<string, string> {
  return {
    arrival: formatDay(arrival, language),
    departure: formatDay(departure, language),
    nights: formatNights(arrival.until(departure).days, language),
    guests: formatGuests(rooms, language),
  };
}

/** An offer as a card: what, for how much, until when it may be cancelled for nothing, and a button that books it. */
export function toCard(
  offer: Offer,
  search: OfferSearch,
  showing: Showing,
  response = 'availability/offer',
): NamedCard {
  const { types, property, language, now } = showing;
  const type = types.find(({ id }) => id === offer.roomTypeId);
  const picture = type?.pictures[0];
  const until = freeUntil(offer, now)?.toZonedDateTimeISO(property.timeZone).toPlainDate();
  return {
    response: until ? `${response}_free` : response,
    values: {
      ...wordsOfStay(search, language),
      offer: choiceOf(offer, search),
      room: severalOf(type?.name ?? offer.roomTypeId, search.rooms.length),
      plan: offer.ratePlanName,
      total: formatMoney(offer.total, language),
      night: formatMoney(average(offer), language),
      day: search.arrival.toLocaleString(language === 'en' ? 'en-GB' : language, { day: 'numeric', month: 'short' }),
      ...(until && { until: formatDay(until, language) }),
    },
    ...(picture && { image: { url: picture.url, alt: inWords(picture.alt, language, ...property.languages) } }),
  };
}

/** Until when leaving costs nothing; null where it costs something already, within minutes, or always does. */
function freeUntil({ cancelPolicy: { steps } }: Offer, now: Temporal.Instant): Temporal.Instant | null {
  const costly = steps.filter(({ fee }) => fee.minor > 0).map(({ from }) => from);
  const first = costly.toSorted(Temporal.Instant.compare)[0];
  // The PMS looks at its own clock, a moment after this turn began.
  return first !== undefined && Temporal.Instant.compare(now.add({ minutes: 30 }), first) < 0 ? first : null;
}

/** `2 × Double` */
function severalOf(name: RoomType['name'] | string, rooms: number): RoomType['name'] | string {
  if (rooms === 1 || typeof name === 'string') return name;
  return Object.fromEntries(Object.entries(name).map(([language, word]) => [language, `${rooms} × ${word}`]));
}

function average({ total, nightly }: Offer) {
  return { ...total, minor: Math.round(total.minor / Math.max(1, nightly.length)) };
}
