import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'chai';
import { createAbsence } from '../../../core/cache/absence.ts';
import { openRedis, pingRedis, type Redis } from '../../../core/cache/redis.ts';
import { createRedisStore } from '../../../core/cache/redis-store.ts';
import { countReplicas, type Replicas } from '../../../core/cache/replicas.ts';
import { createLimits, type Limits } from '../../../core/resilience/limit.ts';
import { aCachedPms, never, twoNights } from '../../support/cached-pms.ts';
import { eventually } from '../../support/eventually.ts';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy.ts';
import { hasRedis, type RedisServer, startRedis } from '../../support/redis.ts';

const ten = { calls: 10, seconds: 60 };

describe('a line to Redis that breaks', function () {
  this.timeout(30_000);
  let server: RedisServer;
  let line: FaultProxy;
  let redis: Redis;
  let other: Redis;
  let replicas: [Replicas, Replicas];
  let limits: Limits;
  let key = 0;

  before(async function () {
    if (!hasRedis()) this.skip();
    server = await startRedis();
    line = await startFaultProxy({ port: Number(new URL(server.url).port) });
    redis = await openRedis(`redis://127.0.0.1:${line.port}`);
    other = await openRedis(server.url);
    await eventually('Redis answers', async () => (await pingRedis(redis)) && (await pingRedis(other)));
    replicas = [countReplicas(redis, 300), countReplicas(other, 430)];
    await eventually('they know of each other', () => replicas.every((each) => each.count() === 2));
    limits = createLimits(redis, replicas[0].count, createAbsence());
  });
  beforeEach(() => {
    line.behave('pass');
    key += 1;
  });
  after(async () => {
    for (const each of replicas ?? []) each.stop();
    for (const each of [redis, other]) each?.disconnect();
    await line?.close();
    await server?.kill();
  });

  const take = async (times: number) => {
    let taken = 0;
    for (let n = 0; n < times; n += 1) if ((await limits.take(`key-${key}`, ten)) === 0) taken += 1;
    return taken;
  };
  const healed = () =>
    eventually('it counts in Redis again', async () => {
      key += 1;
      await take(1);
      return (await other.keys(`*key-${key}`)).length === 1;
    });

  for (const fault of ['hole', 'reset', 'drip'] as const)
    it(`(${fault}) costs a moment, leaves each replica its share of a limit, and heals by itself`, async () => {
      expect(await take(2)).to.equal(2);
      line.behave(fault, fault === 'drip' ? 200 : 0);
      const began = performance.now();
      expect(await take(12), 'five are its share, and two of them are gone').to.equal(3);
      expect(performance.now() - began, 'one answer is waited for, not twelve').to.be.below(2_500);
      line.behave('pass');
      await healed();
      expect(await take(12)).to.equal(9);
    });

  it('is left when nothing comes for 5 s, and opened anew: it might never speak again', async () => {
    await eventually('it is there', () => pingRedis(redis));
    const left = new Promise<void>((closed) => redis.once('close', closed));
    line.behave('hole');
    await redis.get('anything').catch(() => {});
    await left;
    line.behave('pass');
    await eventually('it is there again', () => pingRedis(redis));
    await healed();
  });

  it('keeps no guest from an answer of the PMS, nor from a fresh one after a booking', async () => {
    const { pms, asked } = aCachedPms({ store: createRedisStore(redis, createAbsence()) });
    await pms.searchOffers(twoNights, never);
    line.behave('hole');
    await pms.searchOffers(twoNights, never);
    await pms.searchOffers(twoNights, never);
    expect(asked('searchOffers'), 'once for Redis, once for the time without').to.equal(2);
    await pms.addNote('R1', 'late', 'key', never).catch(() => {});
    await pms.searchOffers(twoNights, never);
    expect(asked('searchOffers')).to.equal(3);
    line.behave('pass');
    await eventually('Redis answers', () => pingRedis(redis));
    await healed();
    await new Promise((next) => setTimeout(next, 2_100));
    await pms.searchOffers(twoNights, never);
    expect(asked('searchOffers'), 'Redis has no answer from before the write').to.equal(4);
  });

  it('divides limits by the replicas that there were', async () => {
    const counts = () => replicas.map((each) => each.count());
    expect(counts()).to.deep.equal([2, 2]);
    let fewest = 2;
    for (let times = 0; times < 3; times += 1) {
      await other.flushall();
      await eventually('both are back', async () => {
        fewest = Math.min(fewest, ...counts());
        return (await other.zcard('botones:replicas')) === 2;
      });
    }
    expect(fewest, 'whoever is back first does not take all for itself').to.equal(2);
    replicas[1].stop();
    await eventually('one is gone', () => replicas[0].count() === 1);
  });
});

describe('startFaultProxy', () => {
  it('passes, swallows, cuts and drips', async () => {
    const echo = await startEcho();
    const line = await startFaultProxy({ port: echo.port });
    const say = async (text: string) => {
      const socket = connect(line.port, '127.0.0.1');
      socket.on('error', () => {});
      socket.write(text);
      let heard = '';
      socket.on('data', (chunk) => {
        heard += chunk;
      });
      const ended = new Promise((closed) => socket.once('close', () => closed('cut')));
      const whole = eventually('all is heard', () => heard === text).then(() => 'heard');
      whole.catch(() => {});
      const quiet = new Promise((next) => setTimeout(next, 150, 'silence'));
      const fate = await Promise.race([whole, ended, quiet]);
      socket.destroy();
      return fate;
    };
    expect(await say('hello')).to.equal('heard');
    line.behave('hole');
    expect(await say('hello')).to.equal('silence');
    line.behave('reset');
    expect(await say('hello')).to.equal('cut');
    line.behave('drip');
    expect(await say('hi, you')).to.equal('heard');
    expect(await say('hello '.repeat(50))).to.equal('silence');
    line.behave('pass');
    expect(await say('hello')).to.equal('heard');
    await line.close();
    echo.close();
  });
});

async function startEcho() {
  const { createServer } = await import('node:net');
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.pipe(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address() as { port: number };
  return { port: address.port, close: () => server.close() };
}
