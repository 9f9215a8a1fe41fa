import type { WriteFate } from '@botones/contract';
import type { Database, Statement } from '../store/database.ts';

/** `<conversation>:<position>`, and behind it what a handler, or a part of a letter, has put there. */
const ofTurn = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,15})(?::|$)/;

const began: Statement = {
  name: 'written_began',
  text: `
    select count(*)::int as times from audit_log
    where subject = $1 and event = 'pms.began' and data ->> 'key' = $2`,
};
const fate: Statement = {
  name: 'written_fate',
  text: `
    select c.done_in >= $2::text::bigint as done, t.data -> 'effects' @> $3::jsonb as told,
      t.data ? 'error' or t.data ->> 'decision' = 'handoff' as failed
    from conversation c
    left join lateral (
      select data::jsonb as data from audit_log
      where subject = $1::text and event = 'turn.decided' and data ->> 'turn' = $1::text || ':' || $2::text
      order by at desc limit 1) t on true
    where c.id = $1::uuid`,
};

/** Has a write been begun under this key more than once: by a run of its turn that was cut off, too? */
export async function beganBefore(database: Database, key: string): Promise<boolean> {
  const [, conversation] = ofTurn.exec(key) ?? [];
  if (conversation === undefined) return false;
  const [row] = await database.query<{ times: number }>(began, [conversation, key]);
  return (row?.times ?? 0) > 1;
}

/** What became of the turn that wrote under this key, by what was committed of it. */
export async function fateOf(database: Database, key: string): Promise<WriteFate> {
  const [, conversation, seq] = ofTurn.exec(key) ?? [];
  if (conversation === undefined) return 'unknown';
  const [row] = await database.query<{ done: boolean; told: boolean | null; failed: boolean | null }>(fate, [
    conversation,
    seq,
    JSON.stringify([{ key }]),
  ]);
  if (row === undefined) return 'unknown';
  if (!row.done) return 'open';
  if (row.told) return 'told';
  return row.failed ? 'untold' : 'unknown';
}
