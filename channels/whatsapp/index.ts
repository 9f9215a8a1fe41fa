import { defineChannel } from '@botones/contract';
import { check } from './check.ts';
import { mark } from './courtesy.ts';
import { openGraph } from './graph.ts';
import { handshake } from './handshake.ts';
import { fetchMedia } from './media.ts';
import { optionsSchema } from './options.ts';
import { outsideWindow } from './outside-window.ts';
import { parse } from './parse.ts';
import { render } from './render.ts';
import { send } from './send.ts';
import type { Payload } from './types.ts';
import { verify } from './verify.ts';

/** WhatsApp, by Meta's Cloud API. An account is a `phone_number_id`. */
export default defineChannel<typeof optionsSchema, Payload>({
  name: 'whatsapp',
  options: optionsSchema,
  capabilities: {
    parts: ['text', 'choices', 'cards', 'image', 'audio', 'document', 'location', 'link'],
    maxChoices: 30,
    maxText: 4096,
    pull: false,
    oneItemPerTurn: false,
    windowHours: 24,
  },
  setup({ options, accounts, media, now, allow, onClose }) {
    const graph = openGraph(options);
    onClose(() => graph.close());
    const secrets = [options.appSecret].flat();
    const tools = { graph, media, uploads: new Map(), messagesPerSecond: options.messagesPerSecond, allow };
    return {
      verify: (request) => verify(request, secrets),
      parse: ({ body }) => parse(body, accounts[0] ?? '', now()),
      routes: [{ method: 'GET', path: '/', handle: (request) => handshake(request, options.verifyToken) }],
      render,
      send: (item, signal) => send(tools, item, signal),
      fateSeconds: options.statusSeconds,
      outsideWindow: (payload, about) => outsideWindow(payload, about, options),
      typing: (message, signal) => mark(graph, message, true, signal),
      markRead: (message, signal) => mark(graph, message, false, signal),
      fetchMedia: (file, signal) => fetchMedia(graph, options, file, signal),
      check: (url, signal) => check({ graph, options, accounts }, url, signal),
    };
  },
});
