import { createHash } from 'node:crypto';
import type { Answer, Request } from '../../http.ts';
import type { World } from '../world.ts';

const MINUTES = 10;
let count = 0;

/** `GET /o/oauth2/v2/auth`: the page on which somebody consents, who does so at once. */
export function consent(world: World, { query }: Request, mailbox: string): Answer {
  const { accounts, clock, settings } = world;
  const clientId = query.get('client_id') ?? '';
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!accounts.clients.has(clientId)) return page('Error 401: invalid_client');
  // Desktop apps: any port of this machine.
  if (!/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/.test(redirectUri))
    return page('Error 400: redirect_uri_mismatch');
  if (query.get('response_type') !== 'code') return page('Error 400: invalid_request');
  const scopes = new Set((query.get('scope') ?? '').split(' ').filter(Boolean));
  if (scopes.size === 0) return page('Error 400: invalid_scope');
  const challenge = query.get('code_challenge');
  if (challenge && query.get('code_challenge_method') !== 'S256') return page('Error 400: invalid_request');
  const back = new URL(redirectUri);
  const state = query.get('state');
  if (state) back.searchParams.set('state', state);
  if (settings.consent === 'deny') {
    back.searchParams.set('error', 'access_denied');
    return { status: 302, headers: { location: back.href } };
  }
  count += 1;
  const code = `4/0A${createHash('sha256').update(`code ${count}`).digest('base64url')}`;
  accounts.codes.set(code, {
    mailbox,
    clientId,
    scopes,
    redirectUri,
    challenge,
    // Without `prompt=consent` a second consent brings no new refresh token.
    offline:
      query.get('access_type') === 'offline' && (query.get('prompt') === 'consent' || !knows(world, mailbox, clientId)),
    until: clock.now().add({ minutes: MINUTES }).epochMilliseconds,
  });
  back.searchParams.set('code', code);
  back.searchParams.set('scope', [...scopes].join(' '));
  return { status: 302, headers: { location: back.href } };
}

function knows({ accounts }: World, mailbox: string, clientId: string): boolean {
  return [...accounts.grants.values()].some(
    (one) => one.mailbox === mailbox && one.clientId === clientId && !one.revoked,
  );
}

function page(text: string): Answer {
  return {
    status: 400,
    headers: { 'content-type': 'text/html' },
    body: `<!DOCTYPE html><title>${text}</title><p>${text}</p>`,
  };
}
