import { createHmac } from 'node:crypto';
import { BotonesError, defineNotifier } from '@botones/contract';
import { z } from 'zod';

/** Posts each call to a URL of the hotel's: a team chat, a pager, a ticket system. */
export default defineNotifier({
  name: 'webhook',
  options: z.strictObject({
    url: z.url({ protocol: /^https?$/ }),
    /** Signs the body as `x-botones-signature: sha256=<hex>`, so that the receiver can tell it from a forgery. */
    secret: z.string().min(16).optional(),
  }),
  setup({ options }) {
    return {
      async notify(call, signal) {
        const body = JSON.stringify(call);
        const signature = options.secret && createHmac('sha256', options.secret).update(body).digest('hex');
        const response = await fetch(options.url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'idempotency-key': call.id,
            ...(signature ? { 'x-botones-signature': `sha256=${signature}` } : {}),
          },
          body,
          signal,
        });
        await response.body?.cancel();
        if (!response.ok) throw new BotonesError('ERR_HTTP_STATUS', `The webhook answered ${response.status}.`);
      },
    };
  },
});
