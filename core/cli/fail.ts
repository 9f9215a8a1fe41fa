import { BotonesError } from '@botones/contract';

/** Ends a command: our own errors in their own words, anything else with its stack, since it is a defect. */
export function fail(error: unknown): never {
  const known = error instanceof BotonesError || error instanceof RangeError;
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
