import { defineComponent } from '@botones/contract';
import { z } from 'zod';

/** Invisible characters: bidi controls, zero-width marks, soft hyphens, tags, control characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu;
const EMOJI = /\p{Extended_Pictographic}[\u{fe0f}\u{1f3fb}-\u{1f3ff}]*/gu;

/** Leaves what a guest means: no invisible characters, plain quotes, single spaces, and no more than a page. */
export default defineComponent({
  name: 'clean',
  options: z.strictObject({
    /** Longer messages are cut here; intents are told by their first sentences. */
    maxCharacters: z.int().min(20).default(1000),
  }),
  setup: ({ options }) => ({
    process(parse) {
      parse.clean = clean(parse.text, options.maxCharacters);
    },
  }),
});

export function clean(text: string, maxCharacters: number): string {
  return text
    .slice(0, maxCharacters * 2)
    .replace(/[\t\n\v\f\r\u2028\u2029]/g, ' ')
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(/[‘’‛´`′]/g, "'")
    .replace(/[“”„«»″]/g, '"')
    .replace(/[‐‑‒–—―]/g, '-')
    .replace(EMOJI, ' $& ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxCharacters);
}
