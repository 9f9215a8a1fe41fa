import { z } from 'zod';
import { language } from '../words.ts';

const text = z.string().describe('a text');

export const responseNamePattern = /^utter_\S+$/;

const button = z.looseObject({
  title: text,
  payload: text.describe('what comes back: /intent, /intent{"entity": "value"} or a text').optional(),
});

const translation = z
  .union([text, z.strictObject({ text: text.optional(), buttons: z.array(text).optional() })])
  .describe('a text, or {text: …, buttons: [title, …]}');

/** One item of the list under a response's name. */
export const responseVariation = z.strictObject({
  text: text.describe('a text in the default language').optional(),
  translation: z.record(language, translation).describe('the same in other languages').optional(),
  image: text.optional(),
  buttons: z.array(button).optional(),
  quick_replies: z.array(button).optional(),
  channel: text.describe('the only channel that says it').optional(),
  condition: z
    .array(z.strictObject({ type: z.literal('slot'), name: text, value: z.unknown() }))
    .describe('slots that must have these values')
    .optional(),
  attachment: z.unknown().optional(),
  custom: z.unknown().optional(),
  elements: z.unknown().optional(),
  metadata: z.unknown().optional(),
  id: z.unknown().optional(),
});

export type WrittenVariation = z.output<typeof responseVariation>;
export const responses = z.record(z.string().regex(responseNamePattern), z.array(responseVariation).min(1));
