import { z } from 'zod';

export const options = z.strictObject({
  /** Intents of guests who want to cancel, and of those who want other days. */
  cancelFor: z.array(z.string()).default(['cancel_reservation']),
  changeFor: z.array(z.string()).default(['change_reservation']),
  /** The handler that finds a reservation of which this conversation knows nothing. */
  lookup: z.string().min(1).default('reservation-lookup'),
});

export type Options = z.output<typeof options>;
