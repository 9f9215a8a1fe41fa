import { channelContract, fakeHttpPlatform } from '@botones/contract/testing';
import whatsapp from '../../../channels/whatsapp/index.ts';
import type { Interactive, Payload } from '../../../channels/whatsapp/types.ts';
import { envelope, messagesOf, number, options, signed, statusesOf } from './samples.ts';

const errorOf = (code: number, echo: string) =>
  JSON.stringify({ error: { message: `(#${code})`, code, error_data: { details: echo } } });

/** What a guest sees of it. */
function readPayload(payload: Payload): { text: string; choices: string[] } {
  switch (payload.type) {
    case 'text':
      return { text: payload.text.body, choices: [] };
    case 'image':
      return { text: payload.image.caption ?? '', choices: [] };
    case 'interactive':
      return { text: payload.interactive.body.text, choices: titlesIn(payload.interactive) };
    case 'location':
      return { text: [payload.location.name, payload.location.address].join('\n'), choices: [] };
    default:
      return { text: '', choices: [] };
  }
}

function titlesIn(interactive: Interactive): string[] {
  if (interactive.type === 'button') return interactive.action.buttons.map(({ reply }) => reply.title);
  if (interactive.type === 'cta_url') return [interactive.action.parameters.display_text];
  const rows = interactive.action.sections.flatMap((section) => section.rows);
  return rows.map(({ title, description = '' }) => `${title}\n${description}`);
}

channelContract(whatsapp, {
  options,
  accounts: [number],
  read: readPayload,
  inbound: {
    proves: 'body',
    genuine: () => [
      signed(
        envelope(
          messagesOf(
            { type: 'text', text: { body: '¿Hay piscina?' } },
            {
              id: 'wamid.b',
              type: 'interactive',
              interactive: { type: 'button_reply', button_reply: { id: '/affirm', title: 'Sí' } },
            },
          ),
        ),
      ),
      signed(envelope(messagesOf({ id: 'wamid.i', type: 'image', image: { id: 'm1', mime_type: 'image/jpeg' } }))),
      signed(envelope(statusesOf({ id: 'wamid.out', status: 'read', timestamp: '1790416832' }))),
    ],
    forged: () => [
      signed(envelope(messagesOf({ type: 'text', text: { body: 'Hola' } })), 'the secret of others'),
      { ...signed(envelope()), headers: {} },
    ],
    partlyBroken: () =>
      signed(
        envelope(
          messagesOf(
            { type: 'text', text: { body: 'Uno' } },
            { id: null, type: 'text', text: { body: 'lost' } },
            { id: 'wamid.d', type: 'text', text: { body: 'Dos' } },
          ),
        ),
      ),
  },
  platform: fakeHttpPlatform({
    options: (url) => ({ url }),
    answers: {
      accept: (_request, accepted) => ({
        status: 200,
        body: JSON.stringify({ messaging_product: 'whatsapp', messages: [{ id: `wamid.out${accepted.length}` }] }),
      }),
      busy: ({ body }) => ({ status: 400, body: errorOf(131056, body) }),
      refuse: ({ body }) => ({ status: 400, body: errorOf(131009, body) }),
      forbid: ({ body }) => ({ status: 401, body: errorOf(190, body) }),
      break: ({ body }) => ({ status: 502, body: `<html>${body}</html>` }),
    },
  }),
});
