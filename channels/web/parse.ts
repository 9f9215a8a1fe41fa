import type { HttpRequest, Message, Part, Received } from '@botones/contract';
import { z } from 'zod';
import { bearer } from './bearer.ts';
import type { Desk } from './desk.ts';
import { type FileClaims, readFileToken } from './file-token.ts';
import { readObject } from './read-object.ts';
import type { Refusal } from './refusals.ts';
import { readToken } from './token.ts';

export const MAX_TEXT_BYTES = 4096;

/** Half surrogates and NUL are JSON, but no text that PostgreSQL could store. */
const words = z.string().transform((text) => text.toWellFormed().replaceAll('\0', ''));
const some = words.refine((text) => text.trim() !== '');

const picked = z.object({ payload: some.pipe(z.string().max(1000)), title: some.pipe(z.string().max(200)) });

const envelope = z.object({
  /** Made by the browser; random, so that nobody can take another guest's. */
  id: z.uuidv4(),
  language: z
    .string()
    .regex(/^[A-Za-z0-9-]{2,35}$/)
    .optional(),
  text: some.optional(),
  picked: picked.optional(),
  /** As `POST /files` gave it. */
  file: z.string().max(2000).optional(),
  /** The file was recorded on the spot. */
  voice: z.boolean().optional(),
});

/** `{id, language?}` with `text`, `picked: {payload, title}` or `file` and `voice?` → one message; else `skipped` holds a refusal's code. */
export function parse(desk: Desk, request: HttpRequest): Received {
  const claims = readToken(desk.key, bearer(request) ?? '', desk.seconds());
  if (claims === null) return skip('token_invalid');
  const object = readObject(request.body);
  if (object === null) return skip('invalid_json');
  const body = envelope.safeParse(object);
  if (!body.success) return skip('invalid_message');
  const part = partOf(desk, body.data, claims.session);
  if (part === null) return skip('invalid_message');
  if (part.type === 'text' && Buffer.byteLength(part.text) > MAX_TEXT_BYTES) return skip('message_too_long');

  const message: Message = {
    providerId: body.data.id,
    account: claims.account,
    guest: { key: claims.session, ...(body.data.language && { locale: body.data.language }) },
    from: 'guest',
    sentAt: desk.now().toString(),
    parts: [part],
  };
  return { messages: [message], deliveries: [] };
}

function partOf(desk: Desk, body: z.output<typeof envelope>, session: string): Part | null {
  const { text, picked: choice, file, voice = false } = body;
  if ([text, choice, file].filter((said) => said !== undefined).length !== 1) return null;
  if (text !== undefined) return { type: 'text', text };
  if (choice !== undefined) return { type: 'picked', ...choice };
  const claims = readFileToken(desk.key, file ?? '');
  return claims?.session === session ? filePart(claims, voice) : null;
}

function filePart({ id, mime, name, bytes, sha256 }: FileClaims, voice: boolean): Part {
  const media = { id, mime, bytes, sha256 };
  if (mime.startsWith('image/')) return { type: 'image', media, alt: '' };
  if (mime.startsWith('audio/')) return { type: 'audio', media, voice };
  return { type: 'document', media, name };
}

function skip(reason: Refusal): Received {
  return { messages: [], deliveries: [], skipped: [reason] };
}
