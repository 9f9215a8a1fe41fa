import type { HttpAnswer, HttpRequest } from '@botones/contract';
import { z } from 'zod';
import { bearer } from './bearer.ts';
import type { Desk } from './desk.ts';
import type { Place } from './follow.ts';
import { mayTalk } from './origins.ts';
import { refuse } from './refusals.ts';
import { readToken } from './token.ts';

const sequence = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** The conversation that the bearer may read, from behind `after` on; or the refusal. */
export async function admitReader(desk: Desk, request: HttpRequest, after: string): Promise<Place | HttpAnswer> {
  if (!mayTalk(request, desk.options.origins)) return refuse('origin_not_allowed');
  const token = bearer(request);
  if (token === undefined) return refuse('token_missing');
  const claims = readToken(desk.key, token, desk.seconds());
  if (claims === null || !desk.accounts.includes(claims.account)) return refuse('token_invalid');
  const limit = desk.options.limits.readsPerSession;
  if (!(await desk.allow(`web:reads:${claims.session}`, limit))) {
    return refuse('too_many_requests', { 'retry-after': String(limit.seconds) });
  }
  const seen = sequence.safeParse(after);
  if (!seen.success) return refuse('invalid_query');
  return { account: claims.account, session: claims.session, after: seen.data };
}
