import { randomUUID } from 'node:crypto';
import type { Bot } from '../../core/bot/options.ts';
import { startBot } from '../../core/bot.ts';
import type { Config } from '../../core/config/config.ts';
import { loadConfig } from '../../core/config/index.ts';
import { conversationIdOf } from '../../core/delivery/conversation-id.ts';
import type { Database } from '../../core/store/database.ts';
import { createLogger } from '../../core/telemetry/logger.ts';
import { modelsOfRun } from '../support/models.ts';
import { aDatabase } from '../support/postgres.ts';
import { makeEntry } from '../support/property-config.ts';

const channel = 'terminal';
/** A Wednesday, late in the morning. */
const now = Temporal.Instant.from('2031-05-07T10:00:00Z');

/** The demo hotel as it runs: its files, its trained model, a real database; only the clock stands still. */
export interface DemoHotel {
  readonly config: Config;
  /** Folder with its model. */
  readonly models: string;
  /** Where its clock stands. */
  readonly now: Temporal.Instant;
  begin(): Guest;
  stop(): Promise<void>;
}

export interface Guest {
  /** What the bot says to it, one text a reply. */
  say(text: string): Promise<string[]>;
  /** Why a person was called; null where nobody was. */
  handoff(): Promise<string | null>;
}

export async function openDemoHotel(): Promise<DemoHotel> {
  const config = withTerminal(loadConfig('config', {}));
  const database = await aDatabase();
  const bot = await startBot({
    config,
    database,
    role: 'all',
    logger: createLogger({ level: 'fatal' }),
    http: null,
    redisUrl: null,
    modelFolder: modelsOfRun,
    projectFolder: process.cwd(),
    now: () => now,
  });
  return {
    config,
    models: modelsOfRun,
    now,
    begin: () => beginAs(randomUUID(), bot, database, config),
    async stop() {
      await bot.stop();
      await database.close();
    },
  };
}

function beginAs(guest: string, bot: Bot, database: Database, config: Config): Guest {
  const line = bot.line(channel, guest);
  const heard: string[] = [];
  line.onReply((_, payloads) => heard.push(...payloads.map(String)));
  const id = conversationIdOf(config.properties[0]?.property.id ?? '', channel, channel, guest);
  return {
    async say(text) {
      await line.say(Buffer.from(JSON.stringify({ guest, id: randomUUID(), text })));
      await line.answered();
      return heard.splice(0);
    },
    async handoff() {
      const query = { name: 'handoff_of', text: 'select reason from handoff where conversation_id = $1' };
      const [row] = await database.query<{ reason: string }>(query, [id]);
      return row?.reason ?? null;
    },
  };
}

/** Nobody's phone rings in a test. */
function withTerminal(config: Config): Config {
  const [first] = config.properties;
  if (first === undefined) throw new Error('The demo hotel has no property.');
  const terminal = { ...makeEntry(channel), accounts: [channel] };
  return {
    ...config,
    properties: [{ ...first, channels: [terminal], ports: { ...first.ports, notifier: makeEntry('log') } }],
  };
}
