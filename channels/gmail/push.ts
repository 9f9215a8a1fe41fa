import type { HttpRequest, Received, Verdict } from '@botones/contract';
import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import type { Options } from './options.ts';

const issuers = ['https://accounts.google.com', 'accounts.google.com'];
const SKEW_S = 60;

/** The door-bell of Pub/Sub: who rings proves it by a token of Google's. What it says is only that there is news. */
export function createDoorBell({ push, urls }: Options, now: () => Temporal.Instant) {
  const keys = createRemoteJWKSet(new URL(urls.certs), {
    timeoutDuration: 5_000,
    cooldownDuration: 5_000,
    [customFetch]: (url, options) => fetch(url, options),
  });

  return {
    async verify({ headers }: HttpRequest): Promise<Verdict> {
      if (push === undefined) return { ok: false, status: 404, reason: 'push is not configured' };
      const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
      if (token === undefined) return { ok: false, status: 401, reason: 'the token is missing' };
      try {
        const { payload } = await jwtVerify(token, keys, {
          algorithms: ['RS256'],
          issuer: issuers,
          audience: push.audience,
          clockTolerance: SKEW_S,
          // Also refuses what claims to be of tomorrow.
          maxTokenAge: '2h',
          currentDate: new Date(now().epochMilliseconds),
          requiredClaims: ['exp', 'iat', 'email'],
        });
        const genuine = payload.email_verified === true && String(payload.email).toLowerCase() === push.serviceAccount;
        return genuine ? { ok: true } : { ok: false, status: 401, reason: 'the token is of another account' };
      } catch (error) {
        const { code = 'invalid' } = error as { code?: string };
        return { ok: false, status: 401, reason: `the token is not taken (${code})` };
      }
    },
    /** Whatever stands in it: a notice may be late, twice or out of order, and its history id is never where to begin. */
    parse: (): Received => ({ messages: [], deliveries: [], news: true }),
  };
}
