import { hostname } from 'node:os';
import { BotonesError, type RunLocked } from '@botones/contract';
import { monotonicClock } from '../resilience/clock.ts';
import { createSlots, type Slots } from '../resilience/slots.ts';
import { CallerGone, within } from '../resilience/within.ts';
import type { Database, Queryable, Statement } from './database.ts';

// A token is the time in milliseconds, or one more than the last: it grows even where a row was pruned in between.
const takeLock: Statement = {
  name: 'lock_take',
  text: `
    with taken as (
      insert into resource_lock as held (resource, owner, token, taken_at, expires_at)
      values ($1, $2, (extract(epoch from clock_timestamp()) * 1000)::bigint, clock_timestamp(),
        clock_timestamp() + make_interval(secs => $3))
      on conflict (resource) do update
        set owner = excluded.owner, token = greatest(held.token + 1, excluded.token),
          taken_at = clock_timestamp(), expires_at = clock_timestamp() + make_interval(secs => $3),
          lost_owner = held.owner, lost_token = held.token
        where held.owner is null or held.expires_at <= clock_timestamp()
      returning resource, owner, token, taken_at, lost_owner, lost_token
    ), noted as (
      insert into lock_audit (at, resource, event, owner, token)
      select taken_at, resource, 'expired', lost_owner, lost_token from taken where lost_owner is not null
      union all select taken_at, resource, 'taken', owner, token from taken
    )
    select token from taken`,
};
const releaseLock: Statement = {
  name: 'lock_release',
  text: `
    with freed as (
      update resource_lock set owner = null where resource = $1 and token = $2 and owner = $3
      returning resource, token, expires_at
    )
    insert into lock_audit (at, resource, event, owner, token)
    select clock_timestamp(), resource, case when expires_at <= clock_timestamp() then 'expired' else 'released' end,
      $3, token
    from freed`,
};
const expireLocks: Statement = {
  name: 'lock_expire',
  text: `
    with lost as (
      update resource_lock set owner = null, lost_owner = owner where owner is not null and expires_at <= now()
      returning resource, lost_owner, token
    )
    insert into lock_audit (at, resource, event, owner, token)
    select now(), resource, 'expired', lost_owner, token from lost`,
};
const renewLock: Statement = {
  name: 'lock_renew',
  text: `
    update resource_lock set expires_at = clock_timestamp() + make_interval(secs => $4)
    where resource = $1 and token = $2 and owner = $3 and expires_at > clock_timestamp() returning token`,
};
const checkLock: Statement = {
  name: 'lock_check',
  text: `
    select 1 from resource_lock
    where resource = $1 and token = $2 and owner is not null and expires_at > clock_timestamp() for share`,
};
const pruneLocks: Statement = {
  name: 'lock_prune',
  text: `delete from resource_lock where owner is null and taken_at < now() - interval '2 days'`,
};

/** Pause between two looks at a lock that another process holds: doubled from the first to the longest. */
const looks = { first: 20, longest: 250 };
/**
 * A lock is taken for so many seconds at a time and kept by renewing it: whoever waits for one whose holder died waits
 * that long, however long the work may take.
 */
const lease = { seconds: 8, renewMs: 2_000 };
const HOST = hostname();

/**
 * A lock a resource, in the table of all processes: with an owner, a time after which others may take it, and a number
 * that grows with every holder. Callers of this process line up here first, so a process asks once for all of them.
 */
