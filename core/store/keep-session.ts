import { BotonesError } from '@botones/contract';
import type { Database, Session } from './database.ts';

/** A session that is opened on first use and again after it was lost. */
export function keepSession(database: Database, purpose: string): { get(): Promise<Session>; close(): Promise<void> } {
  let current: Promise<Session> | null = null;

  function open(): Promise<Session> {
    const opening = database.session(purpose, { pipeline: true });
    const forget = () => {
      if (current === kept) current = null;
    };
    const kept = opening.then((session) => forgetful(session, forget));
    opening.then((session) => session.lost.then(forget), forget);
    return kept;
  }

  return {
    get() {
      current ??= open();
      return current;
    },
    async close() {
      const session = await current?.catch(() => null);
      await session?.close();
    },
  };
}

/** The first query that finds the connection gone says so before the socket does; the next one must not try it again. */
function forgetful(session: Session, forget: () => void): Session {
  return {
    ...session,
    async query(statement, values) {
      try {
        return await session.query(statement, values);
      } catch (error) {
        if (error instanceof BotonesError && error.code === 'ERR_DATABASE_DOWN') {
          forget();
          void session.close().catch(() => {});
        }
        throw error;
      }
    },
  };
}
