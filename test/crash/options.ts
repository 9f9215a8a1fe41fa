import { parseArgs } from 'node:util';

export interface CrashOptions {
  conversations: number;
  /** A conversation. */
  messages: number;
  /** Time over which the messages are sent, and processes killed. */
  seconds: number;
  seed: number;
}

export function readOptions(args: string[]): CrashOptions {
  const { values } = parseArgs({
    args,
    options: {
      conversations: { type: 'string', default: '200' },
      messages: { type: 'string', default: '10' },
      seconds: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
    },
  });
  const number = (name: keyof typeof values) => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 1) throw new RangeError(`--${name} must be a whole number from 1 on.`);
    return value;
  };
  return {
    conversations: number('conversations'),
    messages: number('messages'),
    seconds: number('seconds'),
    seed: number('seed'),
  };
}

/** Repeatable numbers from 0 to 1 (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
