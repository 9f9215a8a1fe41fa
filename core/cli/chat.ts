import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import type { Bot } from '../bot/options.ts';
import { startBot } from '../bot.ts';
import type { Config } from '../config/config.ts';
import { loadConfig } from '../config/index.ts';
import { migrateJobs } from '../jobs/jobs.ts';
import { openStore } from '../store/open-store.ts';
import { createLogger } from '../telemetry/logger.ts';
import { readEnvironment } from './environment.ts';
import { fail } from './fail.ts';
import { readArguments } from './read-arguments.ts';

const CHANNEL = 'terminal';

const usage = `Talks to the bot at the terminal, on the data of one that may run beside:

  npm run chat`;

await chat().catch(fail);

/** `npm run chat`: the same core, with the terminal as its channel. Joins a bot that runs on the same data. */
async function chat(): Promise<void> {
  readArguments(usage, {});
  const env = readEnvironment(process.env);
  const config = withTerminal(loadConfig(env.configFolder, process.env));
  const logger = createLogger({ level: process.env.LOG_LEVEL || 'fatal' });
  const store = await openStore({ url: env.databaseUrl, dataFolder: env.dataFolder, role: 'chat' });
  try {
    await migrateJobs(store.database.url);
    const bot = await startBot({
      ...env,
      config,
      database: store.database,
      role: 'worker',
      logger,
      http: null,
      runsJobs: false,
    });
    try {
      await converse(bot, config.properties[0]?.property.name ?? '');
    } finally {
      await bot.stop();
    }
  } finally {
    await store.close();
  }
}

async function converse(bot: Bot, hotel: string): Promise<void> {
  const guest = `terminal-${randomUUID()}`;
  const line = bot.line(CHANNEL, guest);
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
  process.stdout.write(`${hotel}. Write a message; an empty line or Ctrl-D ends the chat.\n`);
  const stop = line.onReply((from, payloads) => {
    const name = from === 'staff' ? '[staff] ' : '';
    const text = payloads.join('\n');
    process.stdout.write(`\r${text.replace(/^/gm, `  ${name}`)}\n`);
    terminal.prompt();
  });
  terminal.prompt();
  for await (const text of terminal) {
    if (text.trim() === '') break;
    await line.say(Buffer.from(JSON.stringify({ guest, id: randomUUID(), text })));
  }
  await line.answered();
  stop();
  terminal.close();
}

/**
 * The first property gets the terminal, and no other channel: the guests of a bot that runs beside this chat are that
 * bot's, and a chat must poll no mailbox.
 */
function withTerminal(config: Config): Config {
  const [first] = config.properties;
  if (first === undefined) return config;
  const place = { file: 'core/cli/chat.ts', line: 1, path: 'channels' };
  const terminal = { name: CHANNEL, options: {}, accounts: [CHANNEL], place, at: () => place };
  return { ...config, properties: [{ ...first, channels: [terminal] }] };
}
