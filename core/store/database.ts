import { BotonesError } from '@botones/contract';
import pg from 'pg';
import { type Listen, openListener } from './listener.ts';

/** A statement with a name is parsed and planned once a connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export interface Queryable {
  query<Row>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
}

/** One connection kept for one purpose; its advisory locks live and die with it. */
export interface Session extends Queryable {
  /** Resolves when the connection is gone, with the reason. */
  readonly lost: Promise<Error>;
  close(): Promise<void>;
}

export type Pool = pg.Pool;

export interface PoolOptions {
  /** Schema in which names without one are looked up. */
  readonly schema?: string;
  /** Gives dates and times as PostgreSQL writes them, in ISO 8601, instead of as `Date`. */
  readonly datesAsText?: boolean;
}

/** The only door to PostgreSQL besides MikroORM. */
export interface Database extends Queryable {
  readonly url: string;
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /**
   * `pipeline`: statements are written without waiting for the answers of those before.
   * `patient`: an answer may take as long as it likes, since it waits for somebody else's lock.
   */
  session(purpose: string, options?: { pipeline?: boolean; patient?: boolean }): Promise<Session>;
  /** Hears `NOTIFY` on a channel, reconnecting by itself. */
  readonly listen: Listen;
  /** Connections for a library that writes its own SQL; whoever asks for them ends them. */
  pool(purpose: string, max: number, options?: PoolOptions): Pool;
  /** Connections of the pool: open, and lent out just now. */
  stats(): { size: number; checkedOut: number };
  close(): Promise<void>;
}

// Figures of the blueprint: 10 kept, 20 more under load, recycled hourly.
const pool = { max: 30, min: 0, idleTimeoutMillis: 30_000, maxLifetimeSeconds: 3600 };
/** Milliseconds of waiting: for a connection, to the server or in the queue of the pool; and for an answer. */
const waits = { connect: 5_000, answer: 10_000 };

// The hot statements join a handful of rows by key. Plans made while a table was still empty would scan it for ever
// after, so scans and hash joins are priced out; a lost peer is noticed within 11 s.
const hotSettings = [
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'jit=off',
  'plan_cache_mode=force_generic_plan',
];
const socketSettings = [
  'tcp_keepalives_idle=5',
  'tcp_keepalives_interval=2',
  'tcp_keepalives_count=3',
  'tcp_user_timeout=10000',
  'idle_in_transaction_session_timeout=60000',
];

export function openDatabase(url: string, role: string, { connect, answer } = waits): Database {
  const base: pg.ClientConfig = {
    connectionString: url,
    application_name: `botones ${role} ${process.pid}`,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    connectionTimeoutMillis: connect,
    // A server that was cut off sends no goodbye; the system would wait for its answer for a quarter of an hour.
    query_timeout: answer,
    options: socketSettings.map((setting) => `-c ${setting}`).join(' '),
  };
  const shared = openPool({ ...base, ...pool });
  const listener = openListener(() => new pg.Client(base));

  return {
    url,
    query: (statement, values) => ask(shared, statement, values),
    transaction: (work) =>
      transact(shared, (client) => work({ query: (statement, values) => ask(client, statement, values) })),
    async session(purpose, options = {}) {
      const settings = [...socketSettings, ...hotSettings].map((setting) => `-c ${setting}`).join(' ');
      const client = new pg.Client({
        ...base,
        application_name: `botones ${role} ${process.pid} ${purpose}`,
        options: settings,
        ...(options.pipeline ? { pipeline: true } : {}),
        ...(options.patient ? { query_timeout: 0 } : {}),
      });
      const lost = new Promise<Error>((resolve) => {
        client.on('error', resolve);
        client.on('end', () => resolve(new Error('The connection to PostgreSQL has ended.')));
      });
      await client.connect().catch(refuse);
      return { query: (statement, values) => ask(client, statement, values), lost, close: () => client.end() };
    },
    listen: listener.listen,
    pool(purpose, max, { schema, datesAsText = false } = {}) {
      return openPool({
        ...base,
        ...pool,
        max,
        application_name: `botones ${role} ${process.pid} ${purpose}`,
        ...(schema === undefined ? {} : { options: `${base.options} -c search_path=${schema}` }),
        ...(datesAsText ? { types: { getTypeParser: parserOf } } : {}),
      });
    },
    stats: () => ({ size: shared.totalCount, checkedOut: shared.totalCount - shared.idleCount }),
    async close() {
      await listener.close();
      await shared.end();
    },
  };
}

/** Object ids of `date`, `timestamp` and `timestamptz`. */
const dateTypes = [1082, 1114, 1184];

const parserOf: pg.CustomTypesConfig['getTypeParser'] = (type, format) =>
  dateTypes.includes(type) ? (text: string) => text : pg.types.getTypeParser(type, format);

/** A connection that dies tells its statements, and an event besides, which would end the process if nobody heard it. */
function openPool(config: pg.PoolConfig): pg.Pool {
  const ignore = () => {};
  const opened = new pg.Pool(config);
  opened.on('error', ignore);
  opened.on('connect', (client) => client.on('error', ignore));
  return opened;
}

/** Everything or nothing of it. @throws BotonesError `ERR_DATABASE_DOWN`; else what `work` threw. */
export async function transact<T>(from: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await from.connect().catch(refuse);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    const broken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw isOutage(error) ? down(error) : error;
  }
}

export async function ask<Row>(
  target: pg.Pool | pg.ClientBase,
  statement: Statement,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  try {
    const result = await target.query({ name: statement.name, text: statement.text, values: [...values] });
    return result.rows as Row[];
  } catch (error) {
    throw isOutage(error) ? down(error) : error;
  }
}

/**
 * SQLSTATE classes 08 (connection), 57P (shutdown, crash), 53 (no room), 28 and 3D (let in no more: a changed password,
 * a database that is gone), and errors of the socket itself.
 */
export function isOutage(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return /connection|timeout/i.test(String((error as Error).message));
  return /^(08|57P|53|28|3D)/.test(code) || /^E[A-Z]+$/.test(code);
}

function down(cause: unknown): BotonesError {
  return new BotonesError('ERR_DATABASE_DOWN', 'PostgreSQL cannot be reached just now.', { cause });
}

function refuse(cause: unknown): never {
  throw down(cause);
}
