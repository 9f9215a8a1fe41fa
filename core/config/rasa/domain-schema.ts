import { z } from 'zod';
import { intentAdditions, intentName } from './nlu-schema.ts';

const name = z.string().min(1);
const named = z.record(z.string(), z.unknown());

const entityFilter = z.union([z.boolean(), z.array(z.unknown())]);

export const domainIntent = z
  .union([
    intentName,
    z
      .record(
        intentName,
        z
          .strictObject({
            use_entities: entityFilter.optional(),
            ignore_entities: z.array(z.unknown()).optional(),
            ...intentAdditions,
          })
          .describe('options below it, or leave out the colon'),
      )
      .refine((entry) => Object.keys(entry).length === 1),
  ])
  .describe('a name, or one name: with options below it');

const names = z.array(z.union([name, z.number().transform(String)]));

export const domainEntity = z
  .union([
    name,
    z
      .record(
        name,
        z
          .strictObject({
            roles: names.optional(),
            groups: names.optional(),
            influence_conversation: z.boolean().optional(),
          })
          .describe('options below it, or leave out the colon'),
      )
      .refine((entry) => Object.keys(entry).length === 1),
  ])
  .describe('a name, or one name: with options below it');

/** A rule and a story: of their steps the dialogue engine knows more. */
export const scripts = {
  rule: z.looseObject({ rule: name.describe('its name'), steps: z.array(z.unknown()).describe('a list of steps') }),
  story: z.looseObject({ story: name.describe('its name'), steps: z.array(z.unknown()).describe('a list of steps') }),
};

/** What belongs to the dialogue: of its inside only the outline is checked here. */
export const dialogueSections = {
  slots: named.describe('what the bot remembers'),
  forms: named.describe('slots that are asked for together'),
  actions: z.array(z.union([name, named])).describe('actions besides responses'),
  session_config: named,
  rules: z.array(scripts.rule),
  stories: z.array(scripts.story),
  e2e_actions: z.array(z.unknown()),
};
