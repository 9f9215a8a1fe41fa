import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import type { Redis } from '../cache/redis.ts';

/** Counts what is done under a key; true while there is room. */
export type Limit = (key: string, limit: { points: number; seconds: number }) => Promise<boolean>;

/**
 * Limits shared by all replicas while Redis runs; each replica counts for itself while it does not,
 * and goes back to the shared count by itself.
 */
export function createLimit(redis: Redis | null): Limit {
  const limiters = new Map<string, RateLimiterMemory | RateLimiterRedis>();
  const limiterOf = (points: number, duration: number) => {
    const name = `${points}/${duration}`;
    const known = limiters.get(name);
    if (known) return known;
    const own = new RateLimiterMemory({ points, duration, keyPrefix: name });
    const limiter = redis
      ? new RateLimiterRedis({
          storeClient: redis,
          points,
          duration,
          keyPrefix: `botones:${name}`,
          insuranceLimiter: own,
        })
      : own;
    limiters.set(name, limiter);
    return limiter;
  };
  return async (key, { points, seconds }) => {
    try {
      await limiterOf(points, seconds).consume(key);
      return true;
    } catch (refused) {
      if (refused instanceof Error) throw refused;
      return false;
    }
  };
}
