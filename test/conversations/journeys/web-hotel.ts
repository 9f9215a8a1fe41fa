import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBot } from '../../../core/bot.ts';
import { loadConfig } from '../../../core/config/index.ts';
import { createLogger } from '../../../core/telemetry/logger.ts';
import { startStaff } from '../../support/called-staff.ts';
import { writeDemoHotel } from '../../support/demo-folder.ts';
import { modelsOfRun } from '../../support/models.ts';
import { aDatabase } from '../../support/postgres.ts';

/** A Wednesday, late in the morning. */
const now = Temporal.Instant.from('2031-05-07T10:00:00Z');

export type WebHotel = Awaited<ReturnType<typeof openWebHotel>>;

/** Called once, for a second at most, so that a test of its failures ends. */
const demo = { use: 'demo', resilience: { timeoutSeconds: 1, deadlineSeconds: 2, tries: 1 } };

/** The demo hotel on the web, with its PMS, or another, and a real PostgreSQL; calls for people are posted to a list. */
export async function openWebHotel(pms: Record<string, unknown> = demo) {
  const folder = await mkdtemp(join(tmpdir(), 'botones-journeys-'));
  const staff = await startStaff();
  const configFolder = await writeDemoHotel(folder, { ports: { notifier: staff.notifier, pms } });
  const database = await aDatabase();
  const bot = await startBot({
    config: loadConfig(configFolder, {}),
    database,
    role: 'all',
    logger: createLogger({ level: 'fatal' }),
    http: { host: '127.0.0.1', port: 0, trustProxy: null },
    redisUrl: null,
    modelFolder: modelsOfRun,
    projectFolder: process.cwd(),
    now: () => now,
  });
  return {
    url: `http://127.0.0.1:${bot.port}`,
    calls: staff.calls,
    database,
    /** What the demo's PMS has written down. */
    reservations: () =>
      database.query<{ reference: string; status: string }>({
        name: 'reservations_of_demo',
        text: `select reference, status from ${schema}.reservation order by reference`,
      }),
    async stop() {
      await bot.stop();
      await database.close();
      staff.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Of the demo PMS. */
export const schema = 'plugin_pms_siete_velas_demo';
