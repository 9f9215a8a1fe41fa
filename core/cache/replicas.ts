import { randomUUID } from 'node:crypto';
import type { Redis } from './redis.ts';

const KEY = 'botones:replicas';
const BEAT_MS = 5_000;
/** A process that has not been heard of for so long is gone. */
const GONE_MS = 3 * BEAT_MS;

/** How many processes use this Redis; while it is away, how many there were. */
export interface Replicas {
  count(): number;
  stop(): void;
}

export function countReplicas(redis: Redis, beatMs = BEAT_MS): Replicas {
  const me = randomUUID();
  let known = 1;
  async function beat(): Promise<void> {
    // By the clock of Redis: a replica whose own is wrong would count the others out.
    const [seconds] = await redis.time();
    const now = Number(seconds) * 1000;
    await redis.zadd(KEY, now, me);
    await redis.zremrangebyscore(KEY, '-inf', now - Math.max(GONE_MS, 3 * beatMs));
    known = Math.max(await redis.zcard(KEY), 1);
  }
  const tell = () => void beat().catch(() => {});
  redis.on('ready', tell);
  tell();
  const timer = setInterval(tell, beatMs);
  timer.unref();
  return {
    count: () => known,
    stop() {
      clearInterval(timer);
      redis.off('ready', tell);
      redis.zrem(KEY, me).catch(() => {});
    },
  };
}
