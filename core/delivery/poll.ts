import { setTimeout as rest } from 'node:timers/promises';
import { BotonesError, type Channel, type Inbox, type Received } from '@botones/contract';
import type { Database, Session, Statement } from '../store/database.ts';
import type { CursorMove } from './intake.ts';

const lock: Statement = { name: 'poll_lock', text: 'select pg_try_advisory_lock(7302112, hashtext($1)) as held' };
const read: Statement = {
  name: 'poll_read',
  text: 'select cursor from channel_cursor where property = $1 and channel = $2',
};
const known: Statement = {
  name: 'poll_known',
  text: 'select provider_id as id from inbox where channel = $1 and account = $2 and provider_id = any($3::text[])',
};

/** How often a process that does not poll looks whether the one that does is still there. */
const STANDBY_S = 10;
/** Longest rest after a failure of the moment, where the platform names no other. */
const FAILED_S = 30;
/** Rest of a channel that its platform no longer lets in. */
const LOCKED_OUT_S = 60;

export interface PollOptions {
  property: string;
  name: string;
  /** `Channel.poll`, through resilience. */
  poll: NonNullable<Channel['poll']>;
  /** Pause between two polls. */
  seconds: number;
  /** Stores messages and cursor together. */
  accept(received: Received, move: CursorMove): Promise<unknown>;
  failed(error: unknown): void;
  /** The platform lets the hotel in (again), or no longer. Told when it changes. */
  admitted?(isIn: boolean): void;
}

export interface Polling {
  /** There is something new: polls at once, if this is the process that polls. */
  ring(): void;
  stop(): Promise<void>;
}

/** Polls a channel from one of all processes; when that one dies, its lock does too and another goes on. */
export function startPolling(database: Database, options: PollOptions): Polling {
  const { property, name } = options;
  const stopping = new AbortController();
  let rung = false;
  let wake = () => {};
  let isIn = true;

  const inbox: Inbox = {
    async known(account, ids) {
      const rows = await database.query<{ id: string }>(known, [name, account, ids]);
      return new Set(rows.map(({ id }) => id));
    },
  };

  /** Ends early when there is a ring, also one that came before it. */
  async function pause(seconds: number): Promise<void> {
    const early = new AbortController();
    wake = () => early.abort();
    if (!rung) {
      const signal = AbortSignal.any([stopping.signal, early.signal]);
      await rest(seconds * 1000, undefined, { signal }).catch(() => {});
    }
    rung = false;
  }

  async function serve(): Promise<void> {
    while (!stopping.signal.aborted) {
      let seconds = Math.min(options.seconds, STANDBY_S);
      try {
        const session = await database.session('poll');
        try {
          const [row] = await session.query<{ held: boolean }>(lock, [`${property} ${name}`]);
          if (row?.held) await pollWith(session);
        } finally {
          await session.close();
        }
      } catch (error) {
        if (stopping.signal.aborted) return;
        options.failed(error);
        seconds = restOf(error) ?? Math.min(options.seconds, FAILED_S);
        if (isLockedOut(error)) {
          admit(false);
          seconds = Math.max(options.seconds, LOCKED_OUT_S);
        }
      }
      await pause(seconds);
    }
  }

  async function pollWith(session: Session): Promise<void> {
    let lost = false;
    void session.lost.then(() => {
      lost = true;
    });
    while (!stopping.signal.aborted && !lost) {
      const [row] = await session.query<{ cursor: string }>(read, [property, name]);
      const from = row?.cursor ?? null;
      const { cursor, more = false, restSeconds, ...received } = await options.poll(from, stopping.signal, inbox);
      admit(true);
      await options.accept(received, { from, to: cursor });
      if (restSeconds !== undefined) await pause(restSeconds);
      else if (received.messages.length === 0 && !more) await pause(options.seconds);
    }
  }

  function admit(now: boolean): void {
    if (now !== isIn) options.admitted?.(now);
    isIn = now;
  }

  const ended = serve();
  return {
    ring() {
      rung = true;
      wake();
    },
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

/** What the platform asks for. */
function restOf(error: unknown): number | null {
  const { retryAfterSeconds } = Object(error) as { retryAfterSeconds?: unknown };
  return typeof retryAfterSeconds === 'number' && retryAfterSeconds >= 0 ? retryAfterSeconds : null;
}

function isLockedOut(error: unknown): boolean {
  return error instanceof BotonesError && error.code === 'ERR_CHANNEL_ACCOUNT';
}
