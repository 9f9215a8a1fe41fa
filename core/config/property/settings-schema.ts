import { z } from 'zod';
import { advise } from '../yaml/advise.ts';
import { propertySchema } from './property-schema.ts';
import { pmsResilienceSchema, resilienceSchema } from './resilience-schema.ts';

const pluginName = z.string().regex(/^(@[a-z0-9-~][a-z0-9-._~]*\/)?[a-z0-9][a-z0-9-._]*$/, {
  error: ({ input }) =>
    advise(`"${input}" is not a plugin name`, 'write a folder (late-checkout) or package (@acme/spa)'),
});
const account = z.string().min(1);
const share = z.number().min(0).max(1);
/** Takes away what the shared base has. */
const off = z.literal(false);

const use = pluginName.describe('a plugin: log, webhook, demo …');
const port = z.looseObject({ use, resilience: resilienceSchema.optional() });
const pms = z.looseObject({ use, resilience: pmsResilienceSchema.optional() });

const channel = z
  .looseObject({
    account: z
      .union([account, z.array(account).min(1)])
      .describe('the hotel’s side of the conversation: a number, an address; default the id of the property')
      .optional(),
    resilience: resilienceSchema.optional(),
  })
  .nullable();

/** What `botones.yml` says besides Rasa's own keys. All optional, since a property may say only what differs from the base. */
export const settingsSchema = z
  .strictObject({
    property: propertySchema.describe('the hotel: name, address, time zone, languages, hours'),
    channels: z
      .record(pluginName, z.union([off, channel]).describe('options of the channel'))
      .describe('where guests write, each with its options'),
    handlers: z
      .record(pluginName, z.union([off, z.looseObject({}).nullable()]).describe('options of the handler'))
      .describe('what serves intents, each with its options'),
    ports: z
      .strictObject({
        notifier: port.describe('{use: log} or the like'),
        pms: z.union([off, pms]).describe('{use: demo} or the like'),
        transcriber: z.union([off, port]).describe('{use: openai} or the like'),
        audit: z
          .strictObject({ resilience: resilienceSchema })
          .partial()
          .describe('how entries are given to PostgreSQL: {resilience: {timeoutSeconds: 5}}'),
      })
      .partial()
      .describe('outside systems: {notifier: {use: log}}'),
    pipeline: z
      .array(z.looseObject({ name: pluginName.describe('a component') }))
      .describe('how messages are understood; leave it out for the recommended pipeline'),
    nlp: z.strictObject({ resilience: resilienceSchema }).partial().describe('{resilience: {breaker: {failures: 5}}}'),
    thresholds: z
      .strictObject({
        handoff: share.describe('confidence below which staff take over; default 0.45'),
        clarify: share.describe('confidence below which the bot asks back; default 0.65'),
      })
      .partial(),
    turn: z
      .strictObject({
        deadlineSeconds: z.number().positive().describe('time for one answer; default 20'),
        waitSeconds: z
          .number()
          .min(0)
          .max(600)
          .describe('how long a guest waits while it is found out what became of a booking; default 60'),
      })
      .partial(),
    alerts: z
      .strictObject({
        cooldownSeconds: z.number().min(0).describe('one alert of a kind to operators in this time; default 1800'),
      })
      .partial()
      .describe('{cooldownSeconds: 1800}'),
    retention: z
      .strictObject({
        inboxDays: z.int().min(8).describe('how long ids of messages are remembered; default 30'),
        mediaDays: z.int().min(1).describe('how long files of guests are kept; default 30'),
        candidateDays: z.int().min(1).describe('how long messages wait for npm run nlu:review; default 180'),
        auditDays: z.int().min(1).describe('how long the audit trail is kept; default 730'),
      })
      .partial(),
  })
  .partial();

export type Settings = z.output<typeof settingsSchema>;
export const settingsKeys = Object.keys(settingsSchema.shape) as (keyof Settings)[];
