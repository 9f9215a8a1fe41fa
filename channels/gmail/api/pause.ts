import { GmailError } from './errors.ts';

const MAX_BACKOFF_S = 64;

/** Holds back calls while Google wants a rest: as long as it says, else 2, 4, 8 … 64 s with some jitter. */
export function createPause(now: () => Temporal.Instant, random: () => number = Math.random) {
  let until = 0;
  let refusals = 0;
  return {
    /** @throws GmailError when it is too early, without asking Google. */
    check(): void {
      const left = until - now().epochMilliseconds;
      if (left > 0) throw new GmailError(429, 'limit', 'resting', Math.ceil(left / 1000));
    },
    refused(seconds: number | undefined): number {
      refusals += 1;
      const rest = seconds ?? Math.min(2 ** refusals + random(), MAX_BACKOFF_S);
      until = now().epochMilliseconds + rest * 1000;
      return rest;
    },
    passed(): void {
      refusals = 0;
    },
  };
}
