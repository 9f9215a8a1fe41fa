import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Lines that wait for the sink. `sealed` files get no more of them. */
const OPEN = '.jsonl';
const SEALED = '.sealed';

/** A file is read whole when it is replayed. */
const MAX_BYTES = 16_000_000;
/** How often a file may be taken away under the pen in a row; whoever replays does so once in seconds. */
const MAX_MOVES = 10;

export interface FallbackFile {
  /** Resolves when the lines are on the disk, to stay there. Each ends with a line feed. */
  append(lines: string): Promise<void>;
  close(): Promise<void>;
}

interface Current {
  readonly path: string;
  readonly handle: FileHandle;
  bytes: number;
}

/**
 * Files of one writer in a folder that processes, and machines, may share. Nobody takes a lock: whoever replays renames
 * a file before it reads, and who writes looks after writing whether its file still has its name. If it has, the lines
 * were there before the renaming; if not, they are written once more into a new file, and their ids make them one.
 */
export function openFallbackFile(folder: string, { maxBytes = MAX_BYTES } = {}): FallbackFile {
  let current: Current | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  async function write(lines: string): Promise<void> {
    for (let move = 0; move < MAX_MOVES; move += 1) {
      current ??= await create(folder);
      const { handle, path } = current;
      try {
        await handle.appendFile(lines);
        await handle.datasync();
      } catch (error) {
        // It may end in half a line now; nothing may follow that.
        await leave();
        throw error;
      }
      current.bytes += Buffer.byteLength(lines);
      const isThere = await hasName(handle, path);
      if (!isThere || current.bytes >= maxBytes) await leave();
      if (isThere) return;
    }
    throw new Error('The fallback file was taken away again and again.');
  }

  async function leave(): Promise<void> {
    const left = current;
    current = null;
    await left?.handle.close().catch(() => {});
  }

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };
  return { append: (lines) => inTurn(() => write(lines)), close: () => inTurn(leave) };
}

async function create(folder: string): Promise<Current> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `${Temporal.Now.instant().epochMilliseconds}-${process.pid}-${randomBytes(4).toString('hex')}${OPEN}`;
  const path = join(folder, name);
  const handle = await open(path, 'ax', 0o600);
  await syncFolder(folder);
  return { path, handle, bytes: 0 };
}

/** Else a power cut could leave the lines without their file. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // Windows opens no folders.
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL'].includes((error as { code?: string }).code ?? '')) throw error;
  }
}

async function hasName(handle: FileHandle, path: string): Promise<boolean> {
  try {
    const [one, other] = await Promise.all([handle.stat({ bigint: true }), stat(path, { bigint: true })]);
    return one.ino === other.ino && one.dev === other.dev;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return false;
    throw error;
  }
}

/** Takes every file from its writer, and names all that wait, the oldest first. */
export async function sealAll(folder: string): Promise<string[]> {
  for (const name of await list(folder)) {
    if (name.endsWith(OPEN)) await rename(join(folder, name), join(folder, name + SEALED)).catch(ignoreAbsence);
  }
  return (await list(folder))
    .filter((name) => name.endsWith(SEALED))
    .sort()
    .map((name) => join(folder, name));
}

/** Bytes of all files that wait. */
export async function countWaiting(folder: string): Promise<number> {
  const waiting = (await list(folder)).filter((name) => name.endsWith(OPEN) || name.endsWith(SEALED));
  const sizes = waiting.map(async (name) => (await stat(join(folder, name)).catch(ignoreAbsence))?.size ?? 0);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function list(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(ignoreAbsence)) ?? [];
}

/** Another process was quicker. */
export function ignoreAbsence(error: unknown): undefined {
  if ((error as { code?: string }).code !== 'ENOENT') throw error;
  return undefined;
}
