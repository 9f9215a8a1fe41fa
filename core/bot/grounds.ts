import type { RunLocked } from '@botones/contract';
import { auditPolicy, guardSinks } from '../audit/guard-sinks.ts';
import { auditFolder, openTrail, type Trail } from '../audit/trail.ts';
import { type Absence, createAbsence } from '../cache/absence.ts';
import { openRedis, type Redis, readRedisFigures } from '../cache/redis.ts';
import { countReplicas } from '../cache/replicas.ts';
import { type BreakerChange, describeBreakerChange } from '../delivery/breaker-change.ts';
import { describeAdmission } from '../delivery/locked-out.ts';
import { callJob } from '../delivery/notify.ts';
import { createTally, type Tally } from '../delivery/tally.ts';
import { openWake, type Wake } from '../delivery/wake.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { createLimits, type Limits } from '../resilience/limit.ts';
import type { Database } from '../store/database.ts';
import { openLazyAuditStore } from '../store/lazy-audit-store.ts';
import { createLocks } from '../store/locks.ts';
import { openSecrets } from '../store/secrets.ts';
import type { Logger } from '../telemetry/logger.ts';
import { createMetrics, type Metrics } from '../telemetry/metrics.ts';
import { observeTrail } from '../telemetry/observe.ts';
import { type GuardOf, openGuards } from '../telemetry/open-guards.ts';
import type { BotOptions } from './options.ts';

/** For lines of the trail that are under way. */
const LAST_LINES_MS = 500;

/** What every room of a process stands on: its stores, clocks and limits, and those who are told of trouble. */
export interface Grounds {
  readonly options: BotOptions;
  readonly database: Database;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly redis: Redis | null;
  readonly absence: Absence;
  readonly limits: Limits;
  readonly locks: RunLocked;
  readonly wake: Wake;
  readonly trail: Trail;
  readonly guardOf: GuardOf;
  readonly tally: Tally;
  /** A key of the bot's own, by purpose. */
  secret(purpose: string): Uint8Array;
  now(): Temporal.Instant;
  /** Waits until `jobsOpened`. */
  readonly addJob: Jobs['add'];
  jobsOpened(jobs: Jobs): void;
  /** Calls people to a handoff. Not waited for: what fails is done by the sweep. */
  callPeople(handoffId: string): void;
  /** A platform lets the hotel in (again), or no longer. */
  tellAdmission(at: { property: string; channel: string }, isIn: boolean): void;
  /** Logs an error that nothing waits for. */
  failed(sentence: string): (error: unknown) => void;
  close(): Promise<void>;
}

export async function openGrounds(options: BotOptions): Promise<Grounds> {
  const { config, database, logger, role } = options;
  const redis = options.redisUrl === null ? null : await openRedis(options.redisUrl);
  const metrics = createMetrics({
    pool: () => database.stats(),
    ...(redis && { redis: () => readRedisFigures(redis) }),
  });
  const absence = createAbsence();
  const replicas = redis && countReplicas(redis);
  const limits = createLimits(redis, replicas?.count, absence);
  const secret = await openSecrets(database);
  const wake = await openWake(database);
  const now = options.now ?? (() => Temporal.Now.instant());
  const failed = (sentence: string) => (error: unknown) => logger.error({ error }, sentence);

  const jobs = Promise.withResolvers<Jobs>();
  const addJob: Jobs['add'] = async (...job) => (await jobs.promise).add(...job);
  const alertOperators = (alert: { id: string }) =>
    void addJob('alert', { ...alert }, alert.id).catch(failed('Operators could not be alerted'));

  function breakerChanged(change: BreakerChange): void {
    const { entry, alert } = describeBreakerChange(change, now());
    trail.record([entry]).catch(failed('A change of a breaker could not be put on the trail'));
    if (alert !== null) alertOperators(alert);
  }
  const guardOf = openGuards({ metrics, logger, limits, changed: breakerChanged });
  const auditStore = openLazyAuditStore(database.url);
  const trail = openTrail({
    sinkOf: guardSinks(
      config.properties.map(({ property: { id }, audit }) => [id, guardOf(id, 'audit', auditPolicy, audit.resilience)]),
      auditStore,
    ),
    folder: options.dataFolder === undefined ? null : auditFolder(options.dataFolder),
    events: observeTrail(metrics, logger),
  });

  return {
    options,
    database,
    logger,
    metrics,
    redis,
    absence,
    limits,
    locks: createLocks(database, role),
    wake,
    trail,
    guardOf,
    tally: createTally(database, now),
    secret,
    now,
    addJob,
    jobsOpened: jobs.resolve,
    callPeople(id) {
      addJob(...callJob(id)).catch(failed('A handoff call waits for the sweep'));
    },
    tellAdmission(at, isIn) {
      metrics.lockedOut.set(at, isIn ? 0 : 1);
      alertOperators(describeAdmission(at, isIn, now()));
    },
    failed,
    async close() {
      await trail.stop(LAST_LINES_MS);
      await auditStore.close();
      wake.close();
      replicas?.stop();
      redis?.disconnect();
    },
  };
}
