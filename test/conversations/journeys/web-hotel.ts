import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import type { HandoffCall } from '@botones/contract';
import { parse, stringify } from 'yaml';
import { startBot } from '../../../core/bot.ts';
import { loadConfig } from '../../../core/config/index.ts';
import { createLogger } from '../../../core/telemetry/logger.ts';
import { aDatabase } from '../../support/postgres.ts';

/** A Wednesday, late in the morning. */
const now = Temporal.Instant.from('2031-05-07T10:00:00Z');

export type WebHotel = Awaited<ReturnType<typeof openWebHotel>>;

/**
 * The demo hotel on the web, with its PMS in a real PostgreSQL; calls for people are posted to a list. The PMS is called
 * once, for a second at most, so that a test of its failures ends.
 */
export async function openWebHotel() {
  const folder = await mkdtemp(join(tmpdir(), 'botones-journeys-'));
  const calls: HandoffCall[] = [];
  const staff = createServer(async (request, response) => {
    const told = (await json(request)) as HandoffCall | { kind: string };
    // Alerts for operators come here, too.
    if (!('kind' in told)) calls.push(told);
    response.end();
  });
  staff.listen(0, '127.0.0.1');
  await once(staff, 'listening');

  const configFolder = join(folder, 'config');
  await cp('config', configFolder, { recursive: true });
  const file = join(configFolder, 'botones.yml');
  const settings = parse(await readFile(file, 'utf8'));
  const { port } = staff.address() as AddressInfo;
  settings.ports.notifier = { use: 'webhook', url: `http://127.0.0.1:${port}/` };
  settings.ports.pms = { use: 'demo', resilience: { timeoutSeconds: 1, deadlineSeconds: 2, tries: 1 } };
  await writeFile(file, stringify(settings));

  const database = await aDatabase();
  const bot = await startBot({
    config: loadConfig(configFolder, {}),
    database,
    role: 'all',
    logger: createLogger({ level: 'fatal' }),
    http: { host: '127.0.0.1', port: 0, trustProxy: null },
    redisUrl: null,
    modelFolder: process.env.BOTONES_MODELS || join(folder, 'models'),
    projectFolder: process.cwd(),
    now: () => now,
  });
  return {
    url: `http://127.0.0.1:${bot.port}`,
    calls,
    database,
    /** What the PMS has written down. */
    reservations: () =>
      database.query<{ reference: string; status: string }>({
        name: 'reservations_of_demo',
        text: `select reference, status from ${schema}.reservation order by reference`,
      }),
    async stop() {
      await bot.stop();
      await database.close();
      staff.closeAllConnections();
      staff.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Of the demo PMS. */
export const schema = 'plugin_pms_siete_velas_demo';
