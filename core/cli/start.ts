import type { Role } from '../bot/options.ts';
import { startBot } from '../bot.ts';
import { loadConfig } from '../config/index.ts';
import { assertFree } from '../http/assert-free.ts';
import { migrateJobs } from '../jobs/jobs.ts';
import { openStore } from '../store/open-store.ts';
import { createLogger } from '../telemetry/logger.ts';
import { readEnvironment } from './environment.ts';
import { fail } from './fail.ts';
import { readArguments } from './read-arguments.ts';

/** Supervisors kill at 10 s; whoever goes a moment earlier still says why. */
const LAST_MS = 9_500;

const roles = ['all', 'web', 'worker'] as const;

const usage = `Starts the bot:

  npm start

  --role all|web|worker   web takes messages in, worker answers them; all, the default, does both

The environment says where it listens and where its data are: core/cli/README.md.`;

await start().catch(fail);

async function start(): Promise<void> {
  const role = readRole();
  const env = readEnvironment(process.env);
  const config = loadConfig(env.configFolder, process.env);
  const logger = createLogger({ level: env.logLevel });
  // A worker serves its health and metrics only where a port was given to it.
  const http = role === 'worker' && !process.env.PORT ? null : env;
  // Asked before anything is started, so that the answer comes at once.
  if (http) await assertFree(http.host, http.port);

  say(`Botones starts ${config.properties.map(({ property }) => property.name).join(', ')} …`);
  const store = await openStore({ url: env.databaseUrl, dataFolder: env.dataFolder, role });
  try {
    await migrateJobs(store.database.url);
    const bot = await startBot({ ...env, config, database: store.database, role, logger, http, progress: say });
    const end = async (signal: string) => {
      say(`\n${signal}: finishing what is under way …`);
      // A second signal means now.
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => process.exit(1));
      setTimeout(() => fail(new RangeError('A plugin does not let go; leaving it behind.')), LAST_MS).unref();
      await bot.stop();
      await store.close();
      logger.flush();
      say('Botones has stopped.');
      process.exit(0);
    };
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => void end(name).catch(fail));
    const host = env.host === '0.0.0.0' || env.host === '::' ? 'localhost' : env.host;
    // A worker has no page to show, only its health and metrics.
    const path = role === 'worker' ? '/healthz' : (bot.home ?? '/');
    const where = bot.port === null ? '' : ` at http://${host}:${bot.port}${path}`;
    say(`Botones is ready${where}${process.stdout.isTTY ? '  (Ctrl-C stops it)' : ''}`);
    if (http && http.metricsToken === null && !isLocal(http.host))
      say(`Anybody who reaches ${http.host} can read /metrics; METRICS_TOKEN closes it.`);
    process.send?.({ ready: true, port: bot.port });
  } catch (error) {
    await store.close().catch(() => {});
    throw error;
  }
}

function readRole(): Role {
  const { values } = readArguments(usage, { options: { role: { type: 'string', default: 'all' } } });
  const role = roles.find((name) => name === values.role);
  if (role === undefined) throw new RangeError(`--role is one of ${roles.join(', ')}, not "${values.role}".`);
  return role;
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
