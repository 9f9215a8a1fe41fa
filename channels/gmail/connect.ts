import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BotonesError } from '@botones/contract';
import { askForToken } from './auth/grant.ts';
import { scope } from './auth/scope.ts';
import { writeToken } from './auth/token-file.ts';
import type { Options } from './options.ts';

/** The consent of the mailbox's owner, on this very machine (RFC 8252), with a proof that only we asked (PKCE). */
export async function connect(
  { oauth, urls }: Options,
  mailbox: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  if (oauth === undefined) throw refuse('A service account needs no consent. Run npm run gmail -- check.');
  if (oauth.tokenKey === undefined)
    throw refuse('Give oauth.tokenKey in the YAML: the token is stored encrypted with it.');
  const verifier = randomBytes(48).toString('base64url');
  const state = randomBytes(24).toString('base64url');
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const redirect = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    say(`Open this address in a browser of this machine, as ${mailbox}, and leave every box ticked:\n`);
    say(`  ${consentUrl(urls.consent, { clientId: oauth.clientId, redirect, verifier, state, mailbox })}\n`);
    const code = await codeFrom(server, state, signal);
    const { clientId, clientSecret, tokenFile, tokenKey } = oauth;
    const form = { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirect };
    const granted = await askForToken(
      urls.token,
      { ...form, client_id: clientId, client_secret: clientSecret },
      signal,
    );
    await mustBe(mailbox, granted, urls.api, signal);
    await writeToken(tokenFile, tokenKey, granted.refreshToken ?? '');
    say(`${mailbox} is connected. The token is in ${tokenFile}, encrypted; running bots take it by themselves.`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

interface Asked {
  clientId: string;
  redirect: string;
  verifier: string;
  state: string;
  mailbox: string;
}

function consentUrl(base: string, { clientId, redirect, verifier, state, mailbox }: Asked): string {
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirect,
    response_type: 'code',
    scope,
    access_type: 'offline',
    prompt: 'consent',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state,
    login_hint: mailbox,
  });
  return `${base}?${query}`;
}

/** Waits for the browser to come back. Whoever comes with another state is sent away, and waited on. */
function codeFrom(server: Server, state: string, signal: AbortSignal): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const leave = () => reject(refuse('Nobody consented in time. Try again.'));
  signal.addEventListener('abort', leave, { once: true });
  server.on('request', (request, response) => {
    const { searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [code, error] = [query.get('code'), query.get('error')];
    const genuine = isSame(query.get('state') ?? '', state) && (code !== null || error !== null);
    const words = !genuine
      ? 'This page belongs to a consent that is not under way.'
      : code !== null
        ? 'Thank you. You can close this page; the terminal says how it went.'
        : 'Google says that nobody consented. You can close this page.';
    response.writeHead(genuine ? 200 : 404, { 'content-type': 'text/plain; charset=utf-8' }).end(words);
    if (!genuine) return;
    if (code !== null) resolve(code);
    else reject(refuse(`Google gives no consent (${/^\w{1,60}$/.test(error ?? '') ? error : 'no reason'}).`));
  });
  return promise.finally(() => signal.removeEventListener('abort', leave));
}

/** It must be the hotel's mailbox, with the right to read, label and send, for longer than an hour. */
async function mustBe(
  mailbox: string,
  { token, scope: granted = scope, refreshToken }: Awaited<ReturnType<typeof askForToken>>,
  api: string,
  signal: AbortSignal,
): Promise<void> {
  if (refreshToken === undefined)
    throw refuse(
      'Google gave no refresh token. Remove the app on https://myaccount.google.com/permissions and try again.',
    );
  if (!granted.split(' ').includes(scope))
    throw refuse('A box of the consent was left empty; the bot must read, label and send. Try again.');
  const response = await fetch(`${api}/gmail/v1/users/me/profile`, {
    headers: { authorization: `Bearer ${token}` },
    signal,
  });
  const { emailAddress = '' } = (await response.json().catch(() => ({}))) as { emailAddress?: string };
  if (emailAddress.toLowerCase() !== mailbox)
    throw refuse(`The consent is of ${emailAddress || 'nobody'}, and "account" says ${mailbox}. Nothing was stored.`);
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function refuse(sentence: string): BotonesError {
  return new BotonesError('ERR_CHANNEL_ACCOUNT', sentence);
}
