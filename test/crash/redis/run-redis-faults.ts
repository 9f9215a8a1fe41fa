import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { openRedis, type Redis } from '../../../core/cache/redis.ts';
import { freePort } from '../../../core/store/embedded-place.ts';
import { startFaultProxy } from '../../support/fault-proxy.ts';
import { startRedis } from '../../support/redis.ts';
import { writeWebhookHotel } from '../../support/webhook-hotel.ts';
import { startReceiver } from '../../support/webhook-receiver.ts';
import { startFleet } from '../fleet.ts';
import { judge, type Verdict } from '../judge.ts';
import { sendAll } from '../load.ts';
import { createRandom } from '../options.ts';
import { longestSilence, mostWithin } from './spans.ts';

export interface RedisFaults {
  /** Time that the limit makes of the answers to all messages. */
  readonly seconds: number;
  readonly holeSeconds: number;
}

export interface RedisVerdict extends Omit<Verdict, 'kills'> {
  /** Replies in the busiest two seconds. */
  readonly mostInSpan: number;
  readonly limit: number;
  /** From the first reply to the last. */
  readonly seconds: number;
  /** While Redis answered nothing. */
  readonly answeredInHole: number;
  readonly longestSilenceMs: number;
  /** All processes counted in Redis again, without being told. */
  readonly healed: boolean;
}

const limit = { calls: 24, seconds: 2 };
const replicas = 4;
/** Spans that end before their time: Redis forgets, dies, comes back, falls silent, and speaks again. */
const CUT_SHORT = 5;
/** Guests write so much faster than answers may go: the limit binds all the time, and one that does not hold shows. */
const RUSH = 3.5;
const CATCH_UP_S = 60;

export function isSound(verdict: RedisVerdict): boolean {
  const { lost, doubled, reordered, answeredInHole, healed } = verdict;
  return lost + doubled + reordered === 0 && isWithinLimit(verdict) && answeredInHole > 0 && healed;
}

/**
 * Two seconds see two spans of a limit where these meet, and three where one was cut short; all in all there was a span more
 * than time had room for, and those.
 */
function isWithinLimit({ answered, mostInSpan, seconds }: RedisVerdict): boolean {
  const spans = answered / limit.calls - 1 - CUT_SHORT;
  return mostInSpan <= 3 * limit.calls && seconds >= spans * limit.seconds;
}

/** Two workers and two web processes share a limit in Redis, which forgets everything, dies, comes back, and then falls silent. */
export async function runRedisFaults(
  { seconds, holeSeconds }: RedisFaults,
  tell: (line: string) => void,
): Promise<RedisVerdict> {
  const folder = await mkdtemp(join(tmpdir(), 'botones-redis-'));
  const receiver = await startReceiver();
  const server = await startRedis();
  const line = await startFaultProxy({ port: Number(new URL(server.url).port) });
  const configFolder = await writeWebhookHotel(folder, receiver.url, true, { resilience: { limit } });
  const ports = [await freePort(), await freePort()];
  const env = () => ({ REDIS_URL: `redis://127.0.0.1:${line.port}` });
  const fleet = await startFleet({ folder, configFolder, workers: 2, ports, env });
  const redis = await openRedis(server.url);
  try {
    await fleet.ready();
    tell(`${replicas} processes share ${limit.calls} replies in ${limit.seconds} s.`);
    const perSecond = limit.calls / limit.seconds;
    const options = {
      conversations: perSecond * 4,
      messages: Math.ceil(seconds / 4),
      seconds: seconds / RUSH,
      seed: 1,
    };
    const sending = sendAll(options, ports, createRandom(options.seed));
    await rest(2_000);
    await redis.flushall();
    tell('Redis has forgotten everything.');
    await rest(1_000);
    await server.kill();
    tell('Redis is dead.');
    await rest(2_000);
    await server.startAgain();
    tell('Redis is back, empty.');
    await rest(2_000);
    line.behave('hole');
    const hole = { from: performance.now(), until: 0 };
    tell(`Redis is silent for ${holeSeconds} s.`);
    await rest(holeSeconds * 1000);
    hole.until = performance.now();
    line.behave('pass');
    tell('Redis speaks again.');
    const healed = await heals(redis);
    await sending;
    const total = options.conversations * options.messages;
    const end = performance.now() + CATCH_UP_S * 1000;
    const answered = () => new Set(receiver.posts.map(({ inReplyTo }) => inReplyTo)).size;
    while (answered() < total && performance.now() < end) await rest(100);
    // A double would come late: whoever sends again waits for its grace first.
    await rest(3_000);
    const { kills: _kills, ...verdict } = judge(options, receiver.posts, 0);
    const times = receiver.posts.map(({ at }) => at);
    const inHole = times.filter((at) => at > hole.from && at < hole.until);
    return {
      ...verdict,
      mostInSpan: mostWithin(times, limit.seconds * 1000),
      limit: limit.calls,
      seconds: Math.round(Math.max(...times) - Math.min(...times)) / 1000,
      answeredInHole: inHole.length,
      longestSilenceMs: Math.round(longestSilence(inHole, hole)),
      healed,
    };
  } finally {
    await fleet.stop();
    redis.disconnect();
    await Promise.all([receiver.close(), line.close(), server.kill()]);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Do all processes report to Redis, and is the limit counted there, within half a minute? */
async function heals(redis: Redis): Promise<boolean> {
  for (let n = 0; n < 300; n += 1) {
    const [all, counted] = await Promise.all([
      redis.zcard('botones:replicas').catch(() => 0),
      redis.keys(`botones:${limit.calls}/${limit.seconds}:*`).catch(() => []),
    ]);
    if (all === replicas && counted.length > 0) return true;
    await rest(100);
  }
  return false;
}
