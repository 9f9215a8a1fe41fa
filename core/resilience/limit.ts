import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible';
import { type Absence, createAbsence } from '../cache/absence.ts';
import type { Redis } from '../cache/redis.ts';
import type { Rate } from './policy.ts';

/** Limits by key, shared by all replicas where there is Redis. */
export interface Limits {
  /** Takes one call of `limit` under `key`. Seconds to wait when there is none left; 0 when it was taken. */
  take(key: string, limit: Rate): Promise<number>;
}

/**
 * Limits shared by all replicas while Redis runs. While it does not, each of `replicas()` has its share of them, at
 * least one call; it goes back to the shared count by itself. What a process took itself it counts itself, too: a Redis
 * that forgets everything, or goes or comes in the middle of a span, gives nobody more than the limit.
 */
export function createLimits(
  redis: Redis | null,
  replicas: () => number = () => 1,
  absence: Absence = createAbsence(),
): Limits {
  const limiters = new Map<string, { own: RateLimiterMemory; shared: RateLimiterRedis | null }>();
  const limiterOf = ({ calls, seconds }: Rate) => {
    const name = `${calls}/${seconds}`;
    const known = limiters.get(name);
    if (known) return known;
    const figures = { points: calls, duration: seconds };
    const own = new RateLimiterMemory({ ...figures, keyPrefix: name });
    const shared = redis && new RateLimiterRedis({ ...figures, storeClient: redis, keyPrefix: `botones:${name}` });
    const made = { own, shared };
    limiters.set(name, made);
    return made;
  };

  /** Null: it could not be asked. */
  async function askAll(shared: RateLimiterRedis | null, key: string): Promise<number | null> {
    if (shared === null || absence.isAway) return null;
    try {
      await shared.consume(key);
      return 0;
    } catch (refused) {
      if (!(refused instanceof Error)) return waitOf(refused as RateLimiterRes);
      absence.failed();
      return null;
    }
  }

  return {
    async take(key, limit) {
      const { own, shared } = limiterOf(limit);
      const mine = await own.penalty(key, 1);
      let wait: number | null = mine.consumedPoints > limit.calls ? waitOf(mine) : await askAll(shared, key);
      if (wait === null) {
        const share = shared === null ? limit.calls : Math.max(1, Math.floor(limit.calls / replicas()));
        wait = mine.consumedPoints > share ? waitOf(mine) : 0;
      }
      if (wait > 0) await own.reward(key, 1);
      return wait;
    },
  };
}

/** A key that never runs out by itself says -1; a wait of nothing would be asked for in a ring. */
function waitOf({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(msBeforeNext, 1) / 1000;
}
