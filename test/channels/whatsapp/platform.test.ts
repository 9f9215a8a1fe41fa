import { createHash } from 'node:crypto';
import type { Channel, ChannelContext, Checked, Media, OutboundItem } from '@botones/contract';
import { aChannelContext, aMessage, anItem, fakeMediaStore } from '@botones/contract/testing';
import { expect } from 'chai';
import whatsapp from '../../../channels/whatsapp/index.ts';
import { optionsSchema } from '../../../channels/whatsapp/options.ts';
import { parse } from '../../../channels/whatsapp/parse.ts';
import { outcomeOf } from '../../../channels/whatsapp/send.ts';
import type { Payload } from '../../../channels/whatsapp/types.ts';
import { type FakeWhatsApp, GraphError, startFakeWhatsApp } from '../../fakes/whatsapp/index.ts';
import { openWebhook } from '../../fakes/whatsapp/tests/webhook.ts';
import { rejection } from '../../support/rejection.ts';

describe('whatsapp, against the platform', () => {
  const verifyToken = 'a word of ours';
  const png = Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001080600000', 'hex');
  const signal = new AbortController().signal;
  let meta: FakeWhatsApp;
  let closers: (() => Promise<void>)[];

  /** The channel as core sets it up. */
  async function open(change: object = {}, given: Partial<ChannelContext<never>> = {}): Promise<Channel<Payload>> {
    const raw = { token: meta.token, appSecret: meta.appSecret, verifyToken, url: meta.url, ...change };
    const context = aChannelContext(optionsSchema.parse(raw), { accounts: [meta.number.id], ...given });
    closers.push(context.close);
    return (await whatsapp.setup(context as never)) as Channel<Payload>;
  }
  const text = (body: string): Payload => ({ type: 'text', text: { body, preview_url: false } });
  const itemFor = (guest: { phone?: string; key: string }, change: Partial<OutboundItem<Payload>> = {}) =>
    anItem(text('Hola'), { account: meta.number.id, guest, ...change });

  beforeEach(async () => {
    meta = await startFakeWhatsApp();
    closers = [];
  });
  afterEach(async () => {
    for (const close of closers) await close();
    await meta.close();
  });

  describe('send', () => {
    it('reaches a guest by number, and one without a number by id', async () => {
      const ana = meta.guest('15550002222');
      const luis = meta.guest({ phone: '15550003333', shown: 'id' } as never);
      await ana.says('Hi');
      await luis.says('Hi');
      const channel = await open();
      const first = await channel.send?.(itemFor({ key: ana.record.bsuid, phone: '+15550002222' }), signal);
      await channel.send?.(itemFor({ key: luis.record.bsuid }), signal);
      expect(first?.status).to.equal('accepted');
      expect([ana.saw.length, luis.saw.length]).to.deep.equal([1, 1]);
    });

    it('carries our id, which comes back with every status', async () => {
      const webhook = await openWebhook(verifyToken);
      closers.push(webhook.close);
      await meta.subscribe(webhook.url, verifyToken);
      const ana = meta.guest('15550002222');
      await ana.says('Hi');
      const channel = await open();
      await channel.send?.(itemFor({ key: '15550002222' }, { id: 'ours:7' }), signal);
      await meta.idle();
      const told = webhook.bodies.flatMap(({ raw }) => parse(raw, 'x', Temporal.Now.instant()).deliveries);
      expect(told.map(({ itemId, state }) => [itemId, state])).to.deep.equal([
        ['ours:7', 'sent'],
        ['ours:7', 'delivered'],
        ['ours:7', 'read'],
      ]);
    });

    it('quotes the message that it answers once the guest has written another', async () => {
      const ana = meta.guest('15550002222');
      const id = await ana.says('one');
      const channel = await open();
      await channel.send?.(itemFor({ key: '15550002222' }, { inReplyTo: id, overtaken: true }), signal);
      await channel.send?.(itemFor({ key: '15550002222' }, { inReplyTo: id }), signal);
      const contexts = meta.calls.map(({ body }) => (body as { context?: unknown }).context);
      expect(contexts).to.deep.equal([{ message_id: id }, undefined]);
    });

    const refusals: [number, object][] = [
      [131056, { status: 'retry', seconds: 16, reason: '131056' }],
      [131047, { status: 'failed', failure: 'window', reason: '131047' }],
      [131026, { status: 'failed', failure: 'recipient', reason: '131026' }],
      [190, { status: 'failed', failure: 'account', reason: '190' }],
      [131031, { status: 'failed', failure: 'account', reason: '131031' }],
      [131009, { status: 'failed', failure: 'content', reason: '131009' }],
      [132001, { status: 'failed', failure: 'content', reason: '132001' }],
      [100, { status: 'failed', failure: 'content', reason: '100' }],
    ];
    for (const [code, expected] of refusals) {
      it(`makes ${JSON.stringify(expected)} of ${code}`, async () => {
        await meta.guest('15550002222').says('Hi');
        const channel = await open();
        meta.mishaps.next({ kind: 'error', error: new GraphError(code) }, { times: 1 });
        expect(await channel.send?.(itemFor({ key: '15550002222' }, { attempt: 2 }), signal)).to.deep.equal(expected);
      });
    }

    for (const code of [130429, 131000, 80007]) {
      it(`comes back later after ${code}`, async () => {
        await meta.guest('15550002222').says('Hi');
        const channel = await open();
        meta.mishaps.next({ kind: 'error', error: new GraphError(code) }, { times: 1 });
        const sent = await channel.send?.(itemFor({ key: '15550002222' }, { attempt: 1 }), signal);
        expect(sent).to.include({ status: 'retry', reason: String(code) });
        expect(sent?.status === 'retry' && sent.seconds).to.be.within(3, 5);
      });
    }

    it('gives up at last', async () => {
      await meta.guest('15550002222').says('Hi');
      const channel = await open();
      meta.mishaps.always({ kind: 'error', error: new GraphError(131056) });
      const sent = await channel.send?.(itemFor({ key: '15550002222' }, { attempt: 50 }), signal);
      expect(sent).to.deep.equal({ status: 'failed', failure: 'recipient', reason: '131056' });
    });

    it('blames no message for a number that is not ours', async () => {
      await meta.guest('15550002222').says('Hi');
      const sent = await (await open()).send?.(itemFor({ key: '15550002222' }, { account: '999' }), signal);
      expect(sent).to.deep.equal({ status: 'failed', failure: 'account', reason: '100' });
    });

    it('comes back later after an error of the server that is listed nowhere', () => {
      const answer = { status: 503, body: { error: { code: 999_999 } } };
      expect(outcomeOf(answer, 0)).to.include({ status: 'retry', reason: '999999' });
      expect(outcomeOf({ ...answer, status: 400 }, 0)).to.include({ status: 'failed', failure: 'content' });
      expect(outcomeOf({ status: 500, body: { error: { code: 131009 } } }, 0)).to.include({ failure: 'content' });
    });

    it('knows that nothing was sent where nobody listens', async () => {
      const channel = await open({ url: 'http://127.0.0.1:1' });
      const sent = await channel.send?.(itemFor({ key: '15550002222' }), signal);
      expect(sent).to.include({ status: 'retry', reason: 'ECONNREFUSED' });
    });

    describe('holds itself back before the platform has to', () => {
      /** What was asked for, and a channel that hears `answer`. */
      async function rationed(answer: (key: string, points: number, asked: number) => boolean) {
        const asked: string[] = [];
        const allow = async (key: string, { points }: { points: number }) => {
          asked.push(`${key.split(':')[0]} ${points}`);
          expect(key, 'the guest is not named').to.not.contain('15550002222');
          return answer(key, points, asked.length);
        };
        return { asked, channel: await open({ messagesPerSecond: 7 }, { allow }) };
      }

      it('for one guest', async () => {
        const { asked, channel } = await rationed((key) => !key.startsWith('pair:'));
        const sent = await channel.send?.(itemFor({ key: '15550002222' }), signal);
        expect(sent).to.deep.equal({ status: 'retry', seconds: 6, reason: 'pair rate' });
        expect(asked).to.deep.equal(['number 7', 'pair 45', 'pair 1']);
        expect(meta.calls).to.deep.equal([]);
      });

      it('but sends one in six seconds to whoever had a burst', async () => {
        await meta.guest('15550002222').says('Hi');
        const { channel } = await rationed((_, points) => points !== 45);
        expect(await channel.send?.(itemFor({ key: '15550002222' }), signal)).to.include({ status: 'accepted' });
      });

      it('for its number, for a moment', async () => {
        await meta.guest('15550002222').says('Hi');
        const { asked, channel } = await rationed((_key, _points, count) => count > 2);
        expect(await channel.send?.(itemFor({ key: '15550002222' }), signal)).to.include({ status: 'accepted' });
        expect(asked).to.deep.equal(['number 7', 'number 7', 'number 7', 'pair 45']);
      });

      it('for its number, and leaves nothing in doubt when it is called off', async () => {
        const { channel } = await rationed(() => false);
        const called = AbortSignal.timeout(20);
        const sent = await channel.send?.(itemFor({ key: '15550002222' }), called);
        expect(sent).to.deep.equal({ status: 'retry', seconds: 1, reason: 'number rate' });
      });
    });

    it('hands over files of our own, once', async () => {
      await meta.guest('15550002222').says('Hi');
      const media = fakeMediaStore();
      const { url = '' } = await media.put({ bytes: png, mime: 'image/png', public: true });
      const channel = await open({}, { media });
      const image: Payload = { type: 'image', image: { link: url, caption: 'La doble' } };
      const button: Payload = {
        type: 'interactive',
        interactive: {
          type: 'button',
          header: { type: 'image', image: { link: url } },
          body: { text: 'La doble' },
          action: { buttons: [{ type: 'reply', reply: { id: '/a', title: 'Elegir' } }] },
        },
      };
      for (const payload of [image, button]) {
        const sent = await channel.send?.({ ...itemFor({ key: '15550002222' }), payload }, signal);
        expect(sent?.status).to.equal('accepted');
      }
      expect(meta.calls.filter(({ path }) => path.endsWith('/media'))).to.have.length(1);
      const ids = meta.calls.map(({ body }) => JSON.stringify(body)).filter((body) => body.includes('"id"'));
      expect(ids.join()).to.not.contain(url);
    });

    it('gives up a file that the platform does not take', async () => {
      await meta.guest('15550002222').says('Hi');
      const media = fakeMediaStore();
      const { url = '' } = await media.put({ bytes: png, mime: 'image/svg+xml', public: true });
      const channel = await open({}, { media });
      const payload: Payload = { type: 'image', image: { link: url } };
      const sent = await channel.send?.({ ...itemFor({ key: '15550002222' }), payload }, signal);
      expect(sent).to.deep.equal({ status: 'failed', failure: 'content', reason: '100' });
    });
  });

  it('shows that a message was read, and that an answer comes', async () => {
    const ana = meta.guest('15550002222');
    const providerId = await ana.says('Hi');
    const channel = await open();
    const message = aMessage({ providerId, account: meta.number.id });
    await channel.markRead?.(message, signal);
    expect(ana.seesTyping).to.equal(false);
    await channel.typing?.(message, signal);
    expect(ana.seesTyping).to.equal(true);
    expect(ana.marks.map(({ messageId }) => messageId)).to.deep.equal([providerId, providerId]);
  });

  describe('outside the window', () => {
    const outside = { name: 'hello_again', languages: ['es', 'en_GB'] };
    const about = (language: string | null) => ({ guest: { key: '1' }, language });
    const codeOf = (channel: Channel<Payload>, language: string | null) => {
      const payload = channel.outsideWindow?.(text('Hola'), about(language));
      return payload?.type === 'template' ? payload.template.language.code : null;
    };

    it('sends the template in the language of the guest', async () => {
      const channel = await open({ outsideWindow: outside });
      expect(codeOf(channel, 'en')).to.equal('en_GB');
      expect(codeOf(channel, 'es')).to.equal('es');
      expect(codeOf(channel, 'fr')).to.equal('es');
      expect(codeOf(channel, null)).to.equal('es');
    });

    it('fills the answer and the name of the guest in, within what Meta takes', async () => {
      meta.addTemplate({ name: 'hello_again', language: 'es', body: 'Hola {{1}}: {{2}}' });
      const ana = meta.guest('15550002222');
      const channel = await open({ outsideWindow: { ...outside, parameters: ['name', 'answer'] } });
      const say = async (payload: Payload, name?: string) => {
        const guest = { key: '15550002222', ...(name && { name }) };
        const template = channel.outsideWindow?.(payload, { guest, language: 'es' });
        const sent = await channel.send?.({ ...itemFor(guest), payload: template ?? payload }, signal);
        expect(sent?.status, JSON.stringify(template)).to.equal('accepted');
        return ana.saw.at(-1)?.text;
      };
      expect(await say(text('El spa abre\n\na las\t9.'), 'Ana')).to.equal('Hola Ana: El spa abre a las 9.');
      expect(await say({ type: 'location', location: { latitude: 1, longitude: 2, name: 'Hotel' } })).to.equal(
        'Hola …: Hotel',
      );
      expect(await say({ type: 'image', image: { link: 'https://example.com/a.jpg' } }, 'Ana')).to.equal('Hola Ana: …');
      expect((await say(text('y'.repeat(4000)), 'Ana'))?.length).to.be.within(600, 1024);
    });

    it('sends nothing without one', async () => {
      expect(codeOf(await open(), 'es')).to.equal(null);
    });
  });

  describe('fetchMedia', () => {
    /** What the parts of the guest's last message refer to. */
    async function received(wishes: { url?: boolean } = {}, bytes = png, mime = 'image/png'): Promise<Media> {
      const webhook = await openWebhook(verifyToken);
      closers.push(webhook.close);
      await meta.subscribe(webhook.url, verifyToken);
      await meta.guest('15550002222').sendsMedia('image', bytes, mime, wishes);
      await meta.idle();
      const [part] = webhook.bodies.flatMap(
        ({ raw }) => parse(raw, 'x', Temporal.Now.instant()).messages[0]?.parts ?? [],
      );
      if (part?.type !== 'image') throw new Error('There is no picture.');
      return part.media;
    }
    const asks = () =>
      meta.calls.filter(({ method, path }) => method === 'GET' && !path.includes('media-bytes')).length;

    it('asks where it is, and fetches it', async () => {
      const media = await received();
      const file = await (await open()).fetchMedia?.(media, signal);
      expect(file?.mime).to.equal('image/png');
      expect(Buffer.from(file?.bytes ?? [])).to.deep.equal(png);
    });

    it('need not ask where the message said it', async () => {
      const media = await received({ url: true });
      await (await open()).fetchMedia?.(media, signal);
      expect(asks()).to.equal(0);
    });

    it('asks once more when the address has expired', async () => {
      const media = await received({ url: true });
      await meta.advance({ minutes: 6 });
      await (await open()).fetchMedia?.(media, signal);
      expect(asks()).to.equal(1);
    });

    it('says that it is gone after a week', async () => {
      const media = await received();
      await meta.advance({ hours: 24 * 8 });
      const error = await rejection((await open()).fetchMedia?.(media, signal) as Promise<unknown>);
      expect(error).to.include({ code: 'ERR_NOT_FOUND' });
    });

    it('goes by the bytes, whatever they are called', async () => {
      const media = await received({}, Buffer.from('<script>alert(1)</script>'), 'image/png');
      const file = await (await open()).fetchMedia?.({ ...media, mime: 'text/html' }, signal);
      expect(file?.mime).to.equal('application/octet-stream');
    });

    it('takes the sum in either writing, and refuses other bytes', async () => {
      const { sha256: _, ...media } = await received();
      const channel = await open();
      const hex = createHash('sha256').update(png).digest('hex');
      expect(await channel.fetchMedia?.({ ...media, sha256: hex }, signal)).to.be.an('object');
      const other = channel.fetchMedia?.({ ...media, sha256: hex.replace(/^./, 'f').replace(/.$/, '0') }, signal);
      expect(await rejection(other as Promise<unknown>)).to.include({ code: 'ERR_MEDIA_REFUSED' });
    });

    it('stops at the largest size', async () => {
      const media = await received({}, Buffer.concat([png, Buffer.alloc(1_100_000)]));
      const error = await rejection((await open({ maxFileMB: 1 })).fetchMedia?.(media, signal) as Promise<unknown>);
      expect(error).to.include({ code: 'ERR_MEDIA_TOO_LARGE' });
    });

    it('asks where it is when the message leads elsewhere', async () => {
      const media = await received();
      const file = await (await open()).fetchMedia?.({ ...media, url: 'https://evil.example.com/a' }, signal);
      expect(Buffer.from(file?.bytes ?? [])).to.deep.equal(png);
    });

    for (const url of [
      'https://evil.example.com/a',
      'https://media.whatsapp.net.example.com/a',
      'https://fbsbx.com.example.com/a',
      'http://lookaside.fbsbx.com/a',
      'https://user:pass@lookaside.fbsbx.com/a',
      'http://169.254.169.254/latest',
    ]) {
      it(`shows ${url} no token`, async () => {
        const error = await rejection((await open()).fetchMedia?.({ url }, signal) as Promise<unknown>);
        expect(error).to.include({ code: 'ERR_MEDIA_REFUSED' });
      });
    }
  });

  describe('check', () => {
    const states = (found: readonly Checked[] = []) =>
      Object.fromEntries(found.map(({ what, state }) => [what.split(' ')[0], state]));
    const wrongIn = (found: readonly Checked[] = []) => found.filter(({ state }) => state !== 'ok');
    let address: string;

    beforeEach(async () => {
      const webhook = await openWebhook(verifyToken);
      closers.push(webhook.close);
      address = webhook.url;
      await meta.subscribe(address, verifyToken);
    });

    it('finds nothing where nothing is wrong', async () => {
      const found = await (await open()).check?.(address, signal);
      expect(wrongIn(found)).to.deep.equal([]);
      expect(Object.keys(states(found))).to.deep.equal(['token', 'app', 'phone', 'subscription', 'webhook', 'address']);
    });

    const mistakes: [string, string, () => Promise<Channel<Payload>> | Channel<Payload>, RegExp][] = [
      [
        'a token that was taken back',
        'token',
        () => {
          meta.revoke();
          return open();
        },
        /not valid|190/,
      ],
      ['a token that never was', 'token', () => open({ token: 'EAAnone' }), /190/],
      [
        'a token with too few rights',
        'token',
        () => {
          meta.addToken('EAAfew', { scopes: ['whatsapp_business_messaging'] });
          return open({ token: 'EAAfew' });
        },
        /lacks whatsapp_business_management/,
      ],
      [
        'a token that ends tomorrow',
        'token',
        () => {
          meta.addToken('EAAday', { expires: Temporal.Instant.from('2026-11-23T10:00:00Z') });
          return open({ token: 'EAAday' });
        },
        /ends on 2026-11-23/,
      ],
      ['the secret of another app', 'app secret', () => open({ appSecret: 'another' }), /not that of the app/],
      ['a number in place of its id', 'phone number 15550001111', () => open({}, { accounts: ['15550001111'] }), /100/],
      [
        'an account whose news go elsewhere',
        'subscription of 900000000000001',
        () => {
          meta.world.subscribed.clear();
          return open({ businessAccount: '900000000000001' });
        },
        /do not go/,
      ],
      [
        'a webhook somewhere else',
        'webhook',
        () => {
          Object.assign(meta.world.app, { callbackUrl: 'https://old.example.com/whatsapp' });
          return open();
        },
        /leads to https:\/\/old/,
      ],
      [
        'a webhook that hears nothing',
        'webhook',
        () => {
          meta.world.app.fields.delete('messages');
          return open();
        },
        /not subscribed/,
      ],
      ['another verify token', 'address', () => open({ verifyToken: 'another word' }), /another verify token/],
      [
        'a template that is not approved',
        'template hello_again',
        () => open({ outsideWindow: { name: 'hello_again', languages: ['es'] } }),
        /not approved in es/,
      ],
      [
        'a template with other places to fill in',
        'template hello_again',
        () => {
          meta.addTemplate({ name: 'hello_again', language: 'es', body: 'Hola {{1}}' });
          return open({ outsideWindow: { name: 'hello_again', languages: ['es'] } });
        },
        /1 places to fill in/,
      ],
    ];
    for (const [mistake, what, make, found] of mistakes) {
      it(`names ${mistake}`, async () => {
        const all = await (await make()).check?.(address, signal);
        const one = all?.find((each) => each.what === what);
        expect(one?.state, JSON.stringify(all)).to.equal('wrong');
        expect(one?.found).to.match(found);
        expect(one?.cure).to.be.a('string').and.not.equal('');
        expect(JSON.stringify(all)).to.not.contain(meta.token).and.not.contain(meta.appSecret);
      });
    }

    it('says what it cannot know', async () => {
      const found = await (await open()).check?.(null, signal);
      expect(wrongIn(found).map(({ what, state }) => [what, state])).to.deep.equal([['address', 'unknown']]);
    });

    it('names a platform that nobody can reach', async () => {
      const found = await (await open({ url: 'http://127.0.0.1:1' })).check?.(address, signal);
      expect(found?.map(({ what, state }) => [what, state])).to.deep.equal([['platform', 'wrong']]);
      expect(found?.[0]?.cure).to.contain('127.0.0.1:1');
    });

    it('names an address at which nobody answers', async () => {
      Object.assign(meta.world.app, { callbackUrl: 'http://127.0.0.1:1/whatsapp' });
      const found = await (await open()).check?.('http://127.0.0.1:1/whatsapp', signal);
      expect(wrongIn(found).map(({ what }) => what)).to.deep.equal(['address']);
    });
  });
});
