import { randomUUIDv7 } from 'node:crypto';
import type { Message } from '@botones/contract';
import type { Database, Statement } from '../store/database.ts';
import { partsWithMedia } from './keep-media.ts';

const read: Statement = {
  name: 'media_of_conversation',
  text: `
    select i.seq::int, i.received_at as at, i.message from inbox i
    where i.conversation_id = $1 and i.message::jsonb @? '$.parts[*].media' order by i.seq`,
};

const stored: Statement = {
  name: 'media_stored',
  text: 'select id, mime, name, octet_length(data) as bytes from media where property = $1 and id = any($2)',
};

const find: Statement = {
  name: 'conversation_by_prefix',
  text: `
    select id, property, channel from conversation where id::text like $1 || '%' order by id limit 2`,
};

const note: Statement = {
  name: 'media_read_by_staff',
  text: `
    insert into audit_log (id, at, property, subject, event, data)
    values ($1, now(), $2, $3, 'media.read', json_build_object('files', $4::int))`,
};

/** A file that a guest sent. */
export interface KeptFile {
  readonly seq: number;
  /** Of the part within its message. */
  readonly index: number;
  readonly at: Date;
  readonly type: 'image' | 'audio' | 'document';
  /** As the guest's phone called it; may hold anything. */
  readonly name: string | null;
  /** What was heard in it. */
  readonly transcript: string | null;
  /** Its place in our own store; null: it is not there (yet), or went with the retention of the property. */
  readonly kept: { readonly id: string; readonly mime: string; readonly bytes: number } | null;
}

export interface Found {
  readonly id: string;
  readonly property: string;
  readonly channel: string;
}

/** Conversations whose id begins so; two where there are more. */
export async function findConversations(database: Database, prefix: string): Promise<Found[]> {
  // An id holds nothing that means something to LIKE.
  return /^[0-9a-f-]{1,36}$/i.test(prefix) ? database.query<Found>(find, [prefix.toLowerCase()]) : [];
}

/** The files of a conversation, oldest first. */
export async function listKeptMedia(database: Database, { id, property }: Found): Promise<KeptFile[]> {
  const rows = await database.query<{ seq: number; at: Date; message: Message }>(read, [id]);
  const files = rows.flatMap((row) => partsWithMedia(row).map((each) => ({ ...row, ...each })));
  const ids = files.flatMap(({ part }) => part.media.id ?? []);
  const found = await database.query<{ id: string; mime: string; name: string | null; bytes: number }>(stored, [
    property,
    ids,
  ]);
  const byId = new Map(found.map((file) => [file.id, file]));
  return files.map(({ seq, at, index, part }) => {
    const own = byId.get(part.media.id ?? '');
    return {
      seq,
      index,
      at,
      type: part.type === 'image' || part.type === 'audio' ? part.type : 'document',
      name: (part.type === 'document' && part.name) || own?.name || null,
      transcript: (part.type === 'audio' && part.transcript) || null,
      kept: own === undefined ? null : { id: own.id, mime: own.mime, bytes: own.bytes },
    };
  });
}

/** Leaves a trace of who was given the files of a guest: nothing of what is in them. */
export async function noteMediaRead(database: Database, { id, property }: Found, files: number): Promise<void> {
  await database.query(note, [randomUUIDv7(), property, id, files]);
}
