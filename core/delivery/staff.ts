import { randomUUIDv7 } from 'node:crypto';
import { BotonesError } from '@botones/contract';
import type { Database, Statement } from '../store/database.ts';
import { toJson } from '../store/json.ts';
import type { Rendered } from './types.ts';

const write: Statement = {
  name: 'staff_write',
  text: `
    with moved as (
      update conversation set owner = 'staff', last_seq = last_seq + $2,
        last_out = case when $2 > 0 then last_seq + $2 else last_out end,
        sent_out = case when $2 > 0 and $3::boolean then last_seq + $2 else sent_out end,
        due_at = case when $2 = 0 or $3::boolean or (last_out > sent_out and due_at > now()) then due_at else now() end
      where id = $1 returning id, property, last_seq
    ), replies as (
      insert into outbox (conversation_id, seq, author, author_name, state, payload, parts, sent_at)
      select m.id, m.last_seq - $2 + o.n, 'staff', $4, case when $3::boolean then 'sent' else 'queued' end,
        case when $3::boolean then null else o.reply->'payload' end,
        case when json_typeof(o.reply->'parts') = 'array' then o.reply->'parts' end,
        case when $3::boolean then now() end
      from moved m cross join lateral json_array_elements($5::json) with ordinality as o(reply, n)
    )
    insert into audit_log (id, at, property, subject, event, data)
    select $6, now(), property, id::text, 'staff.replied', '{}' from moved returning id`,
};

const giveBack: Statement = {
  name: 'staff_return',
  text: `
    with moved as (
      update conversation set owner = 'bot' where id = $1 and owner = 'staff' returning id, property
    ), closed as (
      update handoff set returned_at = now(), draft = null where conversation_id = $1 and returned_at is null
    )
    insert into audit_log (id, at, property, subject, event, data)
    select $2, now(), property, id::text, 'handoff.returned', '{}' from moved returning id`,
};

/** Puts a reply of staff into the outbox, like any other reply; the conversation is theirs from then on. */
export async function replyAsStaff(
  database: Database,
  conversationId: string,
  author: string,
  rendered: readonly Rendered[],
  pull: boolean,
): Promise<void> {
  const values = [conversationId, rendered.length, pull, author, toJson(rendered), randomUUIDv7()];
  if ((await database.query(write, values)).length === 0) throw unknown(conversationId);
}

/** Gives the conversation back to the bot, which answers the guest's next message. */
export async function returnToBot(database: Database, conversationId: string): Promise<void> {
  if ((await database.query(giveBack, [conversationId, randomUUIDv7()])).length === 0) throw unknown(conversationId);
}

function unknown(conversationId: string): BotonesError {
  return new BotonesError('ERR_NOT_FOUND', `Staff own no conversation ${conversationId}.`);
}
