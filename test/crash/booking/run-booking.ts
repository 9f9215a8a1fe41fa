import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { freePort } from '../../../core/store/embedded-place.ts';
import { writeDemoHotel } from '../../support/demo-folder.ts';
import { webhookSecret } from '../../support/webhook-hotel.ts';
import { startReceiver } from '../../support/webhook-receiver.ts';
import { startFleet } from '../fleet.ts';
import { createRandom } from '../options.ts';
import { type BadPms, startBadPms } from './bad-pms.ts';
import { explainOrphans } from './explain.ts';
import { type Attempt, attemptAll } from './guests.ts';
import { judge, type Verdict } from './judge.ts';
import type { BookingOptions } from './options.ts';
import { sweepLater } from './sweep-later.ts';

/** In a row, without a call to the PMS: then nothing goes on any more. */
const QUIET_S = 4;
const FIRST_KILL_MS = 300;
/** How long the fleet may take to settle once nobody is killed any more. */
const CATCH_UP_S = 90;

/**
 * Guests book in a hotel whose PMS misbehaves, whose rooms are sold elsewhere and whose prices move, while its processes
 * and its PostgreSQL die by SIGKILL. Compares what guests were told with what the PMS has in its books at the end.
 */
export async function runBooking(options: BookingOptions, tell: (line: string) => void): Promise<Verdict> {
  const random = createRandom(options.seed);
  const folder = await mkdtemp(join(tmpdir(), 'botones-booking-'));
  const receiver = await startReceiver();
  const pms = await startBadPms(options.faults, createRandom(options.seed + 1));
  const configFolder = await writeHotel(folder, receiver.url, pms);
  const ports = [await freePort(), await freePort()];
  const fleet = await startFleet({ folder, configFolder, workers: 3, ports });
  try {
    await fleet.ready();
    tell(`3 workers, ${ports.length} web processes, PostgreSQL and a bad PMS are up.`);
    let kills = 0;
    let over = false;
    const killing = (async () => {
      // The first one soon, while the guests of a short run are still talking.
      await rest(FIRST_KILL_MS);
      while (!over) {
        await fleet.kill(fleet.names[Math.floor(random() * fleet.names.length)] ?? 'postgres');
        kills += 1;
        await rest(2_500 + random() * 5_000);
      }
    })();
    const meddling = (async () => {
      while (!over) {
        await rest(200 + random() * 600);
        const from = dayIn(random);
        pms.sellElsewhere(1 + Math.floor(random() * 4), String(from), String(from.add({ days: 2 })));
        if (random() < 0.3) pms.reprice();
      }
    })();
    const attempts = await attemptAll({ options, ports, receiver, random, dayIn: () => dayIn(random), tell });
    over = true;
    await Promise.all([killing, meddling]);
    pms.calm();
    tell(`${kills} kills; ${[...pms.befell].map(([name, times]) => `${times} ${name}`).join(', ')}.`);
    tell(`ended: ${JSON.stringify(countEnds(attempts))}; waiting for the rest.`);
    await becomeQuiet(pms);
    await sweepLater(fleet.url, pms);
    const said = receiver.posts.map(({ text }) => text);
    for (const line of await explainOrphans(fleet.url, pms, said)) tell(line);
    return judge({ attempts, posts: receiver.posts, pms, kills });
  } finally {
    await fleet.stop();
    await receiver.close();
    await pms.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Few enough days that guests get in each other's way. */
const DAYS = 90;

function dayIn(random: () => number): Temporal.PlainDate {
  return Temporal.Now.plainDateISO('Europe/Madrid').add({ days: 20 + Math.floor(random() * DAYS) });
}

async function writeHotel(folder: string, replyUrl: string, { url, key }: BadPms): Promise<string> {
  // Short times, so that a run shows many failures; the breaker opens and closes within it.
  const resilience = {
    timeoutSeconds: 10,
    deadlineSeconds: 18,
    tries: 3,
    backoff: { firstSeconds: 0.1, maxSeconds: 0.5 },
    breaker: { failures: 10, halfOpenSeconds: 1 },
  };
  return writeDemoHotel(folder, {
    channels: { webhook: { url: replyUrl, secret: webhookSecret, lookup: true } },
    ports: { notifier: { use: 'log' }, pms: { use: 'qloapps', url, key, timeoutSeconds: 1, resilience } },
  });
}

function countEnds(attempts: readonly Attempt[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { end } of attempts) counts[end] = (counts[end] ?? 0) + 1;
  return counts;
}

async function becomeQuiet({ world }: BadPms): Promise<void> {
  const end = performance.now() + CATCH_UP_S * 1_000;
  let calls = -1;
  while (calls !== world.calls.length && performance.now() < end) {
    calls = world.calls.length;
    await rest(QUIET_S * 1_000);
  }
}
