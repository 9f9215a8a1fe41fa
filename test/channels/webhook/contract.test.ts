import { aRequest, channelContract, fakeHttpPlatform } from '@botones/contract/testing';
import webhook from '../../../channels/webhook/index.ts';
import { sign } from '../../../channels/webhook/verify.ts';

const secret = 'only for the tests';

function signed(messages: readonly object[], key = secret) {
  const body = JSON.stringify({ messages });
  return aRequest({ body, headers: { 'content-type': 'application/json', 'x-botones-signature': sign(body, key) } });
}

const samples = {
  options: { url: 'http://127.0.0.1:9/replies', secret },
  read: ({ text }: { text: string }) => ({ text, choices: [] }),
  inbound: {
    proves: 'body' as const,
    genuine: () => [
      signed([
        {
          id: 'm1',
          from: 'guest-1',
          text: '¿Hay piscina?',
          name: 'Ana',
          locale: 'es',
          sentAt: '2026-06-01T12:00:00+02:00',
        },
        { id: 'm2', from: 'guest-2', payload: '/affirm', text: 'Yes' },
      ]),
      signed([{ id: 'm3', from: 'guest-1', text: 'Un momento', staff: true }]),
    ],
    forged: () => [signed([{ id: 'm9', from: 'guest-1', text: 'Hola' }], 'the secret of others')],
    partlyBroken: () =>
      signed([{ id: 'm4', from: 'guest-1', text: 'Uno' }, { id: 5 }, { id: 'm6', from: 'g', text: 'Dos' }]),
  },
};

const platform = (lookup: boolean) =>
  fakeHttpPlatform({
    options: (url) => ({ url: `${url}/replies?hotel=1`, lookup }),
    answers: {
      accept({ method, path }, accepted) {
        const id = new URL(path, 'http://receiver').searchParams.get('id');
        const has = accepted.some(({ headers }) => headers['idempotency-key'] === id);
        return { status: method === 'POST' ? 202 : has ? 200 : 404 };
      },
    },
  });

channelContract(webhook, { ...samples, platform: platform(true), lookup: true });
channelContract(webhook, { ...samples, platform: platform(false) });
