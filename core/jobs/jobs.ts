import { Logger, makeWorkerUtils, parseCronItems, run, runMigrations, type TaskList } from 'graphile-worker';

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

const quiet = new Logger(() => () => {});

/** Prepares the tables of the job queue. Safe for processes that start together. */
export async function migrateJobs(connectionString: string): Promise<void> {
  await runMigrations({ connectionString, logger: quiet });
}

/** Only hands jobs to other processes. */
export async function openJobs(connectionString: string): Promise<Jobs> {
  const utils = await makeWorkerUtils({ connectionString, logger: quiet });
  return {
    add: async (task, payload, key) => void (await utils.addJob(task, payload, { jobKey: key })),
    stop: async () => void (await utils.release()),
  };
}

/** Runs jobs in this process, and cron entries in one of all. */
export async function startJobs(
  connectionString: string,
  tasks: Readonly<Record<string, Task>>,
  cron: readonly CronEntry[],
): Promise<Jobs> {
  const taskList: TaskList = {};
  for (const [name, task] of Object.entries(tasks)) {
    taskList[name] = (payload, { abortSignal }) => task(payload as Record<string, unknown>, abortSignal);
  }
  const runner = await run({
    connectionString,
    logger: quiet,
    concurrency: 2,
    maxPoolSize: 3,
    pollInterval: 5_000,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: PATIENCE_MS,
    taskList,
    parsedCronItems: parseCronItems(cron.map(({ task, match }) => ({ task, match }))),
  });
  return {
    add: async (task, payload, key) => void (await runner.addJob(task, payload, { jobKey: key })),
    stop: () => runner.stop(),
  };
}
