import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { freePort } from '../../core/store/embedded-place.ts';
import { writeWebhookHotel } from '../support/webhook-hotel.ts';
import { startReceiver } from '../support/webhook-receiver.ts';
import { startFleet } from './fleet.ts';
import { judge, type Verdict } from './judge.ts';
import { sendAll } from './load.ts';
import { type CrashOptions, createRandom } from './options.ts';

/** How long the fleet may take to answer the rest once nobody is killed any more. */
const CATCH_UP_S = 60;

/**
 * Real processes, real PostgreSQL, real kills: sends conversations through the webhook channel while workers,
 * web processes and PostgreSQL die by SIGKILL at random moments, and compares with what the receiver of replies saw.
 */
export async function runCrash(options: CrashOptions, tell: (line: string) => void): Promise<Verdict> {
  const random = createRandom(options.seed);
  const folder = await mkdtemp(join(tmpdir(), 'botones-crash-'));
  const receiver = await startReceiver(() => Math.floor(random() * 20));
  const configFolder = await writeWebhookHotel(folder, receiver.url, true);
  const ports = [await freePort(), await freePort()];
  const fleet = await startFleet({ folder, configFolder, workers: 3, ports });
  try {
    await fleet.ready();
    tell(`3 workers, ${ports.length} web processes and PostgreSQL are up.`);
    let kills = 0;
    let over = false;
    const killing = (async () => {
      while (!over) {
        await rest(700 + random() * 1500);
        if (over) break;
        const victim = fleet.names[Math.floor(random() * fleet.names.length)] ?? 'postgres';
        await fleet.kill(victim);
        kills += 1;
      }
    })();
    const sending = sendAll(options, ports, random);
    await Promise.race([sending, rest(options.seconds * 1000)]);
    over = true;
    await killing;
    tell(`${kills} kills; waiting for the rest.`);
    await Promise.race([sending, rest(CATCH_UP_S * 1000)]);
    const total = options.conversations * options.messages;
    const end = performance.now() + CATCH_UP_S * 1000;
    const answered = () => new Set(receiver.posts.map(({ inReplyTo }) => inReplyTo)).size;
    while (answered() < total && performance.now() < end) await rest(100);
    // A double would come late: whoever sends again waits for its grace first.
    await rest(3_000);
    return judge(options, receiver.posts, kills);
  } finally {
    await fleet.stop();
    await receiver.close();
    await rm(folder, { recursive: true, force: true });
  }
}
