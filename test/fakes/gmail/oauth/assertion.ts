import { verify } from 'node:crypto';
import type { World } from '../world.ts';
import { OAuthError } from './oauth-error.ts';

const refused = (text: string) => new OAuthError(400, 'invalid_grant', text);

/** Checks the JWT of a service account that acts for a mailbox. @throws OAuthError. */
export async function readAssertion(
  { accounts, mailboxes, clock, url }: World,
  assertion: string,
): Promise<{ mailbox: string; scopes: ReadonlySet<string> }> {
  const [head = '', claim = '', signature = '', ...more] = assertion.split('.');
  const [header, claims] = [readPart(head), readPart(claim)];
  if (!header || !claims || more.length > 0) throw refused('Invalid JWT: Failed audience check.');
  const account = accounts.serviceAccounts.get(String(claims.iss));
  if (!account) throw refused('Invalid grant: account not found');
  const signed = Buffer.from(`${head}.${claim}`);
  const right =
    header.alg === 'RS256' && verify('RSA-SHA256', signed, account.publicKey, Buffer.from(signature, 'base64url'));
  if (!right) throw refused('Invalid JWT Signature.');
  if (claims.aud !== `${url}/token` && claims.aud !== 'https://oauth2.googleapis.com/token') {
    throw refused('Invalid JWT: Failed audience check.');
  }
  checkTimes(claims, clock.now().epochMilliseconds / 1000);
  const scopes = new Set(
    String(claims.scope ?? '')
      .split(' ')
      .filter(Boolean),
  );
  if (scopes.size === 0) throw new OAuthError(400, 'invalid_scope', 'Empty or missing scope not allowed.');
  const mailbox = String(claims.sub ?? '').toLowerCase();
  if (!mailboxes.has(mailbox)) throw refused('Invalid email or User ID');
  if (!account.mailboxes.has(mailbox) || ![...scopes].every((scope) => account.scopes.has(scope))) {
    throw new OAuthError(
      401,
      'unauthorized_client',
      'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.',
    );
  }
  return { mailbox, scopes };
}

const SKEW_S = 300;

function checkTimes({ iat, exp }: Record<string, unknown>, now: number): void {
  const fine =
    typeof iat === 'number' &&
    typeof exp === 'number' &&
    iat <= now + SKEW_S &&
    exp > now - SKEW_S &&
    exp > iat &&
    exp - iat <= 3600;
  if (fine) return;
  throw refused(
    'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
  );
}

function readPart(text: string): Record<string, unknown> | null {
  try {
    return Object(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))) as Record<string, unknown>;
  } catch {
    return null;
  }
}
