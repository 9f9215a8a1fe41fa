import { z } from 'zod';

const words = z
  .record(z.string().regex(/^[a-z]{2,3}$/, 'a language: es'), z.string().min(1))
  .refine((given) => Object.keys(given).length > 0, 'Write it in one language at least');
const id = z.string().regex(/^[a-z0-9][a-z0-9_-]*$/i, 'Use letters, digits, - and _');
/** Of the property's currency, as people write it: 95 or 1.5. */
const price = z.number().min(0).max(1e7);
const percent = z.int().min(-95).max(900);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time: "15:00"');
const day = z.iso.date('Write a day: "2026-08-01"');
const dayOfYear = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'Write month and day: "07-15"');

const roomType = z
  .strictObject({
    name: words,
    description: words.optional(),
    /** Rooms of this type in the house. */
    units: z.int().min(0).max(5000),
    /** A night, taxes included, before season and weekend. */
    price,
    maxAdults: z.int().min(1).max(50),
    maxChildren: z.int().min(0).max(50),
    maxGuests: z.int().min(1).max(100),
    /** Guests whom `price` contains. */
    guestsIncluded: z.int().min(1).max(100).default(2),
    /** A night for each further one. */
    extraAdult: price.default(0),
    extraChild: price.default(0),
    pictures: z.array(z.strictObject({ url: z.url({ protocol: /^https?$/ }), alt: words })).optional(),
  })
  .refine(({ maxAdults, maxGuests }) => maxAdults <= maxGuests, 'maxAdults is above maxGuests');

const season = z.strictObject({
  /** First and last night; `12-20` to `01-06` goes over the new year. */
  from: dayOfYear,
  until: dayOfYear,
  percent: percent.default(0),
  /** Of a stay that arrives in the season. */
  minNights: z.int().min(1).max(60).default(1),
});

const ratePlan = z.strictObject({
  name: words,
  percent: percent.default(0),
  /** Days before the arrival until which leaving is free; null: never free. */
  freeUntilDays: z.int().min(0).max(365).nullable().default(2),
  /** What leaving later costs; from check-in on it is always all. */
  fee: z.enum(['first-night', 'all']).default('first-night'),
  changes: z.boolean().default(true),
  changeFee: price.default(0),
});

const extra = z.strictObject({
  name: words,
  price,
  per: z.enum(['stay', 'night', 'person', 'person-night']).default('stay'),
});

const cityTax = z.strictObject({
  name: words,
  /** A person and night. */
  amount: price,
  fromAge: z.int().min(0).max(18).default(16),
  maxNights: z.int().min(1).max(365).default(7),
});

export const options = z.strictObject({
  roomTypes: z.record(id, roomType).optional(),
  seasons: z.array(season).optional(),
  ratePlans: z.record(id, ratePlan).optional(),
  extras: z.record(id, extra).optional(),
  policies: z.strictObject({ cancellation: words, payment: words, children: words }).optional(),
  /** Null: there is none. */
  cityTax: cityTax.nullable().optional(),
  /** Contained in all prices. */
  vatPercent: z.number().min(0).max(50).default(10),
  /** On the nights of Friday and Saturday. */
  weekendPercent: percent.default(15),
  /** Children below this age cost nothing. */
  childrenFreeBelow: z.int().min(0).max(18).default(3),
  checkIn: clock.default('15:00'),
  checkOut: clock.default('12:00'),
  /** How far ahead rooms are sold. */
  daysAhead: z.int().min(1).max(3650).default(540),
  /** How long a price is good for. */
  offerMinutes: z.int().min(1).max(1440).default(15),
  /** Rooms taken off the market, `until` exclusive: works, a wedding. */
  blocked: z
    .array(z.strictObject({ roomType: id, from: day, until: day, units: z.int().min(1).max(5000) }))
    .default([]),
});

export type Options = z.output<typeof options>;
export type RoomTypeOptions = z.output<typeof roomType>;
export type RatePlanOptions = z.output<typeof ratePlan>;
