import { setTimeout as rest } from 'node:timers/promises';

/** Time that never jumps: a wall clock set back would keep a breaker open for as long. */
export interface Clock {
  /** Milliseconds from any beginning. */
  now(): number;
  /** @throws what `signal` was aborted with, at once. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const monotonicClock: Clock = {
  now: () => performance.now(),
  async sleep(milliseconds, signal) {
    try {
      await rest(milliseconds, undefined, { signal });
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    }
  },
};
