import type { Database, Statement } from '../store/database.ts';

const CHUNK = 5_000;

const prune: Statement = {
  name: 'retention_inbox',
  text: `
    delete from inbox where ctid in (
      select i.ctid from inbox i join conversation c on c.id = i.conversation_id
      where c.property = $1 and i.received_at < now() - make_interval(days => $2) and i.seq <= c.done_in
      limit ${CHUNK})
    returning 1`,
};

/** Deletes answered messages that are older than `days`, in small bites. Returns how many went. */
export async function pruneInbox(database: Database, property: string, days: number): Promise<number> {
  let total = 0;
  for (;;) {
    const gone = (await database.query(prune, [property, days])).length;
    total += gone;
    if (gone < CHUNK) return total;
  }
}
