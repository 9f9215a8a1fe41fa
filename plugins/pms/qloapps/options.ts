import { z } from 'zod';

const words = z.record(z.string().regex(/^[a-z]{2,3}$/, 'a language: es'), z.string().min(1));

const cancellation = z.strictObject({
  /** Days before the arrival until which leaving is free; null: never free. */
  freeUntilDays: z.int().min(0).max(365).nullable().default(2),
  /** What leaving later costs; from the day of arrival on it is all. */
  fee: z.enum(['first-night', 'all']).default('first-night'),
});

export const options = z.strictObject({
  /** Of the shop: `https://hotel.example.com`, without `/api`. */
  url: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '').replace(/\/api$/, '')),
  /** `${QLOAPPS_KEY}`: Advanced Parameters > Webservice. */
  key: z.string().length(32, 'a key has 32 characters'),
  /** Which hotel of the shop this property is. */
  hotel: z.int().min(1).default(1),
  /** Calls `webservice/dispatcher.php` itself, for a server that does not rewrite `/api/`. */
  direct: z.boolean().default(false),
  /** Of one call. */
  timeoutSeconds: z.number().min(1).max(120).default(20),
  /** How long an offer is good for. */
  offerMinutes: z.int().min(1).max(1440).default(15),
  /** Each booking gets a customer of its own, with an address there: nothing is ever sent to it. */
  aliasDomain: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
    .default('guests.invalid'),
  /** Terms of leaving; left out: the refund rules of the PMS. */
  cancellation: cancellation.optional(),
  /** Percent by tax rule group, for fees that are taxed like no room: `{"7": 21}`. */
  taxes: z.record(z.string().regex(/^\d+$/, 'the id of a tax rule group'), z.number().min(0).max(100)).default({}),
  /** What guests are told; left out: the policies of the hotel in the PMS. */
  policies: z.strictObject({ cancellation: words, payment: words, children: words }).partial().optional(),
  /** For a guest who has none: QloApps takes no booking without a telephone. */
  phone: z
    .string()
    .regex(/^[+0-9. ()/-]{6,32}$/, 'digits and + ( ) . / -')
    .default('0000000000'),
  /** The contact of the shop (Customers > Contacts) that gets notes; null: the bot takes none. */
  contact: z.int().min(1).nullable().default(1),
});

export type Options = z.output<typeof options>;
