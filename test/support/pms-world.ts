import { aProperty, manualClock, type PmsWorld } from '@botones/contract/testing';
import { createLocks } from '../../core/store/locks.ts';
import { openPluginDatabase } from '../../core/store/plugin-database.ts';
import { aDatabase } from './postgres.ts';

interface Wishes extends Partial<Omit<PmsWorld, 'lend'>> {
  /** Default: stands still on 1 June 2026. */
  clock?: { now(): Temporal.Instant };
  currency?: string;
}

/** What core lends to a PMS adapter, in a database of its own: tables, and locks that count for all processes. */
export async function openPmsWorld({ name }: { name: string }, wishes: Wishes = {}): Promise<PmsWorld> {
  const { clock = manualClock(), currency = 'EUR', close, ...rest } = wishes;
  const database = await aDatabase();
  const property = aProperty({ currency });
  const opened: { close(): Promise<void> }[] = [];
  return {
    ...('advance' in clock ? { advance: clock.advance as NonNullable<PmsWorld['advance']> } : {}),
    ...rest,
    lend() {
      const own = openPluginDatabase(database, { kind: 'pms', property: property.id, name });
      opened.push(own);
      return { database: own, property, now: clock.now, lock: createLocks(database, `test-${opened.length}`) };
    },
    async close() {
      for (const each of opened) await each.close();
      await database.close();
      await close?.();
    },
  };
}
