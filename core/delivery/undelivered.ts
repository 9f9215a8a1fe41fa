import { randomUUIDv7 } from 'node:crypto';
import type { Database, Statement } from '../store/database.ts';
import type { Undelivered } from './types.ts';

// The conversation is staff's from now on: whatever the bot says next would not arrive either, or lack what was lost.
const report: Statement = {
  name: 'undelivered_report',
  text: `
    with moved as (
      update conversation set owner = 'staff',
        window_closed_at = case when $3 = 'window' then date_trunc('second', now()) else window_closed_at end
      where id = $1 returning id, property, channel, language
    ), call as (
      insert into handoff (id, property, channel, conversation_id, seq, reason, language)
      select $5, property, channel, id, $2, case when $3 = 'window' then 'window_closed' else 'delivery_failed' end,
        coalesce(language, 'en')
      from moved on conflict (conversation_id) where returned_at is null do nothing returning id
    ), trail as (
      insert into audit_log (id, at, property, subject, event, data)
      select $6, now(), property, id::text, 'delivery.failed', json_build_object('seq', $2::bigint, 'kind', $3::text, 'failure', $4::text)
      from moved
    )
    select id from call`,
};

/** Gives staff a conversation in which a reply did not arrive. Returns the call to make; null where one is open already. */
export async function reportUndelivered(database: Database, what: Undelivered): Promise<string | null> {
  const { conversationId, seq, kind, failure } = what;
  const values = [conversationId, seq, kind, failure, randomUUIDv7(), randomUUIDv7()];
  const [call] = await database.query<{ id: string }>(report, values);
  return call?.id ?? null;
}

const close: Statement = {
  name: 'window_close',
  text: `update conversation set window_closed_at = date_trunc('second', now()) where id = $1`,
};

/** The platform says that free text may not be sent, whatever we think. */
export async function closeWindow(database: Database, conversationId: string): Promise<void> {
  await database.query(close, [conversationId]);
}
