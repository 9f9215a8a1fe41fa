import { z } from 'zod';

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));
const booked = z.object({ reference: z.string(), status: z.string(), arrival: day, departure: day });

/** What this conversation knows of a reservation: slot `reservation`. */
export type Booked = z.output<typeof booked>;

/** Null where it knows none. */
export function readBooked(slot: unknown): Booked | null {
  return booked.safeParse(slot).data ?? null;
}

/** What is forgotten when the wish is done with. */
export const forgotten = {
  reservation_wish: null,
  arrival: null,
  departure: null,
  nights: null,
  change_move: null,
  change_confirmed: null,
  change_quote: null,
};
