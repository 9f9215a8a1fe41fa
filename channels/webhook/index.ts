import { defineChannel } from '@botones/contract';
import { lookup } from './lookup.ts';
import { optionsSchema } from './options.ts';
import { parse } from './parse.ts';
import { openReceiver } from './receiver.ts';
import { render } from './render.ts';
import { send } from './send.ts';
import type { Payload } from './types.ts';
import { verify } from './verify.ts';

/** Any program as a channel: it posts messages here, and replies are posted to a URL of its own. */
export default defineChannel<typeof optionsSchema, Payload>({
  name: 'webhook',
  options: optionsSchema,
  capabilities: {
    parts: ['text', 'choices', 'cards', 'image', 'audio', 'document', 'location', 'link'],
    maxChoices: Number.POSITIVE_INFINITY,
    maxText: Number.POSITIVE_INFINITY,
    pull: false,
    oneItemPerTurn: true,
    windowHours: null,
  },
  setup({ options, accounts, now, onClose }) {
    const receiver = openReceiver(options);
    onClose(() => receiver.close());
    return {
      verify: (request) => verify(request, options.secret),
      parse: ({ body }) => parse(body, accounts, now()),
      render,
      send: (item, signal) => send(receiver, item, signal),
      ...(options.lookup && { lookup: ({ id }, signal) => lookup(receiver, id, signal) }),
    };
  },
});
