import { randomUUIDv7 } from 'node:crypto';
import type { GuestAddress } from '@botones/contract';
import type { Database, Statement } from '../store/database.ts';
import { toJson } from '../store/json.ts';

const read: Statement = {
  name: 'resend_read',
  text: `
    select c.property, c.channel, o.payload, c.guest, c.language from outbox o join conversation c on c.id = o.conversation_id
    where o.conversation_id = $1 and o.seq = $2`,
};

export interface Refused {
  property: string;
  channel: string;
  payload: unknown;
  guest: GuestAddress;
  language: string | null;
}

/** A reply that the platform has refused, and whom it was for. */
export async function readRefused(database: Database, conversationId: string, seq: number): Promise<Refused | null> {
  const [row] = await database.query<Refused>(read, [conversationId, seq]);
  return row ?? null;
}

const write: Statement = {
  name: 'resend_write',
  text: `
    with moved as (
      update conversation set last_seq = last_seq + 1, last_out = last_seq + 1,
        window_closed_at = date_trunc('second', now()),
        due_at = case when last_out > sent_out and due_at > now() then due_at else now() end
      where id = $1 returning id, property, last_seq
    ), reply as (
      insert into outbox (conversation_id, seq, author, state, payload, in_reply_to)
      select m.id, m.last_seq, o.author, 'queued', $3, o.in_reply_to
      from moved m join outbox o on o.conversation_id = m.id and o.seq = $2
    )
    insert into audit_log (id, at, property, subject, event, data)
    select $4, now(), property, id::text, 'delivery.replaced', json_build_object('seq', $2::bigint, 'by', last_seq) from moved`,
};

/** Puts what may be sent while the window is closed behind everything else, in place of a reply that was refused for it. */
export async function resend(database: Database, conversationId: string, seq: number, payload: unknown): Promise<void> {
  await database.query(write, [conversationId, seq, toJson(payload), randomUUIDv7()]);
}
