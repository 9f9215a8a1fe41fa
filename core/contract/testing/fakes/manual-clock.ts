/** A clock that stands still until it is moved. */
export interface ManualClock {
  now(): Temporal.Instant;
  /** `advance({ minutes: 5 })`. */
  advance(duration: Temporal.DurationLike): void;
}

/** Starts at noon in Madrid on Monday, 1 June 2026. */
export function manualClock(start = '2026-06-01T10:00:00Z'): ManualClock {
  let time = Temporal.Instant.from(start);
  return {
    now: () => time,
    advance(duration) {
      time = time.add(duration);
    },
  };
}
