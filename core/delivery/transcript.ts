import { type Message, type Part, type TranscriptEntry, textOf } from '@botones/contract';
import type { Database, Statement } from '../store/database.ts';

const entries = `
  select seq::int, "from", author, at, "providerId", message, parts from (
    select seq, author as "from", null as author, received_at as at, provider_id as "providerId", message, null as parts
    from inbox where conversation_id = $1 and seq > $2
    union all
    select seq, author, author_name, created_at, null, null, parts
    from outbox where conversation_id = $1 and seq > $2 and parts is not null) entry`;

const read: Statement = { name: 'transcript_read', text: `${entries} order by seq limit $3` };

const last: Statement = { name: 'transcript_last', text: `${entries} order by seq desc limit $3` };

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
  return (await database.query<Row>(read, [conversationId, after, limit])).map(entryOf);
}

/** The last `count` entries that have words or files in them. */
export async function readLastMessages(
  database: Database,
  conversationId: string,
  count: number,
): Promise<TranscriptEntry[]> {
  // Stickers and the like are few; four times the count covers them.
  const rows = await database.query<Row>(last, [conversationId, 0, count * 4]);
  const filled = rows
    .reverse()
    .map(entryOf)
    .filter(({ parts }) => textOf(parts).trim() !== '' || parts.some((part) => 'media' in part));
  return filled.slice(-count);
}

function entryOf(row: Row): TranscriptEntry {
  return {
    seq: row.seq,
    from: row.from,
    ...(row.author === null ? {} : { author: row.author }),
    at: row.at.toISOString(),
    ...(row.providerId === null ? {} : { providerId: row.providerId }),
    ...(row.message?.subject === undefined ? {} : { subject: row.message.subject }),
    ...(row.message?.whole === undefined ? {} : { whole: row.message.whole }),
    parts: row.message?.parts ?? row.parts ?? [],
  };
}
