import { execFile } from 'node:child_process';
import { chmod, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { BotonesError } from '@botones/contract';

const run = promisify(execFile);

/** Somebody whom PostgreSQL agrees to run as. */
export interface Runner {
  /** Runs one of its programs. */
  run(file: string, args: readonly string[]): Promise<void>;
  /** To whom its files must belong; null: to us. */
  readonly owner: Account | null;
}

interface Account {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root lends it the system's `postgres` account, made where there is none.
 *
 * Where that account may not enter the folders (a clone below /root, a private temporary folder) PostgreSQL runs in a
 * user namespace instead, in which root bears that account's number: the files stay root's, and PostgreSQL sees none.
 * Where the system refuses that too, the person is told.
 */
export async function runnerFor(binary: string, folder: string): Promise<Runner> {
  if (process.getuid?.() !== 0) return ourselves;
  const account = (await look()) ?? (await create());
  // The folder is ours to open; the cluster in it stays closed to everybody but PostgreSQL.
  await chmod(folder, (await stat(folder)).mode | 0o011);
  let refusal: unknown;
  for (const runner of [lending(account), disguised(account)]) {
    try {
      await runner.run(binary, ['--version']);
      await runner.run('test', ['-x', folder]);
      return runner;
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

const ourselves: Runner = {
  run: async (file, args) => void (await run(file, args, { cwd: '/' })),
  owner: null,
};

function lending(account: Account): Runner {
  return { run: async (file, args) => void (await run(file, args, { ...account, cwd: '/' })), owner: account };
}

function disguised({ uid, gid }: Account): Runner {
  const namespace = ['--user', `--map-user=${uid}`, `--map-group=${gid}`, '--'];
  return {
    run: async (file, args) => void (await run('unshare', [...namespace, file, ...args], { cwd: '/' })),
    owner: null,
  };
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
