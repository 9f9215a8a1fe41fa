import { defineHandler, handoff, reply, together } from '@botones/contract';
import { z } from 'zod';
import { describeDay, describeGuests, describeNights } from './describe.ts';
import { readStay } from './read-stay.ts';

const wanted = ['arrival', 'departure', 'adults', 'children', 'child_ages', 'room_type'] as const;
const forgotten = Object.fromEntries([...wanted, 'nights'].map((slot) => [slot, null]));

/** Takes down what a guest looks for, repeats it, and calls a person to answer it. */
export default defineHandler({
  name: 'check-availability',
  options: z.strictObject({
    /** Titles of the room types, by the value of `room_type` and by language. One that is not listed is named by its value. */
    roomTypes: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  }),
  slots: [...wanted],
  responses: ['availability/noted'],
  setup({ options }) {
    const titles = new Map(Object.entries(options.roomTypes));
    return ({ slots, language }) => {
      const stay = readStay(slots);
      if (stay === null) return { ...handoff('needs_staff'), slots: forgotten };
      const noted = reply('availability/noted', {
        arrival: describeDay(stay.arrival, language),
        departure: describeDay(stay.departure, language),
        nights: describeNights(stay.arrival.until(stay.departure).days, language),
        guests: describeGuests(stay, language),
        room: titles.get(stay.roomType) ?? stay.roomType,
      });
      // The next wish begins anew.
      return { ...together(noted, handoff('needs_staff')), slots: forgotten };
    };
  },
});
