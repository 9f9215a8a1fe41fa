import type { Channel, OutboundItem, Sent } from '@botones/contract';
import type { Pool } from 'undici';
import type { Options } from './options.ts';
import type { Payload } from './types.ts';
import { sign } from './verify.ts';

/** Posts replies, and asks what became of one. */
export function createSender(
  pool: Pool,
  url: URL,
  options: Options,
): Required<Pick<Channel<Payload>, 'send'>> & Pick<Channel<Payload>, 'lookup'> {
  const path = url.pathname + url.search;
  const lookupPath = (id: string) => `${path}${url.search ? '&' : '?'}id=${encodeURIComponent(id)}`;
  return {
    async send(item: OutboundItem<Payload>, signal) {
      const body = JSON.stringify({ id: item.id, to: item.guest.key, inReplyTo: item.inReplyTo, ...item.payload });
      const response = await pool.request({
        method: 'POST',
        path,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': item.id,
          'x-botones-signature': sign(body, options.secret),
        },
        body,
        signal,
      });
      await response.body.dump();
      return outcomeOf(response.statusCode, response.headers['retry-after'], item.id);
    },
    ...(options.lookup && {
      async lookup(item, signal) {
        const response = await pool.request({ method: 'GET', path: lookupPath(item.id), signal });
        await response.body.dump();
        if (response.statusCode === 404) return { status: 'not-sent' };
        return response.statusCode === 200 ? { status: 'sent', providerId: item.id } : { status: 'wait', seconds: 5 };
      },
    }),
  };
}

/** 5xx may have been stored before it failed, so its fate is unknown; 4xx was refused for good. */
function outcomeOf(status: number, retryAfter: string | string[] | undefined, id: string): Sent {
  if (status >= 200 && status < 300) return { status: 'accepted', providerId: id };
  const reason = `HTTP ${status}`;
  if (status === 429 || status === 503) return { status: 'retry', seconds: Number(retryAfter) || 5, reason };
  if (status === 401 || status === 403) return { status: 'failed', failure: 'account', reason };
  if (status === 404 || status === 410) return { status: 'failed', failure: 'recipient', reason };
  return { status: 'failed', failure: status >= 500 ? 'unknown' : 'content', reason };
}
