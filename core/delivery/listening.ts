import type { Database, Statement } from '../store/database.ts';

const BEAT_MS = 1_000;
/** Nobody has been listening when the last beat is older. */
export const DEAF_AFTER_S = 3;

const beat: Statement = {
  name: 'listening_beat',
  text: `
    insert into listening as l (since, seen_at) values (now(), now())
    on conflict (one) do update set seen_at = now(),
      since = case when l.seen_at < now() - interval '${DEAF_AFTER_S} seconds' then now() else l.since end`,
};

/**
 * Notes while this process takes in what platforms post. An item that waits for news of its fate waits longer after a
 * time in which there was nobody to hear it.
 */
export async function startListening(database: Database, failed: (error: unknown) => void): Promise<() => void> {
  await database.query(beat, []);
  let isTold = false;
  const timer = setInterval(() => {
    database.query(beat, []).then(
      () => {
        isTold = false;
      },
      (error) => {
        // An outage is told once, not every second.
        if (!isTold) failed(error);
        isTold = true;
      },
    );
  }, BEAT_MS);
  timer.unref();
  return () => clearInterval(timer);
}
