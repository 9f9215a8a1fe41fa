import { z } from 'zod';

export const options = z.strictObject({
  /** Keep the room until it is paid; else, or where the PMS keeps none, it is booked at once. */
  hold: z.boolean().default(true),
  /** Hours for which it is kept, at most until six in the evening of the arrival. */
  holdHours: z.number().positive().max(720).default(24),
  /** What is to be paid now, of the total. */
  depositPercent: z.number().min(0).max(100).default(100),
  /** Put before phone numbers that are written without a country: `+34`. */
  phonePrefix: z
    .string()
    .regex(/^\+[1-9]\d{0,3}$/, 'write a country code as "+34"')
    .optional(),
  /** The intent of a picture or a document alone while a room is kept: the receipt. */
  receiptMeans: z.string().min(1).default('payment_confirmation'),
  /** The handler that shows what is free. */
  offersFrom: z.string().min(1).default('check-availability'),
});

export type Options = z.output<typeof options>;
