import { type ParseArgsConfig, parseArgs } from 'node:util';
import { fail } from './fail.ts';

/** Node's `parseArgs`; an option that does not exist ends the command in one sentence. */
export function readArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    fail(error);
  }
}
