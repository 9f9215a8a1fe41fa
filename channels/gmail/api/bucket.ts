/** Quota as a bucket of units that fills evenly. */
export interface Bucket {
  /** Units that it holds when it is full. */
  readonly most: number;
  /** Takes units, into debt if need be: a call that is under way is made to its end. */
  take(units: number): void;
  /** Units that may be spent now; less than none after a debt. */
  left(): number;
  /** Milliseconds until there are `units`. */
  wait(units: number): number;
  /**
   * 0: `units` may be spent now. Else milliseconds after which to ask again under the same name; they are put aside
   * meanwhile, so that whoever came first is served first, and nobody twice.
   */
  queue(name: string, units: number): number;
}

/** Share of a minute's units that may be spent at once; with what flows in beside, a minute stays within Google's figure. */
const BURST = 1 / 4;
/** Places of those who never come back are given up so long after their turn. */
const FORGOTTEN_MS = 600_000;

export function createBucket(unitsPerMinute: number, now: () => Temporal.Instant): Bucket {
  const capacity = unitsPerMinute * BURST;
  const perMs = unitsPerMinute / 60_000;
  /** Turns by name: when, and what is put aside. */
  const places = new Map<string, { turn: number; units: number }>();
  let level = capacity;
  let at = now().epochMilliseconds;

  function fill(): number {
    const time = now().epochMilliseconds;
    level = Math.min(capacity, level + Math.max(0, time - at) * perMs);
    at = time;
    for (const [name, { turn }] of places) if (turn + FORGOTTEN_MS < time) places.delete(name);
    return time;
  }

  return {
    most: capacity,
    take(units) {
      fill();
      level -= units;
    },
    left() {
      fill();
      return level;
    },
    wait(units) {
      fill();
      return Math.max(0, Math.ceil((Math.min(units, capacity) - level) / perMs));
    },
    queue(name, units) {
      const time = fill();
      const place = places.get(name);
      if (place !== undefined) {
        if (place.turn > time) return place.turn - time;
        places.delete(name);
        // Whoever spends them takes them now.
        level += place.units;
        return 0;
      }
      if (level >= units) return 0;
      level -= units;
      const turn = time + Math.ceil(-level / perMs);
      places.set(name, { turn, units });
      return turn - time;
    },
  };
}
