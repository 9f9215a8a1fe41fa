import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpAnswer, HttpRequest } from '@botones/contract';

const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };

/** Meta asks whether the webhook is ours, whenever its address or word is saved. */
export function handshake({ query }: Pick<HttpRequest, 'query'>, verifyToken: string): HttpAnswer {
  const challenge = query.get('hub.challenge');
  const genuine = query.get('hub.mode') === 'subscribe' && isSame(query.get('hub.verify_token') ?? '', verifyToken);
  if (!genuine || !challenge) return { status: 403, headers, body: 'This is not the word that was agreed upon.' };
  return { status: 200, headers, body: challenge };
}

/** In a time that tells nothing of either, their lengths included. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
