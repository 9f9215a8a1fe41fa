import type { Database, Statement } from '../store/database.ts';

export interface TallyLimit {
  readonly points: number;
  readonly seconds: number;
}

/** Counts `id` under `key` once and answers 0, or says how many seconds it takes until there is room. */
export type Tally = (key: string, id: string, limit: TallyLimit) => Promise<number>;

const lock: Statement = { name: 'tally_lock', text: 'select pg_advisory_xact_lock(7302113, hashtext($1))' };

// Those behind the clock are let go first: a key's rows are few, and only its own are touched.
const forget: Statement = { name: 'tally_forget', text: 'delete from tally where key = $1 and at <= $2' };

const look: Statement = {
  name: 'tally_look',
  text: `select count(*)::int as count, bool_or(id = $2) as known,
    (array_agg(at order by at desc))[$3] as frees from tally where key = $1`,
};

const count: Statement = { name: 'tally_count', text: 'insert into tally (key, id, at) values ($1, $2, $3)' };

const prune: Statement = { name: 'tally_prune', text: `delete from tally where at < $1` };

/** Longest time for which something is counted. */
const KEPT_DAYS = 8;

export function createTally(database: Database, now: () => Temporal.Instant): Tally {
  return (key, id, { points, seconds }) =>
    database.transaction(async (tx) => {
      await tx.query(lock, [key]);
      const at = now();
      await tx.query(forget, [key, at.subtract({ milliseconds: Math.round(seconds * 1000) }).toString()]);
      const [row] = await tx.query<{ count: number; known: boolean | null; frees: Date | null }>(look, [
        key,
        id,
        points,
      ]);
      if (row === undefined || row.known) return 0;
      if (row.count >= points) {
        const frees = (row.frees?.getTime() ?? at.epochMilliseconds) + seconds * 1000;
        return Math.max((frees - at.epochMilliseconds) / 1000, 0.001);
      }
      await tx.query(count, [key, id, at.toString()]);
      return 0;
    });
}

/** Deletes what no limit asks for any more. */
export async function pruneTally(database: Database, now: Temporal.Instant): Promise<void> {
  await database.query(prune, [now.subtract({ hours: 24 * KEPT_DAYS }).toString()]);
}
