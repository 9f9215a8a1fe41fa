import { execFile } from 'node:child_process';
import { chmod, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { BotonesError } from '@botones/contract';

const run = promisify(execFile);

/** Whom to run PostgreSQL as; empty: as ourselves. */
export interface Account {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root, so root lends it the system's `postgres` account, made where there is none. */
export async function accountFor(binary: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const account = (await look()) ?? (await create());
  try {
    await run(binary, ['--version'], { ...account, cwd: '/' });
  } catch (cause) {
    throw new BotonesError(
      'ERR_DATABASE_START',
      `PostgreSQL does not run as root, and its account "postgres" may not read ${binary}. Move the project out of a private folder (to /srv/botones, say), run it as another user, or set DATABASE_URL.`,
      { cause },
    );
  }
  return account;
}

/** The folder must let PostgreSQL's account through to its cluster; the cluster itself is closed to everybody else. */
export async function letIn(folder: string, account: Account): Promise<void> {
  if (account.uid === undefined) return;
  await chmod(folder, (await stat(folder)).mode | 0o011);
  try {
    await run('test', ['-x', folder], { ...account, cwd: '/' });
  } catch (cause) {
    throw new BotonesError(
      'ERR_DATABASE_START',
      `PostgreSQL does not run as root, and its account "postgres" may not enter ${folder}. Choose another place with BOTONES_DATA (/srv/botones/data, say), run as another user, or set DATABASE_URL.`,
      { cause },
    );
  }
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
  } catch (cause) {
    throw new BotonesError(
      'ERR_DATABASE_START',
      'PostgreSQL does not run as root, and no account "postgres" could be made for it. Run as another user, or set DATABASE_URL.',
      { cause },
    );
  }
  return (await look()) ?? {};
}
