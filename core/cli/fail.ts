import { BotonesError } from '@botones/contract';

/** Ends a command: what the person can do something about in its own words, anything else with its stack, since it is a defect. */
export function fail(error: unknown): never {
  const text = error instanceof Error ? (isExplained(error) ? error.message : error.stack) : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

/** Our own errors, a wrong option of the command, and what the system refuses: a folder, an address. */
function isExplained(error: Error & { code?: unknown; syscall?: unknown }): boolean {
  if (error instanceof BotonesError || error instanceof RangeError) return true;
  return String(error.code).startsWith('ERR_PARSE_ARGS_') || typeof error.syscall === 'string';
}
