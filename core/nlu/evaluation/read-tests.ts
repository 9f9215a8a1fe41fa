import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formatFault, type Place, parseBot } from '../../config/index.ts';
import type { TestMessage } from './answer.ts';

/** A test message and where it stands. */
export type PlacedTest = TestMessage & { readonly place: Place };

/**
 * Reads messages with their right intents: a file in Rasa's format for training data, or every `*.test.yml` in a
 * folder; with several properties, those in the folder's subfolder of the property's name. No such place, no tests.
 * @throws RangeError when a file cannot be read as such
 */
export function readTests(path: string, property: string, language: string): PlacedTest[] {
  const files = filesIn(path, property);
  if (files.length === 0) return [];
  const { bot, findings } = parseBot(files, { env: process.env, language });
  if (findings.faults.length > 0) throw new RangeError(findings.faults.map(formatFault).join('\n'));
  return bot.examples.map(({ text, intent, language, place }) => ({ text, intent, language, place }));
}

function filesIn(path: string, property: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const own = join(path, property);
  const folder = existsSync(own) ? own : path;
  const names = readdirSync(folder).filter((name) => /\.test\.ya?ml$/.test(name));
  return names.sort().map((name) => join(folder, name));
}
