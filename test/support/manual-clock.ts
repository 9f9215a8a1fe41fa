import type { Clock } from '../../core/resilience/clock.ts';

/** A clock that stands still until it is told; a sleep of it passes at once, and is written down. */
export interface ManualClock extends Clock {
  /** Seconds of each sleep. */
  readonly slept: number[];
  pass(seconds: number): void;
}

export function aClock(): ManualClock {
  let now = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    pass(seconds) {
      now += seconds * 1000;
    },
    async sleep(milliseconds, signal) {
      signal.throwIfAborted();
      slept.push(milliseconds / 1000);
      now += milliseconds;
    },
  };
}
