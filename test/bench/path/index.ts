import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../../../core/config/index.ts';
import { ensureModel } from '../../../core/nlu/index.ts';
import { freePort } from '../../../core/store/embedded-place.ts';
import { writeWebhookHotel } from '../../support/webhook-hotel.ts';
import { type Child, measure, openChildren } from '../children.ts';
import type { Measured, Order } from '../drive.ts';
import { busyShare, median, residentMB } from './machine.ts';
import { readTexts } from './texts.ts';

/** Above this the machine has others to serve, and figures say more about them than about us. */
const LOADED = 0.2;
/** As `npm start` has them. */
const flags = ['--max-semi-space-size=4'];

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '8' },
    users: { type: 'string', default: '64' },
  },
});
const [rounds, seconds, users] = [Number(values.rounds), Number(values.seconds), Number(values.users)];

const folder = await mkdtemp(join(tmpdir(), 'botones-bench-'));
const { launch, end } = openChildren();
try {
  const load = await launch('path/load.ts');
  const configFolder = await writeWebhookHotel(folder, load.said.receiver as string, true);
  const [config] = loadConfig(configFolder, process.env).properties;
  if (!config) throw new Error('The demo hotel has no property.');
  const modelFolder = join(folder, 'models');
  const model = await ensureModel(config, modelFolder, { info: () => {} });
  const texts = await readTexts(model, config);

  const busy = await busyShare();
  const loaded = busy !== null && busy > LOADED;
  if (loaded) console.log(`Others use ${Math.round(busy * 100)} % of this machine: too loaded to judge.`);

  const environment = { BOTONES_CONFIG: configFolder, BOTONES_DATA: join(folder, 'data'), BOTONES_MODELS: modelFolder };
  const port = await freePort();
  const ours = await launch('../../core/cli/start.ts', [], { ...environment, PORT: String(port) }, flags);
  const naive = await launch('path/naive-server.ts', [configFolder, modelFolder, load.said.receiver as string]);
  const ask = (target: Child, order: Partial<Order>) =>
    measure(load, { port: target.said.port ?? 0, seconds, texts, ...order });

  for (const target of [ours, naive]) await ask(target, { users, seconds: 2 });
  const rates: { ours: number[]; naive: number[] } = { ours: [], naive: [] };
  const slow: Measured[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const own = await ask(ours, { users });
    const other = await ask(naive, { users });
    slow.push(await ask(ours, { rate: 100 }));
    rates.ours.push(own.messagesPerSecond);
    rates.naive.push(other.messagesPerSecond);
    console.log(
      `round ${round}: ${own.messagesPerSecond.toFixed(0)} messages/s durable (p95 ${own.p95Ms.toFixed(1)} ms), ` +
        `${other.messagesPerSecond.toFixed(0)} naive; at 100/s p95 ${slow.at(-1)?.p95Ms.toFixed(1)} ms`,
    );
  }
  const rssMB = await residentMB(ours.child.pid ?? 0);
  const figures = {
    messagesPerSecond: Math.round(median(rates.ours)),
    naivePerSecond: Math.round(median(rates.naive)),
    ratio: Number(median(rates.ours.map((rate, round) => rate / (rates.naive[round] ?? Number.NaN))).toFixed(3)),
    p50Ms: Number(median(slow.map(({ p50Ms }) => p50Ms)).toFixed(1)),
    p95Ms: Number(median(slow.map(({ p95Ms }) => p95Ms)).toFixed(1)),
    unanswered: slow.reduce((sum, { unanswered }) => sum + unanswered, 0),
    rssMB,
    loaded,
  };
  console.log(JSON.stringify(figures));
} finally {
  await end();
  await rm(folder, { recursive: true, force: true });
}
