import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../../../core/config/index.ts';
import { ensureModel } from '../../../core/nlu/index.ts';
import { freePort } from '../../../core/store/embedded-place.ts';
import { writeDemoHotel } from '../../support/webhook-hotel.ts';
import { type Child, measure, openChildren } from '../children.ts';
import type { Measured, Order } from '../drive.ts';
import { busyShare, median } from '../path/machine.ts';
import { readTexts } from '../path/texts.ts';
import { appSecret, token, verifyToken } from './hotel.ts';

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
  const load = await launch('whatsapp/load.ts');
  const { receiver: url = '', numbers = [] } = load.said;
  const whatsapp = { account: numbers, token, appSecret, verifyToken, url, messagesPerSecond: 1000 };
  const configFolder = await writeDemoHotel(folder, { whatsapp });
  const [config] = loadConfig(configFolder, process.env).properties;
  if (!config) throw new Error('The demo hotel has no property.');
  const modelFolder = join(folder, 'models');
  const texts = await readTexts(await ensureModel(config, modelFolder, { info: () => {} }), config);

  const busy = await busyShare();
  const loaded = busy !== null && busy > LOADED;
  if (loaded) console.log(`Others use ${Math.round(busy * 100)} % of this machine: too loaded to judge.`);

  const environment = { BOTONES_CONFIG: configFolder, BOTONES_DATA: join(folder, 'data'), BOTONES_MODELS: modelFolder };
  const port = await freePort();
  const start = () => launch('../../core/cli/start.ts', [], { ...environment, PORT: String(port) }, flags);
  const targets: Record<string, Child> = {
    ours: await start(),
    naiveFetch: await launch('whatsapp/naive.ts', ['fetch', configFolder, modelFolder, url]),
    naivePool: await launch('whatsapp/naive.ts', ['pool', configFolder, modelFolder, url]),
    chatSdk: await launch('whatsapp/chat-sdk.ts', [configFolder, modelFolder, url, numbers[0] ?? '']),
  };
  const ask = ({ said }: Child, order: Partial<Order>) =>
    measure(load, { port: said.port ?? 0, seconds, texts, ...order });

  for (const target of Object.values(targets)) await ask(target, { users, seconds: 2 });
  const found: Record<string, Measured[]> = Object.fromEntries(Object.keys(targets).map((name) => [name, []]));
  const steady: Measured[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, target] of Object.entries(targets)) found[name]?.push(await ask(target, { users }));
    if (targets.ours) steady.push(await ask(targets.ours, { rate: 100 }));
    const said = Object.entries(found).map(
      ([name, figures]) => `${name} ${figures.at(-1)?.messagesPerSecond.toFixed(0)}`,
    );
    console.log(
      `round ${round}: ${said.join(', ')} messages/s; ours at 100/s p95 ${steady.at(-1)?.p95Ms.toFixed(1)} ms`,
    );
  }
  const rateOf = (name: string) => (found[name] ?? []).map(({ messagesPerSecond }) => messagesPerSecond);
  const ratioTo = (name: string) => {
    const others = rateOf(name);
    return Number(median(rateOf('ours').map((rate, round) => rate / (others[round] ?? Number.NaN))).toFixed(3));
  };
  const unanswered = (figures: readonly Measured[] = []) => figures.reduce((sum, one) => sum + one.unanswered, 0);
  const figures = {
    messagesPerSecond: Math.round(median(rateOf('ours'))),
    naiveFetch: Math.round(median(rateOf('naiveFetch'))),
    naivePool: Math.round(median(rateOf('naivePool'))),
    chatSdk: Math.round(median(rateOf('chatSdk'))),
    ratioNaive: ratioTo('naiveFetch'),
    ratioPool: ratioTo('naivePool'),
    ratioChatSdk: ratioTo('chatSdk'),
    p50Ms: Number(median(steady.map(({ p50Ms }) => p50Ms)).toFixed(1)),
    p95Ms: Number(median(steady.map(({ p95Ms }) => p95Ms)).toFixed(1)),
    unanswered: unanswered(found.ours) + unanswered(steady),
    loaded,
  };
  console.log(JSON.stringify(figures));
} finally {
  await end();
  await rm(folder, { recursive: true, force: true });
}
