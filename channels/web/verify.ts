import type { HttpRequest, Verdict } from '@botones/contract';
import { addressKey } from './address.ts';
import { bearer } from './bearer.ts';
import type { Desk } from './desk.ts';
import { mayTalk } from './origins.ts';
import { MAX_TEXT_BYTES } from './parse.ts';
import { refuseVerdict } from './refusals.ts';
import { readToken } from './token.ts';

/** JSON may write one byte as six (`\u0000`), and there is an envelope. Beyond this nothing is worth parsing. */
const MAX_BODY_BYTES = MAX_TEXT_BYTES * 6 + 4096;

/** Is this message from a browser that we gave a session, on a site that may talk to us, at a human pace? */
export async function verify(desk: Desk, request: HttpRequest): Promise<Verdict> {
  if (!mayTalk(request, desk.options.origins)) return refuseVerdict('origin_not_allowed');
  const token = bearer(request);
  if (token === undefined) return refuseVerdict('token_missing');
  const claims = readToken(desk.key, token, desk.seconds());
  if (claims === null || !desk.accounts.includes(claims.account)) return refuseVerdict('token_invalid');
  if (request.body.byteLength > MAX_BODY_BYTES) return refuseVerdict('message_too_long');

  const { messagesPerSession, messagesPerAddress } = desk.options.limits;
  if (!(await desk.allow(`web:messages:${claims.session}`, messagesPerSession))) return tooMany(messagesPerSession);
  if (!(await desk.allow(`web:address:${addressKey(request.ip)}`, messagesPerAddress)))
    return tooMany(messagesPerAddress);
  return { ok: true };
}

function tooMany(limit: { seconds: number }): Verdict {
  return refuseVerdict('too_many_requests', { 'retry-after': String(limit.seconds) });
}
