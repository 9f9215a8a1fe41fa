import { defineChannel, type HttpRequest } from '@botones/contract';
import { Pool } from 'undici';
import { optionsSchema } from './options.ts';
import { parse } from './parse.ts';
import { render } from './render.ts';
import { createSender } from './send.ts';
import type { Payload } from './types.ts';
import { verify } from './verify.ts';

/** Any program as a channel: it posts messages here, and replies are posted to a URL of its own. */
export default defineChannel<typeof optionsSchema, Payload>({
  name: 'webhook',
  options: optionsSchema,
  capabilities: {
    parts: ['text', 'choices', 'cards', 'image', 'audio', 'document', 'location', 'link'],
    maxChoices: 50,
    maxText: 20_000,
    pull: false,
    oneItemPerTurn: false,
    windowHours: null,
  },
  setup({ options, accounts, now, onClose }) {
    const url = new URL(options.url);
    const pool = new Pool(url.origin, { connections: options.connections, pipelining: 1 });
    onClose(() => pool.close());
    const account = accounts[0] ?? 'webhook';
    return {
      verify: (request: HttpRequest) => verify(request, options.secret),
      parse: (request) => parse(request.body, account, now().toString()),
      render,
      ...createSender(pool, url, options),
    };
  },
});
