import { z } from 'zod';
import { settingsSchema } from './property/settings-schema.ts';
import { rasaFileSchema } from './rasa/file-schema.ts';

/** JSON Schemas (draft 7, which YAML editors know best) by file name, made from the schemas that check the files. */
export function buildSchemas(): Record<string, string> {
  const main = z.strictObject({ ...settingsSchema.shape, ...rasaFileSchema.shape }).partial();
  return {
    'botones.schema.json': toJson(main, 'botones.yml: the hotel, its channels, handlers and ports'),
    'intent.schema.json': toJson(rasaFileSchema, 'Intents, responses and whatever else Rasa’s files hold'),
  };
}

function toJson(schema: z.ZodType, title: string): string {
  const json = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
  return `${JSON.stringify({ title, ...json }, null, 2)}\n`;
}
