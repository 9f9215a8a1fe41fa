import type { OutboundItem, Sent } from '@botones/contract';
import type { Receiver } from './receiver.ts';
import { readRetryAfter } from './retry-after.ts';
import type { Payload, Reply } from './types.ts';
import { sign } from './verify.ts';

/** Posts one reply. Throws when no answer comes: whether the receiver has it is unknown then. */
export async function send(receiver: Receiver, item: OutboundItem<Payload>, signal: AbortSignal): Promise<Sent> {
  const { id, account, guest, inReplyTo, payload } = item;
  const reply: Reply = { id, account, to: guest.key, ...(inReplyTo === undefined ? {} : { inReplyTo }), ...payload };
  const body = JSON.stringify(reply);
  const response = await receiver.pool.request({
    method: 'POST',
    path: receiver.path,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': id,
      'x-botones-signature': sign(body, receiver.secret),
    },
    body,
    signal,
  });
  await response.body.dump();
  return toSent(response.statusCode, response.headers['retry-after'], id);
}

function toSent(status: number, retryAfter: string | string[] | undefined, id: string): Sent {
  if (status >= 200 && status < 300) return { status: 'accepted', providerId: id };
  const reason = `HTTP ${status}`;
  if (notNow.has(status)) return { status: 'retry', seconds: readRetryAfter(retryAfter), reason };
  // An error of the server may come after it has stored the reply.
  if (status >= 500) return { status: 'failed', failure: 'unknown', reason };
  if (noGuest.has(status)) return { status: 'failed', failure: 'recipient', reason };
  // A redirect is not followed: the URL or the secret in the YAML is wrong, for every guest.
  const failure = status < 400 || noEntry.has(status) ? 'account' : 'content';
  return { status: 'failed', failure, reason };
}

/** Request Timeout, Too Early, Too Many Requests, Service Unavailable: nothing was taken. */
const notNow: ReadonlySet<number> = new Set([408, 425, 429, 503]);
const noGuest: ReadonlySet<number> = new Set([404, 410]);
const noEntry: ReadonlySet<number> = new Set([401, 403, 405, 407]);
