import { type ParseArgsConfig, parseArgs } from 'node:util';
import { fail } from './fail.ts';

/**
 * Node's `parseArgs`. `--help` prints how the command is used and ends it; an option that does not exist ends it in one
 * sentence that says where to look.
 * @param usage what the command does, how it is called, and a line for each option
 */
export function readArguments<T extends ParseArgsConfig>(usage: string, config: T): ReturnType<typeof parseArgs<T>> {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    if (error instanceof Error) error.message = `${error.message.replace(/\.$/, '')} — --help shows how it is used.`;
    fail(error);
  }
}
