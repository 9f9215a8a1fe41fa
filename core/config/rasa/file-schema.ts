import { z } from 'zod';
import { dialogueSections, domainEntity, domainIntent } from './domain-schema.ts';
import { nluItems } from './nlu-schema.ts';
import { responses } from './response-schema.ts';

/** A whole file of training data, domain, responses, rules or stories: any key may stand in any file. */
export const rasaFileSchema = z
  .strictObject({
    version: z.union([z.string(), z.number()]).describe('version of Rasa’s format: "3.1"'),
    nlu: z.array(z.union([nluItems.intent, nluItems.synonym, nluItems.regex, nluItems.lookup])),
    intents: z.array(domainIntent),
    entities: z.array(domainEntity),
    responses,
    ...dialogueSections,
  })
  .partial();

export const rasaKeys = Object.keys(rasaFileSchema.shape);
