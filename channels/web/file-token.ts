import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** A file that a browser handed in, as the bot's answer describes it. */
const shape = z.tuple([z.string(), z.string(), z.string(), z.int(), z.string(), z.string()]);

export interface FileClaims {
  /** In the media store. */
  id: string;
  mime: string;
  name: string;
  /** Size. */
  bytes: number;
  sha256: string;
  /** Of the guest who handed it in: nobody else may send it. */
  session: string;
}

/** Claims → `payload.signature`. Whoever has it may send the file as a message; nothing is stored. */
export function signFile(key: Uint8Array, { id, mime, name, bytes, sha256, session }: FileClaims): string {
  const payload = Buffer.from(JSON.stringify([id, mime, name, bytes, sha256, session])).toString('base64url');
  return `${payload}.${mac(key, `file ${payload}`)}`;
}

/** The claims of a token that we signed, else null. */
export function readFileToken(key: Uint8Array, token: string): FileClaims | null {
  const [payload = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0 || !same(signature, mac(key, `file ${payload}`))) return null;
  const { data } = shape.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  if (data === undefined) return null;
  const [id, mime, name, bytes, sha256, session] = data;
  return { id, mime, name, bytes, sha256, session };
}

/** Id → a name under which anybody who knows it may read the file: only the guest's own transcript tells it. */
export function signAddress(key: Uint8Array, id: string): string {
  return `${id}.${mac(key, `address ${id}`)}`;
}

export function readAddress(key: Uint8Array, address: string): string | null {
  const [id = '', signature = '', ...rest] = address.split('.');
  return rest.length === 0 && same(signature, mac(key, `address ${id}`)) ? id : null;
}

function mac(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

function same(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
