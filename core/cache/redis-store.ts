import { randomUUID } from 'node:crypto';
import { type Absence, createAbsence } from './absence.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Redis } from './redis.ts';
import type { CacheStore, Kept } from './store.ts';

const PREFIX = 'botones:cache';
/** A generation that nobody asks for any more is let go. */
const GENERATION_S = 30 * 86_400;
/** Begins generations of Redis, so that they are never taken for those of a memory. */
const SHARED = 'r:';

/**
 * Answers shared by all replicas. While Redis is away each keeps its own, for its processes know nothing of each
 * other's writes then for as long as an answer lives. What was begun anew meanwhile, is so in Redis before it is read.
 */
export function createRedisStore(redis: Redis, absence: Absence = createAbsence()): CacheStore {
  const own = createMemoryStore();
  const owed = new Set<string>();
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

  /** By chance, not by counting: a Redis that lost its data would count to the same figure again. */
  async function beginAnew(space: string): Promise<void> {
    await redis.set(generationKey(space), randomUUID(), 'EX', GENERATION_S);
    owed.delete(space);
  }

  async function firstGeneration(space: string): Promise<string> {
    await redis.set(generationKey(space), randomUUID(), 'EX', GENERATION_S, 'NX');
    return String(await redis.get(generationKey(space)));
  }

  return {
    read: (space, key) =>
      either(
        async () => {
          if (owed.has(space)) await beginAnew(space);
          const [known, text] = await redis.mget(generationKey(space), entryKey(space, key));
          const generation = SHARED + (known ?? (await firstGeneration(space)));
          const kept = readKept(text);
          return { generation, kept: kept?.generation === generation ? kept : null };
        },
        () => own.read(space, key),
      ),
    // Asked for while Redis was away, it belongs to no generation there; and the other way round.
    write: (space, key, kept, milliseconds) =>
      kept.generation.startsWith(SHARED)
        ? either(
            async () => {
              await redis.set(entryKey(space, key), JSON.stringify(kept), 'PX', Math.ceil(milliseconds));
            },
            async () => {},
          )
        : own.write(space, key, kept, milliseconds),
    async invalidate(space) {
      owed.add(space);
      await own.invalidate(space);
      await either(
        () => beginAnew(space),
        async () => {},
      );
    },
  };
}

/** What another release wrote, or another program, is nothing to us. */
function readKept(text: string | null | undefined): Kept | null {
  if (!text) return null;
  try {
    const { generation, at, text: written } = JSON.parse(text) as Partial<Kept>;
    if (typeof generation !== 'string' || typeof at !== 'number' || typeof written !== 'string') return null;
    return { generation, at, text: written };
  } catch {
    return null;
  }
}
