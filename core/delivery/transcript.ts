import { type Message, type Part, type TranscriptEntry, textOf } from '@botones/contract';
import type { Database, Statement } from '../store/database.ts';

const read: Statement = {
  name: 'transcript_read',
  text: `
    select seq::int, "from", author, at, "providerId", message, parts from (
      select seq, author as "from", null as author, received_at as at, provider_id as "providerId", message, null as parts
      from inbox where conversation_id = $1 and seq > $2
      union all
      select seq, author, author_name, created_at, null, null, parts
      from outbox where conversation_id = $1 and seq > $2 and parts is not null
      order by seq limit $3) entry`,
};

const last: Statement = {
  name: 'transcript_last',
  text: `select greatest(0, last_seq - $2)::int as after from conversation where id = $1`,
};

interface Row {
  seq: number;
  from: TranscriptEntry['from'];
  author: string | null;
  at: Date;
  providerId: string | null;
  message: Message | null;
  parts: Part[] | null;
}

/** What was said in a conversation by all sides, after `after`, oldest first. */
export async function readTranscript(
  database: Database,
  conversationId: string,
  after: number,
  limit: number,
): Promise<TranscriptEntry[]> {
  const rows = await database.query<Row>(read, [conversationId, after, limit]);
  return rows.map((row) => ({
    seq: row.seq,
    from: row.from,
    ...(row.author === null ? {} : { author: row.author }),
    at: row.at.toISOString(),
    ...(row.providerId === null ? {} : { providerId: row.providerId }),
    parts: row.message?.parts ?? row.parts ?? [],
  }));
}

/** The last `count` entries that have words or files in them. */
export async function readLastMessages(
  database: Database,
  conversationId: string,
  count: number,
): Promise<TranscriptEntry[]> {
  // Positions without an entry of their own (a second payload) are few; twice the count covers them.
  const [row] = await database.query<{ after: number }>(last, [conversationId, count * 4]);
  const entries = await readTranscript(database, conversationId, row?.after ?? 0, count * 4);
  return entries.filter((entry) => entry.parts.some((part) => textOf([part]) !== '' || 'media' in part)).slice(-count);
}
