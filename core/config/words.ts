import { z } from 'zod';
import { recordOf } from './record-of.ts';
import { advise } from './yaml/advise.ts';

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** A BCP 47 primary tag: `es`. */
export const language = z
  .string()
  .refine(isLanguage, {
    error: ({ input }) => advise(`"${input}" is not a language`, 'write its two-letter code: es, en, de, fr …'),
  })
  .describe('a two-letter language code');

const text = z.string().trim().min(1);

/** A text, which belongs to the default language, or one text a language. */
export const words = z
  .union([text, z.record(language, text)])
  .describe('a text in the default language, or one text a language');

export type Words = z.output<typeof words>;

/** Texts by language. */
export function byLanguage(given: Words | undefined, defaultLanguage: string): Record<string, string> {
  if (given === undefined) return recordOf([]);
  return recordOf(typeof given === 'string' ? [[defaultLanguage, given]] : Object.entries(given));
}

function isLanguage(tag: string): boolean {
  return /^[a-z]{2,3}$/.test(tag) && languageNames.of(tag) !== undefined;
}
