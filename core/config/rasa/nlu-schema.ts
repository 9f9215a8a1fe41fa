import { z } from 'zod';
import { language, words } from '../words.ts';
import { advise } from '../yaml/advise.ts';

export const intentName = z.string().regex(/^[^\s/{}@][^\s{}@]*$/, {
  error: ({ input }) => advise(`"${input}" is not a name of an intent`, 'write one word: ask_wifi, or faq/ask_wifi'),
});
const name = z.union([z.string().min(1), z.number().transform(String)]).describe('a name');
const metadata = z.unknown().describe('notes of your own').optional();

const block = z.string().describe('one example a line, each beginning with "- "');
const list = z.array(z.strictObject({ text: z.string().describe('the example'), metadata }));
const examples = z.union([block, list]).describe('examples, one a line, each beginning with "- "');

/** What Botones lets one say of an intent, in the domain or beside its examples. */
export const intentAdditions = {
  triggers: z.string().min(1).describe('the handler, action or response that serves it').optional(),
  threshold: z.number().min(0).max(1).describe('own confidence below which staff take over').optional(),
  title: words.describe('what the guest reads when the bot asks back').optional(),
};

/** The four kinds of items under `nlu:`; the first key tells which. */
export const nluItems = {
  intent: z.strictObject({
    intent: intentName,
    examples: z
      .union([block, list, z.record(language, examples)])
      .describe('examples, one a line, each beginning with "- "; or such a block for each language'),
    metadata,
    ...intentAdditions,
  }),
  synonym: z.strictObject({
    synonym: name.describe('the value that the examples stand for'),
    examples: block,
    metadata,
  }),
  regex: z.strictObject({ regex: name.describe('an entity'), examples: block, metadata }),
  lookup: z.strictObject({ lookup: name.describe('an entity'), examples: block, metadata }),
};
