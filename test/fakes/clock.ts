/** The time of a fake, and what it will do later. */
export interface FakeClock {
  now(): Temporal.Instant;
  /** Runs once `ms` have passed on this clock; returns how to forget it. */
  after(ms: number, run: () => void): () => void;
  /**
   * Moves a virtual clock and runs what falls due on the way, in order; `settle` is awaited after each, so that what
   * it started can plan its own next step. A wall clock refuses.
   */
  advance(duration: Temporal.DurationLike, settle: () => Promise<void>): Promise<void>;
  stop(): void;
}

interface Timer {
  due: number;
  run: () => void;
}

/** Stands still until it is moved. */
export function virtualClock(start: string): FakeClock {
  let time = Temporal.Instant.from(start).epochMilliseconds;
  const timers = new Set<Timer>();

  const nextBefore = (end: number) =>
    [...timers].filter(({ due }) => due <= end).reduce<Timer | null>((a, b) => (a && a.due <= b.due ? a : b), null);

  return {
    now: () => Temporal.Instant.fromEpochMilliseconds(time),
    after(ms, run) {
      const timer = { due: time + Math.max(0, ms), run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(duration, settle) {
      const end = Temporal.Instant.fromEpochMilliseconds(time).add(duration).epochMilliseconds;
      if (end < time) throw new RangeError('A clock only moves forward.');
      await settle();
      for (let timer = nextBefore(end); timer; timer = nextBefore(end)) {
        timers.delete(timer);
        time = Math.max(time, timer.due);
        timer.run();
        await settle();
      }
      time = end;
    },
    stop: () => timers.clear(),
  };
}

/** The time of this machine, for fakes that other processes talk to. */
export function wallClock(): FakeClock {
  const timers = new Set<NodeJS.Timeout>();
  return {
    now: () => Temporal.Now.instant(),
    after(ms, run) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        run();
      }, ms);
      timers.add(timer);
      return () => {
        clearTimeout(timer);
        timers.delete(timer);
      };
    },
    advance: () => Promise.reject(new Error('This fake runs on the wall clock: it cannot be moved.')),
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
