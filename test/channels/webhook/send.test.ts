import type { Part } from '@botones/contract';
import { aChannelContext, anItem, fakeHttpPlatform, type PlatformAnswer } from '@botones/contract/testing';
import { expect } from 'chai';
import webhook from '../../../channels/webhook/index.ts';
import { optionsSchema } from '../../../channels/webhook/options.ts';
import { sign } from '../../../channels/webhook/verify.ts';

const secret = 'only for the tests';
const { signal } = new AbortController();

/** The channel with a receiver that answers so. */
async function open(answer: PlatformAnswer = { status: 200 }, path = '/replies') {
  const receiver = await fakeHttpPlatform({
    options: (url) => ({ url: url + path, secret, lookup: true }),
    answers: { accept: () => answer },
  })();
  const context = aChannelContext(optionsSchema.parse(receiver.options));
  const channel = await webhook.setup(context);
  const [payload = { parts: [], text: '' }] = channel.render(parts, webhook.capabilities);
  return {
    receiver,
    send: (overrides: object = {}) => channel.send?.(anItem(payload, overrides), signal),
    lookup: () => channel.lookup?.(anItem(payload, { id: 'a/b:1' }), signal),
    async close() {
      await context.close();
      await receiver.close();
    },
  };
}

const parts: Part[] = [
  { type: 'text', text: 'Buenos días' },
  { type: 'choices', text: '¿Algo más?', choices: [{ title: 'Sí', payload: '/affirm' }] },
];

describe('webhook: send', () => {
  it('posts the whole turn, signed, under the key of the item', async () => {
    const { receiver, send, close } = await open();
    await send({ id: 'c1:2', account: 'north', guest: { key: 'guest-1', name: 'Ana' }, inReplyTo: 'm1' });
    const [request] = receiver.requests;
    const { body = '', headers = {} } = request ?? {};
    expect(request).to.include({ method: 'POST', path: '/replies' });
    expect(headers).to.include({
      'content-type': 'application/json',
      'idempotency-key': 'c1:2',
      'x-botones-signature': sign(body, secret),
    });
    expect(JSON.parse(body)).to.deep.equal({
      id: 'c1:2',
      account: 'north',
      to: 'guest-1',
      inReplyTo: 'm1',
      parts,
      text: 'Buenos días\n¿Algo más?\n1. Sí',
    });
    await close();
  });

  it('leaves out what it answers, when it answers nothing', async () => {
    const { receiver, send, close } = await open();
    await send({ inReplyTo: undefined });
    expect(JSON.parse(receiver.requests[0]?.body ?? '')).not.to.have.property('inReplyTo');
    await close();
  });

  const answers: [number, object][] = [
    [200, { status: 'accepted', providerId: 'c1:2' }],
    [204, { status: 'accepted', providerId: 'c1:2' }],
    [302, { status: 'failed', failure: 'account' }],
    [400, { status: 'failed', failure: 'content' }],
    [401, { status: 'failed', failure: 'account' }],
    [403, { status: 'failed', failure: 'account' }],
    [404, { status: 'failed', failure: 'recipient' }],
    [405, { status: 'failed', failure: 'account' }],
    [408, { status: 'retry', seconds: 5 }],
    [410, { status: 'failed', failure: 'recipient' }],
    [413, { status: 'failed', failure: 'content' }],
    [422, { status: 'failed', failure: 'content' }],
    [429, { status: 'retry', seconds: 5 }],
    [500, { status: 'failed', failure: 'unknown' }],
    [502, { status: 'failed', failure: 'unknown' }],
    [503, { status: 'retry', seconds: 5 }],
    [504, { status: 'failed', failure: 'unknown' }],
  ];
  for (const [status, expected] of answers) {
    it(`makes of ${status} ${Object.values(expected).join(' ')}`, async () => {
      const { send, close } = await open({ status, headers: { location: '/elsewhere' } });
      const reason = status < 300 ? {} : { reason: `HTTP ${status}` };
      expect(await send({ id: 'c1:2' })).to.deep.equal({ ...expected, ...reason });
      await close();
    });
  }

  const waits: [string, number][] = [
    ['12', 12],
    ['0', 1],
    ['99999', 3600],
    ['-3', 5],
    ['Infinity', 5],
    ['1e3', 5],
    ['Mon, 01 Jun 2026 10:00:00 GMT', 5],
  ];
  for (const [header, seconds] of waits) {
    it(`comes back after ${seconds} s when it is told "${header}"`, async () => {
      const { send, close } = await open({ status: 429, headers: { 'retry-after': header } });
      expect(await send()).to.deep.include({ status: 'retry', seconds });
      await close();
    });
  }
});

describe('webhook: lookup', () => {
  it('asks for the reply by its id, beside whatever the URL has', async () => {
    for (const [path, asked] of [
      ['/replies', '/replies?id=a%2Fb%3A1'],
      ['/replies?hotel=1', '/replies?hotel=1&id=a%2Fb%3A1'],
    ]) {
      const { receiver, lookup, close } = await open({ status: 200 }, path);
      expect(await lookup()).to.deep.equal({ status: 'sent', providerId: 'a/b:1' });
      expect(receiver.requests[0]).to.include({ method: 'GET', path: asked });
      await close();
    }
  });

  it('believes a 404, and waits over anything else', async () => {
    for (const status of [404, 204, 302, 400, 401, 429, 500]) {
      const { lookup, close } = await open({ status });
      const fate = status === 404 ? { status: 'not-sent' } : { status: 'wait', seconds: 5 };
      expect(await lookup(), String(status)).to.deep.equal(fate);
      await close();
    }
  });

  it('is there only when the receiver can answer', async () => {
    const context = aChannelContext(optionsSchema.parse({ url: 'http://127.0.0.1:9', secret }));
    expect(await webhook.setup(context)).not.to.have.property('lookup');
    await context.close();
  });
});

describe('webhook: options', () => {
  const faultsOf = (options: object) =>
    optionsSchema.safeParse(options).error?.issues.map(({ path }) => path.join('.'));
  const good = { url: 'https://chat.example.com/replies', secret };

  it('have defaults', () => {
    expect(optionsSchema.parse(good)).to.deep.equal({ ...good, connections: 32, lookup: false });
  });

  it('are refused when nothing could be sent with them', () => {
    expect(faultsOf({ ...good, url: 'chat.example.com' })).to.deep.equal(['url']);
    expect(faultsOf({ ...good, url: 'ftp://chat.example.com' })).to.deep.equal(['url']);
    expect(faultsOf({ ...good, url: 'https://user:word@chat.example.com' })).to.deep.equal(['url']);
    expect(faultsOf({ ...good, secret: 'short' })).to.deep.equal(['secret']);
    expect(faultsOf({ ...good, connections: 0 })).to.deep.equal(['connections']);
    expect(faultsOf({ secret })).to.deep.equal(['url']);
  });
});
