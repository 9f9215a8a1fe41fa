import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BotonesError } from '@botones/contract';
import type { Runner } from './embedded-account.ts';

/** Inside the cluster, so that one rename brings both into being. */
const PASSWORD = 'botones.password';

/**
 * Creates the cluster where there is none, beside its place, and moves it there whole: an interrupted first start
 * leaves no half of one, and of two that start together one is first and the other uses its. Returns the password.
 */
export async function initialise(cluster: string, initdb: string, runner: Runner): Promise<string> {
  const known = await passwordOf(cluster);
  if (known !== null) return known;
  const password = randomBytes(24).toString('base64url');
  const fresh = await mkdtemp(`${cluster}.new-`);
  const secret = `${fresh}.password`;
  try {
    await writeFile(secret, password, { mode: 0o600 });
    const { owner } = runner;
    if (owner !== null) for (const path of [fresh, secret]) await chown(path, owner.uid, owner.gid);
    const options = ['--auth=scram-sha-256', '--username=botones', '--encoding=UTF8', '--locale=C', '--no-sync'];
    await runner.run(initdb, [`--pgdata=${fresh}`, `--pwfile=${secret}`, ...options]);
    await rename(secret, join(fresh, PASSWORD));
    await rename(fresh, cluster);
    return password;
  } catch (cause) {
    await rm(fresh, { recursive: true, force: true });
    await rm(secret, { force: true });
    const others = await passwordOf(cluster);
    if (others !== null) return others;
    throw startError(`PostgreSQL could not create its folder ${cluster}`, cause);
  }
}

/** Null: there is no cluster yet. */
async function passwordOf(cluster: string): Promise<string | null> {
  const names = await readdir(cluster).catch((): string[] => []);
  const missing = ['PG_VERSION', PASSWORD].find((name) => !names.includes(name));
  if (missing === undefined) return (await readFile(join(cluster, PASSWORD), 'utf8')).trim();
  if (names.length === 0) return null;
  throw new BotonesError(
    'ERR_DATABASE_START',
    `The database folder ${cluster} is damaged (${missing} is missing). Restore it from a backup, or move it away to start with an empty one.`,
  );
}

export function startError(sentence: string, cause: unknown): BotonesError {
  return new BotonesError(
    'ERR_DATABASE_START',
    `${sentence}. Restore the folder from a backup, move it away to start with an empty one, or set DATABASE_URL to a PostgreSQL of your own.`,
    { cause },
  );
}
