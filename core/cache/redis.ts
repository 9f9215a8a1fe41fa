import type { Redis } from 'ioredis';

export type { Redis };

/**
 * Connects to Redis, which holds only what may be lost. Commands fail at once while it is away, so nobody waits for it;
 * the connection heals by itself.
 */
export async function openRedis(url: string): Promise<Redis> {
  // Loaded only where Redis is used: 7 MB that most hotels save.
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    commandTimeout: 1_000,
    // A line that swallows everything is dead without anybody saying so: TCP itself would hope for a quarter of an hour.
    socketTimeout: 5_000,
    retryStrategy: (times) => Math.min(100 * times, 2_000),
  });
  // Seen through readiness and the limiter's insurance; without a listener an outage would end the process.
  redis.on('error', () => {});
  return redis;
}

/** What it tells of itself; null while it is away. */
export async function readRedisFigures(redis: Redis) {
  const told = await redis.info().catch(() => null);
  if (told === null) return null;
  const figure = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(told)?.[1] ?? 0);
  return {
    usedBytes: figure('used_memory'),
    maxBytes: figure('maxmemory'),
    hits: figure('keyspace_hits'),
    misses: figure('keyspace_misses'),
    evicted: figure('evicted_keys'),
  };
}

/** Is it there now? */
export async function pingRedis(redis: Redis): Promise<boolean> {
  return redis.ping().then(
    () => true,
    () => false,
  );
}
