import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a browser's bearer token says. */
export interface Claims {
  /** The hotel's side: the site. */
  account: string;
  /** The guest's side: 128 random bits in base64url. */
  session: string;
  /** Seconds since 1970 after which the token is worth nothing. */
  expires: number;
}

/** Claims → `payload.signature`, both base64url; HMAC-SHA256 under `key`. Nothing is stored. */
export function signToken(key: Uint8Array, claims: Claims): string {
  const payload = Buffer.from(JSON.stringify([claims.account, claims.session, claims.expires])).toString('base64url');
  return `${payload}.${mac(key, payload).toString('base64url')}`;
}

/** The claims of a token that we signed and that has not expired at `now` (seconds since 1970), else null. */
export function readToken(key: Uint8Array, token: string, now: number): Claims | null {
  const [payload = '', signature = '', ...rest] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const right = mac(key, payload);
  if (rest.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const [account, session, expires] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [
    string,
    string,
    number,
  ];
  return expires > now ? { account, session, expires } : null;
}

function mac(key: Uint8Array, payload: string): Buffer {
  return createHmac('sha256', key).update(payload).digest();
}
