import { Logger, makeWorkerUtils, parseCronItems, run, runMigrations, type TaskList } from 'graphile-worker';
import type { Database } from '../store/database.ts';

/** Work that needs no order and may wait: timers, cron, calls that are tried again later. */
export interface Jobs {
  /** Runs `task` soon, in any process. The same `key` waits only once. */
  add(task: string, payload: Record<string, unknown>, key: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * What a job does. Throwing tries it again with growing pauses, 25 times in about three days.
 * `signal` aborts when the process stops and can wait no longer.
 */
export type Task = (payload: Record<string, unknown>, signal: AbortSignal) => Promise<void>;

export interface CronEntry {
  task: string;
  /** Five cron fields, in UTC. */
  match: string;
}

/** What a job that is under way may still take when the process stops. */
const PATIENCE_MS = 1_000;
/** graphile-worker leaves what is not done by then locked for hours: the last resort for a job that does not listen. */
const LAST_MS = 2_000;

const quiet = new Logger(() => () => {});

/** Prepares the tables of the job queue. Safe for processes that start together. */
export async function migrateJobs(connectionString: string): Promise<void> {
  await runMigrations({ connectionString, logger: quiet });
}

/** Only hands jobs to other processes. */
export async function openJobs(database: Pick<Database, 'pool'>): Promise<Jobs> {
  const pgPool = database.pool('jobs', 1);
  const utils = await makeWorkerUtils({ pgPool, logger: quiet });
  return {
    add: async (task, payload, key) => void (await utils.addJob(task, payload, { jobKey: key })),
    async stop() {
      await utils.release();
      await pgPool.end();
    },
  };
}

/** Runs jobs in this process, and cron entries in one of all. */
export async function startJobs(
  database: Pick<Database, 'pool'>,
  tasks: Readonly<Record<string, Task>>,
  cron: readonly CronEntry[],
): Promise<Jobs> {
  const stopping = new AbortController();
  const taskList: TaskList = {};
  for (const [name, task] of Object.entries(tasks)) {
    taskList[name] = (payload) => task(payload as Record<string, unknown>, stopping.signal);
  }
  const pgPool = database.pool('jobs', 3);
  const runner = await run({
    pgPool,
    logger: quiet,
    concurrency: 2,
    pollInterval: 5_000,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: LAST_MS,
    // Without batches it does not wait at its end until the outcome of jobs is stored, and they stay locked for hours.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList,
    parsedCronItems: parseCronItems(cron.map(({ task, match }) => ({ task, match }))),
  });
  return {
    add: async (task, payload, key) => void (await runner.addJob(task, payload, { jobKey: key })),
    async stop() {
      const timer = setTimeout(() => stopping.abort(new Error('The process stops.')), PATIENCE_MS);
      await runner.stop();
      clearTimeout(timer);
      await pgPool.end();
    },
  };
}