export function createLocks(database: Database, role: string): RunLocked {
  const owner = `${role} ${process.pid}@${HOST}`;
  const lines = new Map<string, { slots: Slots; callers: number }>();
  const { now, sleep } = monotonicClock;

  function lineOf(resource: string): { slots: Slots; callers: number } {
    const line = lines.get(resource) ?? {
      slots: createSlots('the lock', { concurrency: 1, pacing: null }),
      callers: 0,
    };
    lines.set(resource, line);
    return line;
  }

  /** @throws BotonesError `ERR_TIMEOUT`, CallerGone. */
  async function take(resource: string, seconds: number, end: number, signal: AbortSignal): Promise<Held> {
    for (let pause = looks.first; ; pause = Math.min(pause * 2, looks.longest)) {
      const since = now();
      const asking = database.query<{ token: string }>(takeLock, [resource, owner, Math.min(seconds, lease.seconds)]);
      try {
        const [row] = await within(Math.max(end - now(), 1), notFree(resource), signal, () => asking);
        if (row) return { token: Number(row.token), since };
      } catch (error) {
        // It may be ours all the same.
        void asking.then(([row]) => row && release(resource, Number(row.token))).catch(() => {});
        throw error;
      }
      const rest = pause * (0.5 + Math.random() / 2);
      if (now() + rest >= end) throw notFree(resource)();
      await sleep(rest, signal);
    }
  }

  /** Renews until the work is over, or tells that the lock is another's: not a moment behind its end by our clock. */
  async function keep(
    resource: string,
    { token, since }: Held,
    seconds: number,
    over: AbortSignal,
    lost: (error: unknown) => void,
  ): Promise<void> {
    const end = since + seconds * 1000;
    let kept = since + Math.min(seconds, lease.seconds) * 1000;
    while (!over.aborted && kept < end) {
      await sleep(Math.max(1, Math.min(lease.renewMs, kept - now())), over).catch(() => {});
      if (over.aborted) return;
      const asked = now();
      if (asked >= kept) return lost(gone(resource));
      const left = Math.min(lease.seconds, (end - asked) / 1000);
      const renewing = database.query(renewLock, [resource, token, owner, left]);
      const rows = await within(
        kept - asked,
        () => gone(resource),
        over,
        () => renewing,
      ).catch(() => null);
      // A database that does not answer may do so in time yet.
      if (rows?.length === 0) return lost(gone(resource));
      if (rows !== null) kept = asked + left * 1000;
    }
  }

  /** A lock that cannot be given back runs out by itself. */
  async function release(resource: string, token: number): Promise<void> {
    await database.query(releaseLock, [resource, token, owner]).catch(() => {});
  }

  return async (resource, { seconds, waitSeconds = seconds, signal }, work) => {
    signal.throwIfAborted();
    const end = now() + waitSeconds * 1000;
    const line = lineOf(resource);
    line.callers += 1;
    const leave = () => {
      line.callers -= 1;
      if (line.callers === 0) lines.delete(resource);
    };
    try {
      const giveBack = await within(waitSeconds * 1000, notFree(resource), signal, (inner) => line.slots.take(inner));
      try {
        const held = await take(resource, seconds, end, signal);
        const over = new AbortController();
        const lost = new AbortController();
        void keep(resource, held, seconds, over.signal, (error) => lost.abort(error));
        const start = async (inner: AbortSignal) => {
          try {
            return await work(held.token, inner);
          } finally {
            over.abort();
            await release(resource, held.token);
          }
        };
        // Work that does not hear its signal keeps the resource until it ends or its time is over.
        const either = AbortSignal.any([signal, lost.signal]);
        const left = Math.max(1, held.since + seconds * 1000 - now());
        return await within(left, timeOver(resource, seconds), either, start);
      } finally {
        giveBack();
      }
    } catch (error) {
      throw error instanceof CallerGone ? error.cause : error;
    } finally {
      leave();
    }
  };
}

interface Held {
  readonly token: number;
  /** By our clock, from before the database began to count. */
  readonly since: number;
}

/** Inside a transaction: is this still the holder? Nobody else becomes one before the transaction ends. */
export async function holdsLock(tx: Queryable, resource: string, token: number): Promise<boolean> {
  return (await tx.query(checkLock, [resource, token])).length > 0;
}

/** Notes the end of locks whose holders died, and forgets resources that nobody wanted for long. */
export async function sweepLocks(database: Database): Promise<void> {
  await database.query(expireLocks);
  await database.query(pruneLocks);
}

const notFree = (resource: string) => () => new BotonesError('ERR_TIMEOUT', `${resource} was not free in time.`);
const gone = (resource: string) => new BotonesError('ERR_TIMEOUT', `The lock of ${resource} could not be kept.`);
const timeOver = (resource: string, seconds: number) => () =>
  new BotonesError('ERR_TIMEOUT', `${resource} was held for its ${seconds} s.`);
