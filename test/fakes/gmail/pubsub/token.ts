import { createHmac, createPublicKey, sign } from 'node:crypto';
import { type Key, newKey } from './keys.ts';

/** What somebody else than Google would send. `none`: no header at all. */
export type Forgery =
  | 'none'
  | 'audience'
  | 'email'
  | 'unverified'
  | 'issuer'
  | 'expired'
  | 'future'
  | 'alg-none'
  | 'alg-hs256'
  | 'key'
  | 'signature'
  | 'garbage';

export interface Claims {
  audience: string;
  email: string;
  now: Temporal.Instant;
}

/** The `Authorization` header of a push. */
export function tokenFor(key: Key, { audience, email, now }: Claims, forgery?: Forgery): string | null {
  if (forgery === 'none') return null;
  if (forgery === 'garbage') return 'Bearer not.a.token';
  const seconds =
    Math.floor(now.epochMilliseconds / 1000) + (forgery === 'expired' ? -7200 : forgery === 'future' ? 7200 : 0);
  const claims = {
    aud: forgery === 'audience' ? 'https://elsewhere.example/door-bell' : audience,
    azp: '113774264463038321964',
    email: forgery === 'email' ? 'somebody@elsewhere.iam.gserviceaccount.com' : email,
    email_verified: forgery !== 'unverified',
    exp: seconds + 3600,
    iat: seconds,
    iss: forgery === 'issuer' ? 'https://accounts.elsewhere.example' : 'https://accounts.google.com',
    sub: '113774264463038321964',
  };
  const alg = forgery === 'alg-none' ? 'none' : forgery === 'alg-hs256' ? 'HS256' : 'RS256';
  const body = [{ alg, kid: key.kid, typ: 'JWT' }, claims].map(encode).join('.');
  return `Bearer ${body}.${signatureOf(key, body, forgery)}`;
}

function signatureOf(key: Key, body: string, forgery?: Forgery): string {
  if (forgery === 'alg-none') return '';
  if (forgery === 'alg-hs256') {
    // The public key as if it were a secret.
    const secret = createPublicKey(key.privateKey).export({ type: 'spki', format: 'pem' });
    return createHmac('sha256', secret).update(body).digest('base64url');
  }
  const by = forgery === 'key' ? newKey() : key;
  const signature = sign('RSA-SHA256', Buffer.from(body), by.privateKey);
  if (forgery === 'signature') signature[0] = (signature[0] ?? 0) ^ 1;
  return signature.toString('base64url');
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
