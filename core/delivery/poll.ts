import { setTimeout as rest } from 'node:timers/promises';
import type { Channel, Received } from '@botones/contract';
import type { Database, Session, Statement } from '../store/database.ts';

const lock: Statement = { name: 'poll_lock', text: 'select pg_try_advisory_lock(7302112, hashtext($1)) as held' };
const read: Statement = {
  name: 'poll_read',
  text: 'select cursor from channel_cursor where property = $1 and channel = $2',
};
const move: Statement = {
  name: 'poll_move',
  text: `
    insert into channel_cursor (property, channel, cursor) values ($1, $2, $3)
    on conflict (property, channel) do update set cursor = excluded.cursor, moved_at = now()`,
};

export interface PollOptions {
  property: string;
  name: string;
  /** `Channel.poll`, through resilience. */
  poll: NonNullable<Channel['poll']>;
  /** Pause between two polls. */
  seconds: number;
  accept(received: Received): Promise<unknown>;
  failed(error: unknown): void;
}

/** Polls a channel from one of all processes; when that one dies, its lock does too and another goes on. */
export function startPolling(database: Database, options: PollOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const pause = async () => {
    await rest(options.seconds * 1000, undefined, { signal: stopping.signal }).catch(() => {});
  };

  async function serve(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const session = await database.session('poll');
        try {
          const [row] = await session.query<{ held: boolean }>(lock, [`${options.property} ${options.name}`]);
          if (row?.held) await pollWith(session);
        } finally {
          await session.close();
        }
      } catch (error) {
        if (!stopping.signal.aborted) options.failed(error);
      }
      await pause();
    }
  }

  async function pollWith(session: Session): Promise<void> {
    const { property, name } = options;
    while (!stopping.signal.aborted) {
      const [row] = await session.query<{ cursor: string }>(read, [property, name]);
      const received = await options.poll(row?.cursor ?? null, stopping.signal);
      await options.accept(received);
      await session.query(move, [property, name, received.cursor]);
      if (received.messages.length === 0) await pause();
    }
  }

  const ended = serve();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
