import { BotonesError } from '@botones/contract';
import { type Database, openDatabase, type Statement } from './database.ts';
import { startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';

export interface Store {
  readonly database: Database;
  /** Closes connections, and the embedded PostgreSQL when nobody else uses it. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** A PostgreSQL of the hotel's own; null: the embedded one. */
  readonly url: string | null;
  /** Where the embedded PostgreSQL lives. */
  readonly dataFolder: string;
  /** Names this process among the connections. An `all` on the embedded database wants to be the only one. */
  readonly role: string;
}

const others: Statement = {
  name: 'store_others',
  text: `
    select distinct split_part(application_name, ' ', 2) as role, split_part(application_name, ' ', 3) as pid
    from pg_stat_activity
    where application_name like 'botones %' and datname = current_database()
      and split_part(application_name, ' ', 3) <> $1`,
};

/** Opens the database with its schema up to date. @throws BotonesError with a sentence for the person at the terminal. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const embedded = options.url === null ? await startEmbedded(options.dataFolder) : null;
  const database = openDatabase(options.url ?? embedded?.url ?? '', options.role);
  const close = async () => {
    // A server that does not answer any more has no other users either.
    const last = embedded !== null && (await findOthers(database).catch(() => [])).length === 0;
    await database.close();
    if (last) await embedded.stop();
    else embedded?.leave();
  };
  try {
    await awaitRecovery(database);
    const twin = embedded?.adopted ? (await findOthers(database)).find(({ role }) => role === 'all') : undefined;
    if (twin && options.role === 'all') {
      throw new BotonesError(
        'ERR_ALREADY_RUNNING',
        `Botones already runs on ${options.dataFolder} (process ${twin.pid}). Stop it first, or start this one with another folder: BOTONES_DATA=./data2 PORT=3001 npm start`,
      );
    }
    await migrate(database);
  } catch (error) {
    await close().catch(() => {});
    throw isUnreachable(error) ? unreachable(error) : error;
  }
  return { database, close };
}

const STARTING_UP = '57P03';
const RECOVERY_MS = 30_000;

/** A server that was killed reads its log before it takes connections; that is no reason to give up. */
async function awaitRecovery(database: Database): Promise<void> {
  const end = performance.now() + RECOVERY_MS;
  for (;;) {
    try {
      await database.query(others, ['']);
      return;
    } catch (error) {
      const { cause } = error as { cause?: { code?: string } };
      if (cause?.code !== STARTING_UP || performance.now() > end) throw error;
      await new Promise((next) => setTimeout(next, 100));
    }
  }
}

async function findOthers(database: Database): Promise<{ role: string; pid: string }[]> {
  return database.query(others, [String(process.pid)]);
}

function isUnreachable(error: unknown): boolean {
  return error instanceof BotonesError && error.code === 'ERR_DATABASE_DOWN';
}

function unreachable(cause: unknown): BotonesError {
  const { cause: inner } = cause as { cause?: { message?: string } };
  return new BotonesError(
    'ERR_DATABASE_DOWN',
    `PostgreSQL cannot be reached${inner?.message ? ` (${inner.message})` : ''}. Check DATABASE_URL, or leave it out to use the embedded one.`,
    { cause },
  );
}
