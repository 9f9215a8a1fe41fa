import { type Offer, type OfferSearch, type Pms, pmsOperations } from '@botones/contract';
import { anOffer, type FakePms, fakePms, manualClock } from '@botones/contract/testing';
import { cacheReads } from '../../core/cache/cache-reads.ts';
import { type CacheChanges, cacheRules } from '../../core/cache/cache-rules.ts';
import { createMemoryStore } from '../../core/cache/memory-store.ts';
import type { CacheStore } from '../../core/cache/store.ts';

export const never = new AbortController().signal;

export const twoNights: OfferSearch = {
  arrival: Temporal.PlainDate.from('2026-07-01'),
  departure: Temporal.PlainDate.from('2026-07-03'),
  rooms: [{ adults: 2, childrenAges: [] }],
};

interface Given {
  readonly store?: CacheStore;
  readonly changes?: CacheChanges | false;
  readonly owner?: string;
  readonly offers?: Offer[];
  readonly pms?: FakePms;
}

/** A fake PMS behind the cache, with a clock that stands still; `fails` is what its next calls throw. */
export function aCachedPms({ store, changes, owner = 'hotel/pms/fake', offers = [anOffer()], pms }: Given = {}) {
  const clock = manualClock();
  const time = () => clock.now().epochMilliseconds;
  const counted: string[] = [];
  const state = { fails: null as unknown, hangs: false };
  const fake = pms ?? fakePms({ offers });
  const trouble = Object.create(fake) as Record<string, unknown>;
  for (const name of Object.keys(pmsOperations) as (keyof typeof pmsOperations)[]) {
    const works = fake[name] as (...args: unknown[]) => Promise<unknown>;
    trouble[name] = async (...args: unknown[]) => {
      const answer = await works(...args);
      if (state.fails !== null) throw state.fails;
      if (state.hangs) await new Promise(() => {});
      return answer;
    };
  }
  const cached = cacheReads<Pms>(trouble as unknown as Pms, pmsOperations, {
    owner,
    store: store ?? createMemoryStore(undefined, time),
    rules: cacheRules(pmsOperations, changes),
    failed: (error) => (error as { retryable?: boolean }).retryable !== false,
    counted: (operation, result) => void counted.push(`${operation} ${result}`),
    now: time,
    patienceMs: 20,
  });
  const asked = (method: string) => fake.calls.filter((call) => call.method === method).length;
  return { pms: cached, fake, clock, counted, asked, state };
}
