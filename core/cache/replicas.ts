import { randomUUID } from 'node:crypto';
import type { Redis } from './redis.ts';

const KEY = 'botones:replicas';
const BEAT_MS = 5_000;
/** A process whose beat was missed so many times is gone. */
const MISSED = 3;

/** How many processes use this Redis; while it is away, how many there were. */
export interface Replicas {
  count(): number;
  stop(): void;
}

export function countReplicas(redis: Redis, beatMs = BEAT_MS): Replicas {
  const me = randomUUID();
  const goneMs = MISSED * beatMs;
  let known = 1;
  /** When so many were last counted. Fewer are believed later only: a Redis that forgot counts whoever is back so far. */
  let knownAt = 0;
  async function beat(): Promise<void> {
    // By the clock of Redis: a replica whose own is wrong would count the others out.
    const [seconds, micros] = await redis.time();
    const now = Number(seconds) * 1000 + Number(micros) / 1000;
    await redis.zadd(KEY, now, me);
    await redis.zremrangebyscore(KEY, '-inf', now - goneMs);
    const count = Math.max(await redis.zcard(KEY), 1);
    if (count < known && now - knownAt < goneMs) return;
    known = count;
    knownAt = now;
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
