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

/** Is it there now? */
export async function pingRedis(redis: Redis): Promise<boolean> {
  return redis.ping().then(
    () => true,
    () => false,
  );
}
