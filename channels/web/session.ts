import { randomBytes } from 'node:crypto';
import type { HttpAnswer, HttpRequest } from '@botones/contract';
import { z } from 'zod';
import { addressKey } from './address.ts';
import { bearer } from './bearer.ts';
import type { Desk } from './desk.ts';
import { mayTalk } from './origins.ts';
import { readObject } from './read-object.ts';
import { json, refuse } from './refusals.ts';
import { readToken, signToken } from './token.ts';

const DAY_SECONDS = 86_400;

const wanted = z.object({
  hotel: z.string().max(100).optional(),
  language: z.string().max(35).optional(),
});

/**
 * `POST /sessions` `{hotel?, language?}` → 201 `{token, session, hotel, language, expiresAt, renewAt}`.
 * With a valid bearer token the same session gets a fresh one, so a guest who keeps coming back keeps the conversation.
 */
export async function openSession(desk: Desk, request: HttpRequest): Promise<HttpAnswer> {
  if (!mayTalk(request, desk.options.origins)) return refuse('origin_not_allowed');
  const limit = desk.options.limits.sessionsPerAddress;
  if (!(await desk.allow(`web:sessions:${addressKey(request.ip)}`, limit))) {
    return refuse('too_many_requests', { 'retry-after': String(limit.seconds) });
  }
  const body = wanted.safeParse(readObject(request.body) ?? undefined);
  if (!body.success) return refuse('invalid_session');
  const account = body.data.hotel || desk.accounts[0];
  if (account === undefined || !desk.accounts.includes(account)) return refuse('unknown_hotel');

  const now = desk.seconds();
  const former = readToken(desk.key, bearer(request) ?? '', now);
  const session = former?.account === account ? former.session : randomBytes(16).toString('base64url');
  const expires = now + desk.options.sessionDays * DAY_SECONDS;
  return json(201, {
    token: signToken(desk.key, { account, session, expires }),
    session,
    hotel: account,
    language: pickLanguage(body.data.language, desk.languages),
    expiresAt: instant(expires),
    renewAt: instant(now + (expires - now) / 2),
  });
}

function pickLanguage(wish: string | undefined, languages: readonly string[]): string | undefined {
  const primary = wish?.toLowerCase().split('-')[0];
  return languages.find((language) => language === primary) ?? languages[0];
}

function instant(seconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(seconds) * 1000).toString();
}
