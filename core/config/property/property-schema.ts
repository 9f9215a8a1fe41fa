import { z } from 'zod';
import { language, words } from '../words.ts';
import { advise } from '../yaml/advise.ts';
import { didYouMean } from '../yaml/suggest.ts';
import { serviceHours } from './hours-schema.ts';

const text = z.string().trim().min(1);
const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Short name of a property, a folder and a row. */
export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: ({ input }) => advise(`"${input}" is no short name`, 'use small letters, digits and "-": hotel-sol'),
});

const timeZone = z
  .string()
  .refine(isTimeZone, { error: ({ input }) => advise(`"${input}" is not a time zone`, nearestZone(String(input))) })
  .describe('the IANA zone in which the hours are meant: Europe/Madrid');

const currency = z
  .string()
  .refine(isCurrency, {
    error: ({ input }) => advise(`"${input}" is not a currency`, nearestCurrency(String(input))),
  })
  .describe('an ISO 4217 code: EUR');

const country = z
  .string()
  .refine((code) => /^[A-Z]{2}$/.test(code) && regionNames.of(code) !== undefined, {
    error: ({ input }) => advise(`"${input}" is not a country`, 'write its two-letter code in capitals: ES'),
  })
  .describe('an ISO 3166-1 code: ES');

const phone = z.string().regex(/^\+?[\d ()./-]{5,}$/, {
  error: ({ input }) => advise(`"${input}" is not a phone number`, 'write it as guests dial it: "+34 600 000 000"'),
});

/** `property:` as one file writes it; another file may hold the rest, so nothing is required yet. */
export const propertySchema = z
  .strictObject({
    id: slug.describe('short name in rows, metrics and folders'),
    name: text.describe('the name that guests know'),
    address: z.strictObject({ street: text, postalCode: text, city: text, region: text.optional(), country }),
    location: z
      .strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
      .describe('degrees, WGS 84: {latitude: 38.6, longitude: -0.05}'),
    phone,
    email: z.email(),
    website: z.url({ protocol: /^https?$/ }),
    reviewUrl: z.url({ protocol: /^https?$/ }).describe('where guests leave a review'),
    timeZone,
    languages: z
      .array(language)
      .min(1)
      .refine((list) => new Set(list).size === list.length, advise('names a language twice', 'keep it once'))
      .describe('what the bot speaks, the default first: [es, en]'),
    currency,
    hours: z.record(z.string(), serviceHours).describe('opening hours by service: reception, breakfast, pool …'),
    directions: words.describe('how to get there'),
  })
  .partial();

function isTimeZone(name: string): boolean {
  try {
    return /^[a-z]/i.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

function nearestZone(name: string): string {
  const zones = Intl.supportedValuesOf('timeZone');
  const city = zones.find((zone) => zone.toLowerCase().endsWith(`/${name.toLowerCase().replaceAll(' ', '_')}`));
  return city ? `did you mean "${city}"?` : didYouMean(name, zones, 'write an IANA zone such as Europe/Madrid');
}

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}

function nearestCurrency(code: string): string {
  const upper = code.toUpperCase();
  return isCurrency(upper) ? `did you mean "${upper}"?` : 'write an ISO 4217 code such as EUR, USD or MXN';
}
