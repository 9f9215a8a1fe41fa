import { BotonesError } from '@botones/contract';
import type { Options } from './options.ts';
import { invalid, refusal } from './refuse.ts';
import { type Item, itemsOf, numberOf, textOf } from './values.ts';

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly query?: Readonly<Record<string, string | number>>;
  /** XML for every resource, JSON for `bookings`. */
  readonly body?: string;
  /** Changes something: where the end is not seen, nobody knows. */
  readonly writes?: boolean;
  readonly signal: AbortSignal;
}

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Null where the body is no JSON. */
  readonly json: unknown;
  /** Numbers of the webservice's own. */
  readonly codes: readonly number[];
  /** Its words, which follow the language of the shop: a hint at most. */
  readonly hint: string;
  readonly retryAfter: string | null;
  /** Where it sends callers instead. */
  readonly location: string | null;
}

/** The webservice, and what its answers mean. */
export interface Client {
  /** Any answer at all. @throws BotonesError `ERR_PMS_DOWN`, `ERR_PMS_TIMEOUT`, `ERR_PMS_UNKNOWN_OUTCOME` */
  send(path: string, call: Call): Promise<Reply>;
  /** One thing, under its root. Null where there is no such thing. */
  one(path: string, root: string, call: Call): Promise<Item | null>;
  list(path: string, root: string, call: Call): Promise<Item[]>;
}

/** Nothing was sent yet. */
const notReached = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT|CERT|SELF_SIGNED|ALTNAME/;

export function openClient({ url, key, direct, timeoutSeconds }: Options): Client {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;

  async function send(
    path: string,
    { method = 'GET', query = {}, body, writes = false, signal }: Call,
  ): Promise<Reply> {
    signal.throwIfAborted();
    const address = new URL(direct ? `${url}/webservice/dispatcher.php` : `${url}/api/${path}`);
    if (direct) address.searchParams.set('url', path);
    address.searchParams.set('output_format', 'JSON');
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
    const late = AbortSignal.timeout(timeoutSeconds * 1000);
    try {
      const response = await fetch(address, {
        method,
        headers: { authorization, ...(body === undefined ? {} : { 'content-type': typeOf(body) }) },
        ...(body === undefined ? {} : { body }),
        redirect: 'manual',
        signal: AbortSignal.any([signal, late]),
      });
      return read(response, new Uint8Array(await response.arrayBuffer()));
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const { code = '', message = '' } = ((error as Error).cause ?? error) as { code?: string; message?: string };
      if (notReached.test(`${code} ${message}`)) throw refusal('ERR_PMS_DOWN', 'QloApps cannot be reached.');
      if (writes) throw refusal('ERR_PMS_UNKNOWN_OUTCOME', 'QloApps did not answer a write.');
      if (late.aborted) throw refusal('ERR_PMS_TIMEOUT', 'QloApps did not answer in time.');
      throw refusal('ERR_PMS_DOWN', 'QloApps hung up.');
    }
  }

  /** Success is 2xx and JSON and the expected root; `[]` is a list of nothing. */
  async function get(path: string, root: string, call: Call): Promise<unknown> {
    const reply = await send(path, call);
    if (reply.status === 404 && reply.bytes.length === 0) return null;
    if (reply.status < 200 || reply.status >= 300) throw failureOf(reply, call.writes);
    if (Array.isArray(reply.json) && reply.json.length === 0) return [];
    const found = (reply.json as Item | null)?.[root];
    if (found === undefined || typeof found !== 'object') throw unreadable(call.writes);
    return found;
  }

  return {
    send,
    async one(path, root, call) {
      const found = await get(path, root, call);
      if (Array.isArray(found)) throw unreadable(call.writes);
      return found as Item | null;
    },
    list: async (path, root, call) => itemsOf(await get(path, root, call)),
  };
}

function read(response: Response, bytes: Uint8Array): Reply {
  const type = response.headers.get('content-type') ?? '';
  const json = /json/i.test(type) ? parse(bytes) : null;
  const errors = itemsOf((json as Item | null)?.errors);
  return {
    status: response.status,
    type,
    bytes,
    json,
    codes: errors.map(({ code }) => numberOf(code)),
    hint: errors.map(({ message }) => textOf(message)).join(' '),
    retryAfter: response.headers.get('retry-after'),
    location: response.headers.get('location'),
  };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}

const typeOf = (body: string) => (body.startsWith('<') ? 'application/xml' : 'application/json');

function unreadable(writes = false): BotonesError {
  if (writes) return refusal('ERR_PMS_UNKNOWN_OUTCOME', 'QloApps answered a write with something that cannot be read.');
  return refusal('ERR_PMS_BAD_RESPONSE', 'QloApps answered with something that cannot be read.');
}

/** What an answer that is none means. Its text, which may name a guest, goes nowhere. */
export function failureOf({ status, codes, hint, retryAfter }: Reply, writes = false): BotonesError {
  if (isRight({ status, codes }))
    return refusal('ERR_PMS_MISSING_RIGHT', 'The key of the bot lacks a right; run the check.');
  if (status === 401) return refusal('ERR_PMS_AUTH', 'QloApps does not know the key of the bot.');
  if (status === 429) {
    const seconds = Number(retryAfter);
    const retryAfterSeconds = seconds > 0 ? seconds : 10;
    return new BotonesError('ERR_PMS_RATE_LIMITED', 'QloApps asks for a pause.', { retryAfterSeconds });
  }
  if (status === 503) return refusal('ERR_PMS_DOWN', 'QloApps is off for now.');
  if (status >= 300 && status < 400)
    return refusal('ERR_PMS_BAD_RESPONSE', 'QloApps is at another address: run the check.');
  if (status === 404) return refusal('ERR_PMS_BAD_RESPONSE', 'There is no webservice of QloApps at this address.');
  // One number for every refusal of a booking: only the words tell which, in the language of the shop.
  if (codes.includes(404)) return ofBooking(hint);
  if (codes.length > 0) return refusal('ERR_PMS_REJECTED', `QloApps refuses (${status}, ${codes.join(', ')}).`);
  if (status >= 500 && !writes) return refusal('ERR_PMS_DOWN', `QloApps failed (${status}).`);
  if (status >= 400 && status < 500) return refusal('ERR_PMS_REJECTED', `QloApps refuses (${status}).`);
  return unreadable(writes);
}

function ofBooking(hint: string): BotonesError {
  if (/not available/i.test(hint)) return refusal('ERR_PMS_SOLD_OUT', 'QloApps has no such room any more.');
  const [, field = ''] = /valid (first name|last name|email|phone)/i.exec(hint) ?? [];
  const blamed = { 'first name': 'firstName', 'last name': 'lastName', email: 'email', phone: 'phone' }[
    field.toLowerCase()
  ];
  if (blamed !== undefined) return invalid(`guest.${blamed}`, 'QloApps does not take this value.');
  if (/booking not found/i.test(hint)) return refusal('ERR_PMS_NOT_FOUND', 'QloApps knows no such booking.');
  return refusal('ERR_PMS_REJECTED', 'QloApps refuses the booking.');
}

/** A right that is missing, not a key that is wrong: of a verb (25, 405), of a resource (26), or any at all (21). */
export function isRight({ status, codes }: Pick<Reply, 'status' | 'codes'>): boolean {
  return codes.some((code) => code === 21 || code === 25 || code === 26) || (status === 405 && codes.length === 0);
}
