import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Names of every response that the demo hotel has. */
export function knownResponses(folder = 'config'): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yml'));
  return files.flatMap((name) => Object.keys(parse(readFileSync(join(folder, name), 'utf8'))?.responses ?? {}));
}
