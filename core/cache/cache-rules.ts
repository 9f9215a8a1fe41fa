import type { Operation } from '@botones/contract';
import type { CacheRule } from './cache-reads.ts';

/** What a hotel says of the answers of a port. */
export interface CacheChanges {
  /** By method; 0: never given again. */
  readonly seconds?: Readonly<Record<string, number | undefined>> | undefined;
  readonly staleSeconds?: number | undefined;
}

/** An old name or picture is better than none; an old price is not. */
const STALE_SECONDS = 3_600;

/** What the contract says of a port's answers, with the hotel's own figures; `false` caches nothing. */
export function cacheRules(
  operations: Readonly<Record<string, Operation>>,
  changes: CacheChanges | false = {},
): Record<string, CacheRule> {
  const rules: Record<string, CacheRule> = {};
  if (changes === false) return rules;
  for (const [name, operation] of Object.entries(operations)) {
    if (operation.does !== 'read' || operation.cacheSeconds === undefined) continue;
    const fact = operation.fact === true;
    const seconds = changes.seconds?.[name] ?? operation.cacheSeconds;
    rules[name] = { seconds, fact, staleSeconds: fact ? (changes.staleSeconds ?? STALE_SECONDS) : 0 };
  }
  return rules;
}
