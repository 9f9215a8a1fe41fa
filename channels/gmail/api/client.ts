import type { Tokens } from '../auth/tokens.ts';
import type { GmailMessage, HistoryPage, Label, Listed, ListPage, Profile } from '../types.ts';
import type { Bucket } from './bucket.ts';
import { GmailError, readError } from './errors.ts';
import type { createPause } from './pause.ts';
import type { Operation, Prices } from './prices.ts';
import { readLimited } from './read-limited.ts';

export interface Transport {
  /** `https://gmail.googleapis.com`. */
  readonly url: string;
  readonly tokens: Tokens;
  readonly bucket: Bucket;
  readonly prices: Prices;
  readonly pause: ReturnType<typeof createPause>;
  /** Of sends alone: a day's number of mails that is used up must not keep anybody from reading. */
  readonly sendPause: ReturnType<typeof createPause>;
  readonly now: () => Temporal.Instant;
}

type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** The calls of the API that the channel makes. All throw GmailError where Google refuses. */
export type Gmail = ReturnType<typeof createClient>;

/** A JSON answer beside the mail itself. */
const MAX_ANSWER = 8_000_000;

export function createClient(transport: Transport) {
  const call = async <T>(operation: Operation, method: string, path: string, rest: Rest, signal: AbortSignal) =>
    JSON.parse((await request(transport, operation, method, path, rest, signal)) || '{}') as T;

  return {
    profile: (signal: AbortSignal) => call<Profile>('profile', 'GET', '/profile', {}, signal),
    history: (query: Query, signal: AbortSignal) => call<HistoryPage>('history', 'GET', '/history', { query }, signal),
    list: (query: Query, signal: AbortSignal) => call<ListPage>('list', 'GET', '/messages', { query }, signal),
    /** `limit`: most bytes of the answer. @throws RangeError when there are more. */
    get: (id: string, query: Query, signal: AbortSignal, limit?: number) =>
      call<GmailMessage>('get', 'GET', `/messages/${name(id)}`, { query, ...(limit && { limit }) }, signal),
    thread: (id: string, query: Query, signal: AbortSignal) =>
      call<{ messages?: GmailMessage[] }>('thread', 'GET', `/threads/${name(id)}`, { query }, signal),
    attachment: (id: string, attachment: string, signal: AbortSignal, limit: number) => {
      const path = `/messages/${name(id)}/attachments/${name(attachment)}`;
      return call<{ size?: number; data?: string }>('attachment', 'GET', path, { limit }, signal);
    },
    send: (body: { raw: string; threadId?: string }, signal: AbortSignal) =>
      call<Listed>('send', 'POST', '/messages/send', { body }, signal),
    modify: (id: string, body: object, signal: AbortSignal) =>
      call<Listed>('modify', 'POST', `/messages/${name(id)}/modify`, { body }, signal),
    labels: (signal: AbortSignal) => call<{ labels?: Label[] }>('labels', 'GET', '/labels', {}, signal),
    createLabel: (body: object, signal: AbortSignal) => call<Label>('createLabel', 'POST', '/labels', { body }, signal),
    sendAs: (signal: AbortSignal) =>
      call<{ sendAs?: { sendAsEmail?: string }[] }>('sendAs', 'GET', '/settings/sendAs', {}, signal),
    watch: (body: object, signal: AbortSignal) =>
      call<{ historyId: string; expiration: string }>('watch', 'POST', '/watch', { body }, signal),
  };
}

interface Rest {
  query?: Query;
  body?: object;
  limit?: number;
}

const name = encodeURIComponent;

async function request(
  transport: Transport,
  operation: Operation,
  method: string,
  path: string,
  rest: Rest,
  signal: AbortSignal,
): Promise<string> {
  const { pause, sendPause, tokens } = transport;
  pause.check();
  if (operation === 'send') sendPause.check();
  const token = await tokens.get(signal);
  try {
    return await attempt(transport, token, operation, method, path, rest, signal);
  } catch (error) {
    if (!(error instanceof GmailError) || error.trouble !== 'token') throw error;
    // Once: a token may have been withdrawn before its time.
    tokens.drop(token);
    return attempt(transport, await tokens.get(signal), operation, method, path, rest, signal);
  }
}

async function attempt(
  { url, bucket, prices, pause, sendPause, now }: Transport,
  token: string,
  operation: Operation,
  method: string,
  path: string,
  { query = {}, body, limit = MAX_ANSWER }: Rest,
  signal: AbortSignal,
): Promise<string> {
  const search = searchOf(query);
  const held = operation === 'send' ? sendPause : pause;
  bucket.take(prices[operation]);
  const response = await fetch(`${url}/gmail/v1/users/me${path}${search}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    signal,
    redirect: 'manual',
  });
  if (response.ok) {
    held.passed();
    return readLimited(response, limit);
  }
  const error = readError(response.status, await response.text(), response.headers.get('retry-after'), now());
  if (error.trouble !== 'limit') throw error;
  throw new GmailError(error.status, 'limit', error.reason, held.refused(error.retryAfterSeconds));
}

function searchOf(query: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const each of [value].flat()) if (each !== undefined) search.append(key, String(each));
  }
  return search.size === 0 ? '' : `?${search}`;
}
