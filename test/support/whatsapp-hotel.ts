import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../core/store/database.ts';
import { freePort } from '../../core/store/embedded-place.ts';
import { type FakeWhatsApp, startFakeWhatsApp, type WhatsAppOptions } from '../fakes/whatsapp/index.ts';
import { type BotProcess, startBotProcess } from './bot-process.ts';
import { modelsOfRun } from './models.ts';
import { anEmptyDatabase } from './postgres.ts';
import { type SmallHotelParts, writeSmallHotel } from './small-hotel.ts';

/** A small hotel on WhatsApp: real processes, and Meta on this machine. */
export interface WhatsAppHotel {
  readonly meta: FakeWhatsApp;
  readonly database: Database;
  /** The bot that runs, or ran last. */
  readonly bot: BotProcess;
  /** Where Meta posts to, whether somebody is there or not. */
  readonly url: string;
  /** Ends the bot as a power cut does. */
  kill(): Promise<void>;
  /** Starts it again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface WhatsAppHotelParts extends Omit<SmallHotelParts, 'channels'> {
  /** Further options of the channel. */
  options?: Readonly<Record<string, unknown>>;
  meta?: WhatsAppOptions;
  /** The demo hotel's folder of configuration, in place of the small hotel's, given the channel. */
  write?(folder: string, channel: Record<string, unknown>): Promise<string>;
  env?: Readonly<Record<string, string>>;
}

export async function openWhatsAppHotel(parts: WhatsAppHotelParts = {}): Promise<WhatsAppHotel> {
  const { options, meta: metaOptions, write, env, ...hotel } = parts;
  const folder = await mkdtemp(join(tmpdir(), 'botones-whatsapp-'));
  const database = await anEmptyDatabase();
  const meta = await startFakeWhatsApp({ clock: 'wall', ...metaOptions });
  const channel = {
    account: meta.number.id,
    token: meta.token,
    appSecret: meta.appSecret,
    verifyToken: 'the agreed word',
    url: meta.url,
    ...options,
  };
  const config = await (write?.(folder, channel) ??
    writeSmallHotel(folder, { ...hotel, channels: { whatsapp: channel } }));
  const port = await freePort();
  const start = () =>
    startBotProcess({
      BOTONES_CONFIG: config,
      BOTONES_MODELS: write ? modelsOfRun : join(folder, 'models'),
      DATABASE_URL: database.url,
      PORT: String(port),
      ...env,
    });
  let bot = await start();
  const url = `http://127.0.0.1:${port}/whatsapp`;
  await meta.subscribe(url, 'the agreed word');
  return {
    meta,
    database,
    url,
    get bot() {
      return bot;
    },
    async kill() {
      process.kill(bot.pid, 'SIGKILL');
      await bot.ended;
    },
    async restart() {
      bot = await start();
    },
    async close() {
      await bot.stop();
      await meta.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
