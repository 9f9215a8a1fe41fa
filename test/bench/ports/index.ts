import { parseArgs } from 'node:util';
import { type OfferSearch, type Pms, pmsOperations } from '@botones/contract';
import type { CacheResult } from '../../../core/cache/cache-reads.ts';
import { openCache } from '../../../core/cache/open-cache.ts';
import { openRedis, pingRedis, type Redis } from '../../../core/cache/redis.ts';
import demo from '../../../plugins/pms/demo/index.ts';
import { eventually } from '../../support/eventually.ts';
import { openPmsRig } from '../../support/pms-rig.ts';
import { stopPostgres } from '../../support/postgres.ts';
import { hasRedis, startRedis } from '../../support/redis.ts';
import { busyShare, median } from '../path/machine.ts';
import { cockatielDesk, desk, hardenedDesk } from './calls.ts';

/** Above this the machine has others to serve, and figures say more about them than about us. */
const LOADED = 0.2;
const { signal } = new AbortController();

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '7' }, calls: { type: 'string', default: '20000' } },
});
const [rounds, calls] = [Number(values.rounds), Number(values.calls)];
if (!(rounds >= 1 && calls >= 100)) throw new RangeError('--rounds must be 1 and --calls 100 at least.');

const server = hasRedis() ? await startRedis() : null;
const redis = server && (await openRedis(server.url));
if (redis) await eventually('Redis answers', () => pingRedis(redis));
const rig = await openPmsRig(demo);
let measured = '';
/** What came of the reads that were measured, so that a hit is one. */
const results = new Set<string>();
const hardened = { pms: rig.pms };
const memory = cachedPms(null);
const shared = redis && cachedPms(redis);

const busy = await busyShare();
const loaded = busy !== null && busy > LOADED;
if (loaded) console.log(`Others use ${Math.round(busy * 100)} % of this machine: compare ratios only.`);

const [plain, strict] = [hardenedDesk(), hardenedDesk({ concurrency: 100, limit: { calls: 1e9, seconds: 3600 } })];
const peer = cockatielDesk();
const few = Math.max(100, Math.floor(calls / 100));
const some = Math.max(100, Math.floor(calls / 10));
/** What is measured: how often, and one call. `n` counts the calls of a round. */
const subjects: Record<string, [times: number, call: (n: number) => Promise<unknown>]> = {
  bareUs: [calls, () => desk.find('Ana', signal)],
  hardenUs: [calls, () => plain.find('Ana', signal)],
  hardenLimitedUs: [calls, () => strict.find('Ana', signal)],
  cockatielUs: [calls, () => peer.find('Ana', signal)],
  pmsBareUs: [few, (n) => hardened.pms.searchOffers(stay(n), signal)],
  pmsMissUs: [few, (n) => memory.searchOffers(stay(n), signal)],
  pmsHitUs: [some, () => memory.searchOffers(stay(0), signal)],
  ...(shared && {
    redisMissUs: [few, (n) => shared.searchOffers(stay(n), signal)] as [number, (n: number) => Promise<unknown>],
    redisHitUs: [some, () => shared.searchOffers(stay(0), signal)] as [number, (n: number) => Promise<unknown>],
  }),
};

const figures = new Map<string, number[]>(Object.keys(subjects).map((name) => [name, []]));
let round = 0;
try {
  for (round = 0; round <= rounds; round += 1) {
    for (const [name, [times, call]] of Object.entries(subjects)) {
      // Just asked, so that it is a hit; others are questions that nobody has asked before.
      if (name.endsWith('HitUs')) await call(0);
      measured = name;
      const began = performance.now();
      for (let n = 1; n <= times; n += 1) await call(n);
      measured = 'before';
      // The first round warms up.
      if (round > 0) figures.get(name)?.push(((performance.now() - began) * 1000) / times);
    }
  }
  for (const result of results)
    if (/Miss.* hit|Hit.* miss/.test(result)) throw new Error(`What was measured is no such thing: ${result}.`);
  const found = Object.fromEntries([...figures].map(([name, all]) => [name, Number(median(all).toFixed(2))]));
  for (const [name, us] of Object.entries(found)) console.log(`${name.padEnd(16)} ${us} µs a call`);
  const { bareUs = 0, hardenUs = 0, cockatielUs = 0, pmsMissUs = 0, pmsHitUs = 0 } = found;
  const cost = Number((hardenUs - bareUs).toFixed(2));
  const ofPeer = Number(((hardenUs - bareUs) / (cockatielUs - bareUs)).toFixed(2));
  const hitSaves = Number((pmsMissUs / pmsHitUs).toFixed(1));
  console.log(JSON.stringify({ ...found, hardenCostUs: cost, ofCockatiel: ofPeer, missPerHit: hitSaves, loaded }));
} finally {
  await rig.close();
  await stopPostgres();
  redis?.disconnect();
  await server?.kill();
}

/** The demo PMS as handlers see it: cache, guard, adapter, PostgreSQL. */
function cachedPms(redis: Redis | null): Pms {
  const counted = (_operation: string, result: CacheResult) => results.add(`${measured} ${result}`);
  const now = () => rig.clock.now().epochMilliseconds;
  const options = { owner: 'bench', failed: () => false, counted, now };
  return openCache(redis)(rig.pms, pmsOperations, { seconds: { searchOffers: 3_600 } }, options);
}

/** A stay of two nights that nobody has asked for before, unless it is the first. */
function stay(n: number): OfferSearch {
  const arrival = Temporal.PlainDate.from('2026-07-01').add({ days: n === 0 ? 0 : 1 + (n % 200) });
  return {
    arrival,
    departure: arrival.add({ days: 2 }),
    rooms: [{ adults: 2, childrenAges: [] }],
    // Told apart for the cache; the PMS passes over it.
    ...(n === 0 ? {} : { asked: `${round}/${n}` }),
  } as OfferSearch;
}
