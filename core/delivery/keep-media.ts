import { BotonesError, type Channel, type Media, type MediaFile, type MediaStore, type Part } from '@botones/contract';
import type { Database, Statement } from '../store/database.ts';
import { toJson } from '../store/json.ts';
import type { Inbound } from './types.ts';

const replace: Statement = {
  name: 'inbox_part',
  text: `
    update inbox set message = jsonb_set(message::jsonb, array['parts', $3::text], $4::jsonb)::json
    where conversation_id = $1 and seq = $2`,
};

/** Where a part stands: in which message, at which index. */
export interface PartPlace {
  readonly conversationId: string;
  readonly seq: number;
  readonly index: number;
}

export interface MediaTools {
  readonly database: Database;
  readonly media: MediaStore;
  /** `Channel.fetchMedia`, through resilience; left out by channels that keep their files themselves. */
  readonly fetch: NonNullable<Channel['fetchMedia']> | null;
}

/**
 * Fetches the file of an inbound part, once: from then on the stored message names our own copy, which the platform
 * cannot take back.
 *
 * @throws BotonesError `ERR_NOT_FOUND`, `ERR_MEDIA_TOO_LARGE`, and what the platform's refusal became.
 */
export async function keepMedia(
  { database, media, fetch }: MediaTools,
  place: PartPlace,
  part: Part & { media: Media },
  signal: AbortSignal,
): Promise<{ part: Part & { media: Media }; file: MediaFile }> {
  const own = part.media.id === undefined ? null : await media.get(part.media.id);
  if (own !== null) return { part, file: own };
  if (fetch === null) throw new BotonesError('ERR_NOT_FOUND', 'The channel cannot fetch this file.');
  const { bytes, mime } = await fetch(part.media, signal);
  const name = part.type === 'document' && part.name !== '' ? { name: part.name } : {};
  const stored = await media.put({ bytes, mime, ...name });
  const kept = { ...part, media: stored };
  await rewritePart(database, place, kept);
  return { part: kept, file: { bytes, mime, ...name } };
}

/** Changes what is known of one part; what the guest sent stays what it was. */
export async function rewritePart(
  database: Database,
  { conversationId, seq, index }: PartPlace,
  part: Part,
): Promise<void> {
  await database.query(replace, [conversationId, seq, index, toJson(part)]);
}

/** Indexes of the parts that refer to a file. */
export function partsWithMedia({ message }: Inbound): { index: number; part: Part & { media: Media } }[] {
  return message.parts.flatMap((part, index) => ('media' in part ? [{ index, part }] : []));
}
