import { execFile } from 'node:child_process';
import { chmod, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BotonesError } from '@botones/contract';

const run = promisify(execFile);

/** Runs one of PostgreSQL's programs as whoever may run it. */
export type RunAs = (file: string, args: readonly string[]) => Promise<void>;

interface Account {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root lends it the system's `postgres` account, made where there is none.
 *
 * Where that account may not enter the folders (a clone below /root, a private temporary folder) it is lent the one
 * capability to pass and read them, and nothing to write with; where the system refuses that too, the person is told.
 */
export async function runnerFor(binary: string, folder: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return async (file, args) => void (await run(file, args, { cwd: '/' }));
  const account = (await look()) ?? (await create());
  // The folder is ours to open; the cluster in it stays closed to everybody but PostgreSQL.
  await chmod(folder, (await stat(folder)).mode | 0o011);
  const runners: RunAs[] = [plainly(account), withSearch(account)];
  let refusal: unknown;
  for (const runAs of runners) {
    try {
      await runAs(binary, ['--version']);
      // Not `test -x`: access(2) looks at the account alone and forgets capabilities.
      await runAs('stat', [join(folder, '.')]);
      return runAs;
    } catch (error) {
      refusal = error;
    }
  }
  throw new BotonesError(
    'ERR_DATABASE_START',
    `PostgreSQL does not run as root, and its account "postgres" may not enter ${folder} or ${binary}. Move the project out of a private folder (to /srv/botones, say), run it as another user, or set DATABASE_URL.`,
    { cause: refusal },
  );
}

function plainly(account: Account): RunAs {
  return async (file, args) => void (await run(file, args, { ...account, cwd: '/' }));
}

function withSearch({ uid, gid }: Account): RunAs {
  const lend = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'];
  const become = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...lend];
  return async (file, args) => void (await run('setpriv', [...become, file, ...args], { cwd: '/' }));
}

async function look(): Promise<Account | null> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'postgres'])));
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
  } catch {
    return null;
  }
}

async function create(): Promise<Account> {
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    const account = await look();
    if (account !== null) return account;
    throw new Error('useradd made no account.');
  } catch (cause) {
    throw new BotonesError(
      'ERR_DATABASE_START',
      'PostgreSQL does not run as root, and no account "postgres" could be made for it. Run as another user, or set DATABASE_URL.',
      { cause },
    );
  }
}

/** Gives a file or folder that root made to PostgreSQL's account. */
export async function ownerFor(): Promise<Account | null> {
  return process.getuid?.() === 0 ? look() : null;
}
