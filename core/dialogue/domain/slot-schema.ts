import { z } from 'zod';
import { mappingTypes } from './domain.ts';

const name = z.string().min(1);
/** A name or several. Rasa takes both. */
const names = z.union([z.array(name), name, z.null()]).transform((given) => (given === null ? [] : [given].flat()));
const word = z.union([z.string(), z.number()]).transform(String);

export const mappingSchema = z.looseObject({
  type: z.enum(mappingTypes).describe(`one of ${mappingTypes.join(', ')}`),
  entity: name.describe('the entity that fills it').optional(),
  role: word.optional(),
  group: word.optional(),
  intent: names.optional(),
  not_intent: names.optional(),
  value: z.unknown().optional(),
  action: name.optional(),
  conditions: z
    .array(z.looseObject({ active_loop: name.nullable().optional(), requested_slot: name.nullable().optional() }))
    .optional(),
});

export const slotSchema = z.looseObject({
  type: z.string().describe('one of text, bool, categorical, float, list, any'),
  initial_value: z.unknown().optional(),
  influence_conversation: z.boolean().optional(),
  values: z.array(z.unknown()).optional(),
  min_value: z.number().optional(),
  max_value: z.number().optional(),
  auto_fill: z.boolean().optional(),
  mappings: z.array(z.unknown()).optional(),
});

export const formSchema = z.looseObject({
  required_slots: z.union([z.array(name), z.record(z.string(), z.unknown())]).optional(),
  ignored_intents: names.optional(),
});

export const sessionSchema = z.looseObject({
  session_expiration_time: z.number().min(0).describe('minutes').optional(),
  carry_over_slots_to_new_session: z.boolean().optional(),
});
