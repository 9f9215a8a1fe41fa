import { expect } from 'chai';
import { openRedis, pingRedis, type Redis } from '../../../core/cache/redis.ts';
import { createLimits, type Limits } from '../../../core/resilience/limit.ts';
import { eventually } from '../../support/eventually.ts';
import { hasRedis, type RedisServer, startRedis } from '../../support/redis.ts';

const three = { calls: 3, seconds: 60 };

async function takeAll(limits: Limits, key: string, times: number): Promise<boolean[]> {
  const taken: boolean[] = [];
  for (let n = 0; n < times; n += 1) taken.push((await limits.take(key, three)) === 0);
  return taken;
}

describe('createLimits', () => {
  describe('without Redis', () => {
    it('lets as many through as it may, each key for itself', async () => {
      const limits = createLimits(null);
      expect(await takeAll(limits, 'a', 5)).to.deep.equal([true, true, true, false, false]);
      expect(await limits.take('b', three)).to.equal(0);
    });

    it('counts the same key apart under another limit', async () => {
      const limits = createLimits(null);
      await takeAll(limits, 'a', 3);
      expect(await limits.take('a', { calls: 1, seconds: 60 })).to.equal(0);
      expect(await limits.take('a', { calls: 1, seconds: 60 })).to.be.within(59, 60);
    });

    it('begins anew when its time is over', async () => {
      const limits = createLimits(null);
      const short = { calls: 1, seconds: 0.02 };
      await limits.take('a', short);
      await eventually('there is room again', async () => (await limits.take('a', short)) === 0);
    });
  });

  describe('with Redis', function () {
    this.timeout(20_000);
    let server: RedisServer;
    let replicas: { redis: Redis; limits: Limits }[];

    before(async function () {
      if (!hasRedis()) this.skip();
      server = await startRedis();
      replicas = await Promise.all(
        [0, 1].map(async () => {
          const redis = await openRedis(server.url);
          return { redis, limits: createLimits(redis) };
        }),
      );
      await connected();
    });
    after(async () => {
      for (const { redis } of replicas ?? []) redis.disconnect();
      await server?.kill();
    });

    const connected = () =>
      eventually('Redis answers', async () =>
        (await Promise.all(replicas.map(({ redis }) => pingRedis(redis)))).every(Boolean),
      );
    let probes = 0;
    const askedAgain = (n: number) =>
      eventually(`replica ${n} counts in Redis`, async () => {
        probes += 1;
        await replica(n).limits.take(`probe-${probes}`, three);
        return (await replica(n).redis.keys(`*probe-${probes}`)).length === 1;
      });
    const replica = (n: number) => {
      const found = replicas[n];
      if (!found) throw new Error(`There is no replica ${n}.`);
      return found;
    };

    it('shares the count among replicas', async () => {
      await takeAll(replica(0).limits, 'shared', 2);
      expect(await takeAll(replica(1).limits, 'shared', 2)).to.deep.equal([true, false]);
      expect(await replica(0).limits.take('shared', three)).to.be.within(59, 60);
    });

    it('says how long to wait, and is kept by many at once', async () => {
      const pace = { calls: 5, seconds: 30 };
      const waits = await Promise.all(Array.from({ length: 20 }, (_, n) => replica(n % 2).limits.take('crowd', pace)));
      expect(waits.filter((wait) => wait === 0)).to.have.length(5);
      for (const wait of waits.filter((wait) => wait > 0)) expect(wait).to.be.within(28, 30);
    });

    it('divides the count among the replicas that there were, once Redis is dead', async () => {
      const redis = await openRedis(server.url);
      const divided = createLimits(redis, () => 2);
      redis.disconnect();
      expect(await takeAll(divided, 'divided', 3)).to.deep.equal([true, false, false]);
    });

    it('gives each replica a share of its own while Redis is dead, and one count when it is back, empty', async () => {
      await takeAll(replica(0).limits, 'healed', 3);
      await server.kill();
      for (const n of [0, 1]) {
        expect(await takeAll(replica(n).limits, `lost-${n}`, 4)).to.deep.equal([true, true, true, false]);
        expect(await pingRedis(replica(n).redis)).to.equal(false);
      }
      await server.startAgain();
      await connected();
      for (const n of [0, 1]) await askedAgain(n);
      expect(await takeAll(replica(0).limits, 'healed', 1), 'who had them has had them').to.deep.equal([false]);
      await takeAll(replica(0).limits, 'fresh', 2);
      expect(await takeAll(replica(1).limits, 'fresh', 2)).to.deep.equal([true, false]);
    });

    it('does not wait for a Redis that answers nothing', async () => {
      await takeAll(replica(0).limits, 'frozen', 1);
      server.freeze();
      expect(await takeAll(replica(0).limits, 'frozen', 3), 'one was taken before').to.deep.equal([true, true, false]);
      server.thaw();
      await connected();
    });

    it('survives that Redis forgets everything', async () => {
      for (const n of [0, 1]) await askedAgain(n);
      await takeAll(replica(0).limits, 'flushed', 3);
      await replica(0).redis.flushall();
      expect(await takeAll(replica(1).limits, 'flushed', 4)).to.deep.equal([true, true, true, false]);
    });
  });
});
