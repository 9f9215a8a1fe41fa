import { createHmac, timingSafeEqual } from 'node:crypto';
import type { HttpRequest, Verdict } from '@botones/contract';

const pattern = /^sha256=([0-9a-f]{64})$/;

/** Compares the signature over the raw bytes, in constant time. */
export function verify(request: Pick<HttpRequest, 'headers' | 'body'>, secret: string): Verdict {
  const given = pattern.exec(request.headers['x-botones-signature'] ?? '')?.[1];
  if (given === undefined) return { ok: false, status: 401, reason: 'the signature is missing or malformed' };
  const expected = createHmac('sha256', secret).update(request.body).digest();
  return timingSafeEqual(expected, Buffer.from(given, 'hex'))
    ? { ok: true }
    : { ok: false, status: 401, reason: 'the signature is wrong' };
}

/** `x-botones-signature` of a body; both sides send it and check it. */
export function sign(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
