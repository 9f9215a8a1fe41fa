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
 * least one call; it goes back to the shared count by itself.
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
    const own = new RateLimiterMemory({ points: calls, duration: seconds, keyPrefix: name });
    const shared =
      redis &&
      new RateLimiterRedis({
        storeClient: redis,
        points: calls,
        duration: seconds,
        keyPrefix: `botones:${name}`,
      });
    const made = { own, shared };
    limiters.set(name, made);
    return made;
  };
  async function consume(shared: RateLimiterRedis | null, own: RateLimiterMemory, key: string): Promise<unknown> {
    if (shared === null || absence.isAway) return own.consume(key);
    try {
      return await shared.consume(key);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      absence.failed();
      return own.consume(key);
    }
  }

  return {
    async take(key, limit) {
      const { own, shared } = limiterOf(limit);
      own.points = Math.max(1, Math.floor(limit.calls / replicas()));
      try {
        await consume(shared, own, key);
        return 0;
      } catch (refused) {
        if (refused instanceof Error) throw refused;
        // A key that never runs out by itself says -1; a wait of nothing would be asked for in a ring.
        return Math.max((refused as RateLimiterRes).msBeforeNext, 1) / 1000;
      }
    },
  };
}
