import { z } from 'zod';

/** What this conversation knows of a reservation: slot `reservation`. */
const booked = z.object({
  reference: z.string(),
  status: z.enum(['held', 'confirmed', 'cancelled']),
  /** What is to be paid. */
  due: z.object({ minor: z.int(), currency: z.string() }),
});

export type Booked = z.output<typeof booked>;

/** Null where it knows none. */
export function readBooked(slot: unknown): Booked | null {
  return booked.safeParse(slot).data ?? null;
}
