import { type Absence, createAbsence } from './absence.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Redis } from './redis.ts';
import type { CacheStore, Kept } from './store.ts';

const PREFIX = 'botones:cache';

/**
 * Answers shared by all replicas. While Redis is away each keeps its own, for its processes know nothing of each
 * other's writes then for as long as an answer lives.
 */
export function createRedisStore(redis: Redis, absence: Absence = createAbsence()): CacheStore {
  const own = createMemoryStore();
  const generationKey = (space: string) => `${PREFIX}:generation:${space}`;
  const entryKey = (space: string, key: string) => `${PREFIX}:${space}:${key}`;

  /** What Redis says, or what we know ourselves. */
  async function either<T>(shared: () => Promise<T>, alone: () => Promise<T>): Promise<T> {
    if (absence.isAway) return alone();
    try {
      return await shared();
    } catch {
      absence.failed();
      return alone();
    }
  }

  return {
    read: (space, key) =>
      either(
        async () => {
          const [generation, text] = await redis.mget(generationKey(space), entryKey(space, key));
          const kept = text ? (JSON.parse(text) as Kept) : null;
          const current = `r${generation ?? 0}`;
          return { generation: current, kept: kept?.generation === current ? kept : null };
        },
        () => own.read(space, key),
      ),
    // Asked for while Redis was away, it belongs to nobody's generation there; and the other way round.
    write: (space, key, kept, milliseconds) =>
      kept.generation.startsWith('r')
        ? either(
            async () => {
              await redis.set(entryKey(space, key), JSON.stringify(kept), 'PX', Math.ceil(milliseconds));
            },
            async () => {},
          )
        : own.write(space, key, kept, milliseconds),
    async invalidate(space) {
      await own.invalidate(space);
      await either(
        async () => {
          await redis.incr(generationKey(space));
        },
        async () => {},
      );
    },
  };
}
