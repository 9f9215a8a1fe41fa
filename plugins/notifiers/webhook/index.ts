import { createHmac } from 'node:crypto';
import { BotonesError, defineNotifier } from '@botones/contract';
import { z } from 'zod';

const options = z.strictObject({
  /** Where calls are posted. */
  url: z
    .url({ protocol: /^https?$/, error: 'Write a web address: https://chat.example.com/calls' })
    .refine((url) => !URL.parse(url)?.username, 'Name and password in the address would not be sent'),
  /** Signs the body as `x-botones-signature: sha256=<hex>`, so that the receiver can tell it from a forgery. */
  secret: z.string().min(16).optional(),
});

/** Posts each call for a person, and each alert for operators, to a URL of the hotel's: a team chat, a pager, a ticket system. */
export default defineNotifier({
  name: 'webhook',
  options,
  setup({ options: { url, secret } }) {
    async function post(id: string, value: object, signal: AbortSignal): Promise<void> {
      const body = JSON.stringify(value);
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': id,
        ...(secret === undefined ? {} : { 'x-botones-signature': sign(body, secret) }),
      };
      // A redirect is not followed: it would turn the post into a request without a body, and that is answered 200.
      const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
      await response.body?.cancel();
      if (!response.ok) throw refused(response.status);
    }
    return {
      notify: (call, signal) => post(call.id, call, signal),
      alert: (alert, signal) => post(alert.id, alert, signal),
    };
  },
});

function sign(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function refused(status: number): BotonesError {
  const retryable = status >= 500 || [408, 425, 429].includes(status);
  return new BotonesError('ERR_HTTP_STATUS', `The webhook answered ${status}.`, { retryable });
}
