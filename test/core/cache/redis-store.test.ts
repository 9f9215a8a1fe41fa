import { expect } from 'chai';
import { createAbsence } from '../../../core/cache/absence.ts';
import { openRedis, pingRedis, type Redis } from '../../../core/cache/redis.ts';
import { createRedisStore } from '../../../core/cache/redis-store.ts';
import type { CacheStore } from '../../../core/cache/store.ts';
import { aCachedPms, never, twoNights } from '../../support/cached-pms.ts';
import { eventually } from '../../support/eventually.ts';
import { hasRedis, type RedisServer, startRedis } from '../../support/redis.ts';

describe('createRedisStore', function () {
  this.timeout(20_000);
  let server: RedisServer;
  let links: Redis[];
  /** Of two replicas, whose rest after a failure ends when they are told so. */
  let stores: CacheStore[];
  let time = 0;

  const connected = () =>
    eventually('Redis answers', async () => (await Promise.all(links.map(pingRedis))).every(Boolean));
  const restOver = () => {
    time += 10_000;
  };
  const store = (n: number) => stores[n] as CacheStore;
  async function put(n: number, space: string, key: string, text: string): Promise<void> {
    const { generation } = await store(n).read(space, key);
    await store(n).write(space, key, { generation, at: 0, text }, 60_000);
  }
  const get = async (n: number, space: string, key: string) => (await store(n).read(space, key)).kept?.text;

  before(async function () {
    if (!hasRedis()) this.skip();
    server = await startRedis();
    links = await Promise.all([openRedis(server.url), openRedis(server.url)]);
    stores = links.map((redis) =>
      createRedisStore(
        redis,
        createAbsence(() => time),
      ),
    );
    await connected();
  });
  after(async () => {
    for (const redis of links ?? []) redis.disconnect();
    await server?.kill();
  });

  it('shares answers among replicas, and what a write begins anew', async () => {
    await put(0, 'shared', 'a', 'text');
    expect(await get(1, 'shared', 'a')).to.equal('text');
    await store(1).invalidate('shared');
    expect(await get(0, 'shared', 'a')).to.equal(undefined);
  });

  it('keeps no answer that was asked for before a write of another replica', async () => {
    const { generation } = await store(0).read('late', 'a');
    await store(1).invalidate('late');
    await store(0).write('late', 'a', { generation, at: 0, text: 'old' }, 60_000);
    expect(await get(0, 'late', 'a')).to.equal(undefined);
  });

  it('gives each answer an end in Redis', async () => {
    await put(0, 'ending', 'a', 'text');
    expect(await links[0]?.pttl('botones:cache:ending:a')).to.be.within(1, 60_000);
  });

  it('starts over when Redis forgets everything, and an old answer never comes back', async () => {
    const { generation } = await store(0).read('flushed', 'a');
    await links[0]?.flushall();
    expect(await get(0, 'flushed', 'a')).to.equal(undefined);
    await store(0).write('flushed', 'a', { generation, at: 0, text: 'from before' }, 60_000);
    expect(await get(1, 'flushed', 'a')).to.equal(undefined);
    await put(1, 'flushed', 'a', 'new');
    expect(await get(0, 'flushed', 'a')).to.equal('new');
  });

  it('takes what it cannot read for nothing', async () => {
    await put(0, 'spoilt', 'a', 'text');
    for (const spoilt of ['no json', 'null', '[]', '{"generation":1}']) {
      await links[0]?.set('botones:cache:spoilt:a', spoilt);
      expect(await get(0, 'spoilt', 'a')).to.equal(undefined);
    }
    await put(0, 'spoilt', 'a', 'text');
    expect(await get(1, 'spoilt', 'a'), 'and Redis is still asked').to.equal('text');
  });

  it('keeps answers of its own while Redis is dead, and shares them again when it is back', async () => {
    await put(0, 'dead', 'a', 'shared');
    await server.kill();
    await eventually('the death is noticed', async () => !(await pingRedis(links[0] as Redis)));
    await put(0, 'dead', 'a', 'own');
    expect(await get(0, 'dead', 'a')).to.equal('own');
    expect(await get(1, 'dead', 'a')).to.equal(undefined);
    await server.startAgain();
    await connected();
    restOver();
    expect(await get(0, 'dead', 'a'), 'Redis knows nothing of it').to.equal(undefined);
    await put(0, 'dead', 'a', 'shared again');
    expect(await get(1, 'dead', 'a')).to.equal('shared again');
  });

  it('tells Redis of a write that it missed before it is read again', async () => {
    await put(0, 'owed', 'a', 'before the write');
    server.freeze();
    await store(0).invalidate('owed');
    server.thaw();
    await connected();
    restOver();
    expect(await get(0, 'owed', 'a')).to.equal(undefined);
    expect(await get(1, 'owed', 'a'), 'and so all replicas').to.equal(undefined);
  });

  it('makes nobody wait for a Redis that answers nothing, but the first one', async () => {
    const { pms, asked } = aCachedPms({ store: store(0) });
    server.freeze();
    await pms.searchOffers(twoNights, never);
    const began = performance.now();
    for (let n = 0; n < 20; n += 1) await pms.searchOffers(twoNights, never);
    expect(performance.now() - began).to.be.below(900);
    expect(asked('searchOffers')).to.equal(1);
    server.thaw();
    await connected();
    restOver();
  });
});
