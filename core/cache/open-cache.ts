import type { Operations } from '@botones/contract';
import { type Absence, createAbsence } from './absence.ts';
import { type CacheOptions, cacheReads } from './cache-reads.ts';
import { type CacheChanges, cacheRules } from './cache-rules.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Redis } from './redis.ts';
import { createRedisStore } from './redis-store.ts';

export type CachePort = <P extends object>(
  port: P,
  operations: Operations<P>,
  changes: CacheChanges | false | undefined,
  options: Pick<CacheOptions, 'owner' | 'failed' | 'counted' | 'now'>,
) => P;

/** Answers of ports, in Redis where there is one, else in this process. */
export function openCache(redis: Redis | null, absence: Absence = createAbsence()): CachePort {
  const store = redis === null ? createMemoryStore() : createRedisStore(redis, absence);
  return (port, operations, changes, options) => {
    const rules = cacheRules(operations, changes);
    return Object.keys(rules).length === 0 ? port : cacheReads(port, operations, { ...options, rules, store });
  };
}
