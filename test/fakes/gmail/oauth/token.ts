import { createHash } from 'node:crypto';
import { type Answer, json, type Request } from '../../http.ts';
import type { World } from '../world.ts';
import type { Access, Code } from './accounts.ts';
import { readAssertion } from './assertion.ts';
import { OAuthError } from './oauth-error.ts';

/** `POST /token`. @throws OAuthError. */
export async function exchange(world: World, { headers, body }: Request): Promise<Answer> {
  if (!/^application\/x-www-form-urlencoded/i.test(headers['content-type'] ?? '')) {
    throw new OAuthError(400, 'invalid_request', 'Missing required parameter: grant_type');
  }
  const form = new URLSearchParams(body.toString('utf8'));
  const type = form.get('grant_type');
  if (!type) throw new OAuthError(400, 'invalid_request', 'Missing required parameter: grant_type');
  if (type === 'refresh_token') return issue(world, refresh(world, form));
  if (type === 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
    const access = await readAssertion(world, form.get('assertion') ?? '');
    return issue(world, { ...access, from: null });
  }
  if (type === 'authorization_code') return exchangeCode(world, form);
  throw new OAuthError(400, 'unsupported_grant_type', `Invalid grant_type: ${type}`);
}

function issue(world: World, access: Omit<Access, 'until'>, more: Record<string, string> = {}): Answer {
  const { token, seconds } = world.accounts.issue(access);
  return json({
    access_token: token,
    expires_in: seconds,
    scope: [...access.scopes].join(' '),
    token_type: 'Bearer',
    ...more,
  });
}

function refresh(world: World, form: URLSearchParams): Omit<Access, 'until'> {
  const clientId = checkClient(world, form);
  const token = form.get('refresh_token');
  if (!token) throw new OAuthError(400, 'invalid_request', 'Missing required parameter: refresh_token');
  const grant = world.accounts.grants.get(token);
  if (!grant || grant.clientId !== clientId) throw new OAuthError(400, 'invalid_grant', 'Bad Request');
  const dead = grant.expires !== null && Temporal.Instant.compare(grant.expires, world.clock.now()) <= 0;
  if (grant.revoked || dead) throw new OAuthError(400, 'invalid_grant', 'Token has been expired or revoked.');
  return { mailbox: grant.mailbox, scopes: grant.scopes, from: token };
}

function checkClient({ accounts }: World, form: URLSearchParams): string {
  const id = form.get('client_id') ?? '';
  if (!id) throw new OAuthError(400, 'invalid_request', 'Could not determine client ID from request.');
  const secret = accounts.clients.get(id);
  if (secret === undefined) throw new OAuthError(401, 'invalid_client', 'The OAuth client was not found.');
  if (form.get('client_secret') !== secret) throw new OAuthError(401, 'invalid_client', 'Unauthorized');
  return id;
}

function exchangeCode(world: World, form: URLSearchParams): Answer {
  const clientId = checkClient(world, form);
  const { accounts, clock } = world;
  const name = form.get('code') ?? '';
  const code = accounts.codes.get(name);
  // Good once.
  accounts.codes.delete(name);
  if (!code || code.clientId !== clientId || code.until <= clock.now().epochMilliseconds) {
    throw new OAuthError(400, 'invalid_grant', 'Malformed auth code.');
  }
  if (form.get('redirect_uri') !== code.redirectUri) throw new OAuthError(400, 'redirect_uri_mismatch', 'Bad Request');
  checkVerifier(code, form.get('code_verifier'));
  if (!code.offline) return issue(world, { mailbox: code.mailbox, scopes: code.scopes, from: null });
  const { mailbox, scopes } = code;
  const refreshToken = accounts.newGrant({ mailbox, scopes, clientId });
  return issue(world, { mailbox, scopes, from: refreshToken }, { refresh_token: refreshToken });
}

function checkVerifier({ challenge }: Code, verifier: string | null): void {
  if (challenge === null && !verifier) return;
  if (!verifier) throw new OAuthError(400, 'invalid_grant', 'Missing code verifier.');
  const right =
    /^[\w.~-]{43,128}$/.test(verifier) && createHash('sha256').update(verifier).digest('base64url') === challenge;
  if (!right) throw new OAuthError(400, 'invalid_grant', 'Invalid code verifier.');
}
