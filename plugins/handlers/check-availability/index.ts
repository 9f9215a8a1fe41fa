import { defineHandler, handoff, type Offer, type OfferSearch, type Outcome, type Turn } from '@botones/contract';
import { z } from 'zod';
import { findAlternatives } from './find-alternatives.ts';
import { readStay, type Stay } from './read-stay.ts';
import { fewestRooms, shareRooms } from './share-rooms.ts';
import { type Showing, toCard, wordsOfStay } from './show-offers.ts';

const wanted = ['arrival', 'departure', 'adults', 'children', 'child_ages', 'room_type'] as const;
/** A new list forgets what was chosen from the last one. */
const unchosen = { offer: null, quote: null, booking_confirmed: null };
const noDays = { arrival: null, departure: null, nights: null };

/** Asks for a stay, and shows what the PMS offers for it; where that is nothing, other rooms or other days. */
export default defineHandler({
  name: 'check-availability',
  options: z.strictObject({
    /** Ids of room types in the PMS by the value of `room_type`, where the two differ. */
    roomTypes: z.record(z.string(), z.string().min(1)).default({}),
    /** The value of `room_type` of guests who leave it to the hotel. */
    any: z.string().default('any'),
    /** And of those who want what costs least. */
    cheapest: z.string().default('cheapest'),
    /** Most offers shown. */
    most: z.int().min(1).max(20).default(6),
    /** Longer stays are for a person. */
    maxNights: z.int().min(1).default(30),
  }),
  slots: [...wanted],
  responses: [
    'availability/offers',
    'availability/several_rooms',
    'availability/other_types',
    'availability/other_days',
    'availability/full',
    'availability/offer',
    'availability/offer_free',
    'availability/offer_other',
    'availability/offer_other_free',
  ],
  setup({ options, pms, property }) {
    return async (turn) => {
      const stay = readStay(turn.slots);
      if (stay === null) return { ...handoff('needs_staff'), slots: { ...unchosen, ...noDays } };
      const { arrival, departure, party } = stay;
      const nights = arrival.until(departure).days;
      if (nights > options.maxNights) return { ...handoff('long_stay'), slots: unchosen };
      const types = await pms.getRoomTypes(turn.signal);
      const isAsked = stay.rooms !== null && stay.rooms > 1;
      const rooms = isAsked ? shareRooms(party, stay.rooms) : fewestRooms(party, types);
      if (rooms === null) return { ...handoff('large_party'), slots: unchosen };
      const search = { arrival, departure, rooms };
      const offers = await pms.searchOffers(search, turn.signal);
      const showing: Showing = { types, property, language: turn.language, now: turn.now };
      // The cheapest comes first.
      const wished = stay.wish === options.cheapest ? (offers[0]?.roomTypeId ?? null) : idOf(stay);
      const ofType = wished === null ? offers : offers.filter(({ roomTypeId }) => roomTypeId === wished);
      const found = isAsked || rooms.length === 1 ? 'availability/offers' : 'availability/several_rooms';
      if (ofType.length > 0) return list(found, ofType);
      const named = types.find(({ id }) => id === wished)?.name ?? stay.wish;
      if (offers.length > 0) return list('availability/other_types', offers, { room: named });
      return otherDays(search, wished, showing, turn);

      function list(response: string, shown: typeof offers, more: Record<string, unknown> = {}): Outcome {
        const cards = shown.slice(0, options.most).map((offer) => toCard(offer, search, showing));
        const values = { ...wordsOfStay(search, turn.language), ...more };
        return { replies: [{ response, values }, { cards }], slots: { ...unchosen, nights } };
      }
    };

    async function otherDays(
      search: OfferSearch,
      wished: string | null,
      showing: Showing,
      { now, signal, language }: Turn,
    ): Promise<Outcome> {
      const today = now.toZonedDateTimeISO(property.timeZone).toPlainDate();
      const found = await findAlternatives(pms, search, today, signal);
      const values = wordsOfStay(search, language);
      if (found.length === 0) {
        return { replies: [{ response: 'availability/full', values }], slots: { ...unchosen, ...noDays } };
      }
      const each = Math.max(1, Math.floor(options.most / found.length));
      const cards = found.flatMap((days) =>
        wishedFirst(days.offers, wished)
          .slice(0, each)
          .map((offer) => toCard(offer, days.search, showing, 'availability/offer_other')),
      );
      return { replies: [{ response: 'availability/other_days', values }, { cards }], slots: unchosen };
    }

    /** Null for a guest without a preference. */
    function idOf({ wish }: Stay): string | null {
      if (wish === null || wish === options.any) return null;
      return options.roomTypes[wish] ?? wish;
    }
  },
});

function wishedFirst(offers: readonly Offer[], wished: string | null): Offer[] {
  const isOther = ({ roomTypeId }: Offer) => Number(roomTypeId !== wished);
  return offers.toSorted((one, other) => isOther(one) - isOther(other));
}
