import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** What the bot says: the name of a response, a /pattern/, or words that stand in it. */
const said = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

const conversation = z.strictObject({
  conversation: z.string(),
  language: z.enum(['es', 'en']),
  turns: z.array(z.strictObject({ guest: z.string(), bot: said })).min(1),
  /** Why a person has the conversation in the end; null where the bot still has it. */
  handoff: z.string().nullable().default(null),
});

/** A recorded conversation with the demo hotel: what the guest writes, and what the bot must say to it. */
export type Conversation = z.infer<typeof conversation>;

/** Every conversation of the folder, in the order of its files. */
export function readConversations(folder: string): Conversation[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  return files.sort().flatMap((name) => z.array(conversation).parse(parse(readFileSync(join(folder, name), 'utf8'))));
}
