import type { HttpRequest, Message, Part, Received } from '@botones/contract';
import { z } from 'zod';
import { bearer } from './bearer.ts';
import type { Desk } from './desk.ts';
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
});

/** `{id, text, language?}` or `{id, picked: {payload, title}, language?}` → one message; else `skipped` holds a refusal's code. */
export function parse(desk: Desk, request: HttpRequest): Received {
  const claims = readToken(desk.key, bearer(request) ?? '', desk.seconds());
  if (claims === null) return skip('token_invalid');
  const object = readObject(request.body);
  if (object === null) return skip('invalid_json');
  const body = envelope.safeParse(object);
  if (!body.success) return skip('invalid_message');
  const part = partOf(body.data);
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

function partOf(body: z.output<typeof envelope>): (Part & { type: 'text' | 'picked' }) | null {
  if (body.text !== undefined && body.picked === undefined) return { type: 'text', text: body.text };
  if (body.picked !== undefined && body.text === undefined) return { type: 'picked', ...body.picked };
  return null;
}

function skip(reason: Refusal): Received {
  return { messages: [], deliveries: [], skipped: [reason] };
}
