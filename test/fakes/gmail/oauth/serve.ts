import { type Answer, json, type Request } from '../../http.ts';
import type { Call, World } from '../world.ts';
import { consent } from './consent.ts';
import { OAuthError, oauthAnswer } from './oauth-error.ts';
import { exchange } from './token.ts';

/** What Google serves beside Gmail; null: none of it. */
export async function serveOAuth(world: World, request: Request, call: Call, owner: string): Promise<Answer | null> {
  const { method, path } = request;
  if (method === 'GET' && path === '/oauth2/v3/certs') {
    call.method = 'certs';
    return {
      ...json(world.pusher.keys()),
      headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=19800' },
    };
  }
  if (method === 'GET' && path === '/o/oauth2/v2/auth') {
    call.method = 'consent';
    return consent(world, request, owner);
  }
  if (method === 'POST' && path === '/revoke') {
    call.method = 'revoke';
    const form = new URLSearchParams(request.body.toString('utf8'));
    const token = form.get('token') ?? request.query.get('token') ?? '';
    return world.accounts.revoke(token) ? json({}) : json({ error: 'invalid_token' }, 400);
  }
  if (path !== '/token') return null;
  call.method = 'token';
  if (method !== 'POST') return { status: 404 };
  try {
    return await exchange(world, request);
  } catch (error) {
    if (error instanceof OAuthError) return oauthAnswer(error);
    throw error;
  }
}
