import { defineHandler, handoff, type Outcome, type Turn } from '@botones/contract';
import { z } from 'zod';
import { findAlternatives } from './find-alternatives.ts';
import { readStay, type Stay } from './read-stay.ts';
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
    /** Most offers shown. */
    most: z.int().min(1).max(20).default(6),
    /** Longer stays are for a person. */
    maxNights: z.int().min(1).default(30),
  }),
  slots: [...wanted],
  responses: [
    'availability/offers',
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
      const { search } = stay;
      if (search.arrival.until(search.departure).days > options.maxNights) {
        return { ...handoff('long_stay'), slots: unchosen };
      }
      const offers = await pms.searchOffers(search, turn.signal);
      const types = await pms.getRoomTypes(turn.signal);
      const showing: Showing = { types, property, language: turn.language, now: turn.now };
      const wished = idOf(stay);
      const ofType = wished === null ? offers : offers.filter(({ roomTypeId }) => roomTypeId === wished);
      if (ofType.length > 0) return list('availability/offers', ofType);
      const named = types.find(({ id }) => id === wished)?.name ?? stay.wish;
      if (offers.length > 0) return list('availability/other_types', offers, { room: named });
      return otherDays(stay, showing, turn);

      function list(response: string, shown: typeof offers, more: Record<string, unknown> = {}): Outcome {
        const cards = shown.slice(0, options.most).map((offer) => toCard(offer, search, showing));
        const values = { ...wordsOfStay(search, turn.language), ...more };
        return { replies: [{ response, values }, { cards }], slots: unchosen };
      }
    };

    async function otherDays({ search }: Stay, showing: Showing, { now, signal, language }: Turn): Promise<Outcome> {
      const today = now.toZonedDateTimeISO(property.timeZone).toPlainDate();
      const found = await findAlternatives(pms, search, today, signal);
      const values = wordsOfStay(search, language);
      if (found.length === 0) {
        return { replies: [{ response: 'availability/full', values }], slots: { ...unchosen, ...noDays } };
      }
      const each = Math.max(1, Math.floor(options.most / found.length));
      const cards = found.flatMap((days) =>
        days.offers.slice(0, each).map((offer) => toCard(offer, days.search, showing, 'availability/offer_other')),
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
