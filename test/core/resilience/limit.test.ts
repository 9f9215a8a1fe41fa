import { expect } from 'chai';
import { openRedis, pingRedis, type Redis } from '../../../core/cache/redis.ts';
import { createLimit, type Limit } from '../../../core/resilience/limit.ts';
import { eventually } from '../../support/eventually.ts';
import { hasRedis, type RedisServer, startRedis } from '../../support/redis.ts';

const three = { points: 3, seconds: 60 };

async function takeAll(limit: Limit, key: string, times: number): Promise<boolean[]> {
  const taken: boolean[] = [];
  for (let n = 0; n < times; n += 1) taken.push(await limit(key, three));
  return taken;
}

describe('createLimit', () => {
  describe('without Redis', () => {
    it('lets as many through as it may, each key for itself', async () => {
      const limit = createLimit(null);
      expect(await takeAll(limit, 'a', 5)).to.deep.equal([true, true, true, false, false]);
      expect(await limit('b', three)).to.equal(true);
    });

    it('counts the same key apart under another limit', async () => {
      const limit = createLimit(null);
      await takeAll(limit, 'a', 3);
      expect(await limit('a', { points: 1, seconds: 60 })).to.equal(true);
      expect(await limit('a', { points: 1, seconds: 60 })).to.equal(false);
    });

    it('begins anew when its time is over', async () => {
      const limit = createLimit(null);
      const short = { points: 1, seconds: 0.02 };
      await limit('a', short);
      await eventually('there is room again', () => limit('a', short));
    });
  });

  describe('with Redis', function () {
    this.timeout(20_000);
    let server: RedisServer;
    let replicas: { redis: Redis; limit: Limit }[];

    before(async function () {
      if (!hasRedis()) this.skip();
      server = await startRedis();
      replicas = await Promise.all(
        [0, 1].map(async () => {
          const redis = await openRedis(server.url);
          return { redis, limit: createLimit(redis) };
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
    const replica = (n: number) => {
      const found = replicas[n];
      if (!found) throw new Error(`There is no replica ${n}.`);
      return found;
    };

    it('shares the count among replicas', async () => {
      await takeAll(replica(0).limit, 'shared', 2);
      expect(await takeAll(replica(1).limit, 'shared', 2)).to.deep.equal([true, false]);
      expect(await replica(0).limit('shared', three)).to.equal(false);
    });

    it('gives each replica a share of its own while Redis is dead, and one count when it is back, empty', async () => {
      await takeAll(replica(0).limit, 'healed', 3);
      await server.kill();
      for (const n of [0, 1]) {
        expect(await takeAll(replica(n).limit, `lost-${n}`, 4)).to.deep.equal([true, true, true, false]);
        expect(await pingRedis(replica(n).redis)).to.equal(false);
      }
      await server.startAgain();
      await connected();
      await takeAll(replica(0).limit, 'healed', 2);
      expect(await takeAll(replica(1).limit, 'healed', 2)).to.deep.equal([true, false]);
    });

    it('does not wait for a Redis that answers nothing', async () => {
      server.freeze();
      expect(await replica(0).limit('frozen', three)).to.equal(true);
      server.thaw();
      await connected();
    });

    it('survives that Redis forgets everything', async () => {
      await takeAll(replica(0).limit, 'flushed', 3);
      await replica(0).redis.flushall();
      expect(await takeAll(replica(1).limit, 'flushed', 4)).to.deep.equal([true, true, true, false]);
    });
  });
});
