import type { Database, Session } from './database.ts';

/** A session that is opened on first use and again after it was lost. */
export function keepSession(database: Database, purpose: string): { get(): Promise<Session>; close(): Promise<void> } {
  let current: Promise<Session> | null = null;
  return {
    get() {
      if (current === null) {
        const opening = database.session(purpose, { pipeline: true });
        current = opening;
        const forget = () => {
          if (current === opening) current = null;
        };
        opening.then((session) => session.lost.then(forget), forget);
      }
      return current;
    },
    async close() {
      const session = await current?.catch(() => null);
      await session?.close();
    },
  };
}
