import { ask, reply } from '@botones/contract';
import { expect } from 'chai';
import { giveUp } from '../../../core/pipeline/turn.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { converse, makeBooking, makeConversation, makeHotel, saidIn } from '../../support/turn-rig.ts';

describe('runTurn', () => {
  it('answers, and leaves what is to be committed', async () => {
    const { runtime, observed } = makeHotel();
    const result = await converse(runtime)('Hola');
    expect(result).to.deep.include({
      owner: 'bot',
      language: 'es',
      handoff: null,
      replies: [{ payload: { rendered: { type: 'text', text: 'Hola' } }, parts: [{ type: 'text', text: 'Hola' }] }],
    });
    const events = result.events as { type: string; name?: string }[];
    expect(events.map(({ type, name }) => name ?? type)).to.deep.equal([
      'action_session_start',
      'session_started',
      'action_listen',
      'user',
      'counted',
      'utter_greet',
      'action_listen',
    ]);
    expect(result.audit.map(({ event }) => event)).to.deep.equal(['message.received', 'turn.decided']);
    expect(observed).to.have.length(1);
    expect(observed[0]).to.deep.include({ intent: 'greet', decision: 'say', language: 'es', handoff: null });
  });

  it('keeps guests out of its figures and its trail', async () => {
    const { runtime, observed } = makeHotel();
    const result = await converse(runtime)({
      text: 'canary',
      guest: { name: 'canary', phone: 'canary' },
      key: 'canary',
    });
    expect(JSON.stringify([observed, result.audit])).not.to.contain('canary');
  });

  it("follows the guest's language, in mid-conversation too", async () => {
    const { runtime } = makeHotel();
    const say = converse(runtime);
    expect(saidIn(await say('Hola'))).to.deep.equal(['Hola']);
    expect(saidIn(await say('Hello'))).to.deep.equal(['Hello']);
    const result = await say({ parts: [{ type: 'picked', payload: '/ask_pool', title: 'Pool' }] });
    expect(saidIn(result), 'a choice has no language of its own').to.deep.equal(['Yes, there is a pool']);
    expect(result.language).to.equal('en');
  });

  it('gives the payloads of a channel that sends, and the parts once', async () => {
    const { runtime } = makeHotel({ render: (parts) => parts.flatMap((part) => [{ a: part }, { b: part }]) });
    const { replies } = await converse(runtime)('Hola');
    expect(replies.map(({ parts }) => parts !== null)).to.deep.equal([true, false]);
  });

  it('renders nothing for a channel whose readers fetch', async () => {
    const { runtime } = makeHotel({
      pull: true,
      render: () => {
        throw new Error('never');
      },
    });
    expect((await converse(runtime)('Hola')).replies).to.deep.equal([
      { payload: null, parts: [{ type: 'text', text: 'Hola' }] },
    ]);
  });

  describe('in doubt', () => {
    const doubt = {
      Uf: {
        intent: 'greet',
        confidence: 0.5,
        ranking: ['greet', 'ask_pool'].map((intent) => ({ intent, confidence: 0.5 })),
        language: 'en',
      },
    };

    it('asks back with the likely meanings and a way out, and understands the answer', async () => {
      const { runtime } = makeHotel({ meanings: doubt });
      const say = converse(runtime);
      const { replies } = await say('Uf');
      expect(replies[0]?.parts).to.deep.equal([
        {
          type: 'choices',
          text: 'What would you like?',
          choices: [
            { payload: '/greet', title: 'Say hello' },
            { payload: '/ask_pool', title: 'The pool' },
            { payload: '/out_of_scope', title: 'Something else' },
          ],
        },
      ]);
      expect(saidIn(await say('the pool'))).to.deep.equal(['Yes, there is a pool']);
    });

    it('takes the way out for a wish for a person', async () => {
      const { runtime } = makeHotel({ meanings: doubt });
      const say = converse(runtime);
      await say('Uf');
      expect((await say('3')).handoff).to.include({ reason: 'out_of_scope' });
    });

    it('forgets what it offered as soon as something else is said', async () => {
      const { runtime } = makeHotel({ meanings: doubt });
      const say = converse(runtime);
      await say('Uf');
      await say('Hello');
      expect((await say('2')).handoff).to.include({ reason: 'unknown_intent' });
    });
  });

  describe('a call for a person', () => {
    it('is told to the guest once, and then the bot is silent', async () => {
      const { runtime, observed } = makeHotel();
      const say = converse(runtime);
      const called = await say('Mi vuelo se retrasa');
      expect(called).to.include({ owner: 'staff' });
      expect(called.handoff).to.include({ reason: 'unknown_intent', language: 'es' });
      expect(saidIn(called)).to.deep.equal(['Le atiende una persona']);
      expect(called.audit.map(({ event }) => event)).to.include('handoff.opened');
      const after = await say('Hola');
      expect(after).to.deep.include({ owner: 'staff', handoff: null, replies: [] });
      expect(observed.map(({ decision }) => decision)).to.deep.equal(['handoff', 'silent']);
    });

    it('comes behind what the handler says', async () => {
      const { runtime } = makeBooking(() => ({ ...reply('greet'), handoff: { reason: 'needs_staff' } }));
      expect(saidIn(await converse(runtime)('Reservar'))).to.deep.equal(['Hola', 'Le atiende una persona']);
    });

    it('is made when understanding is out of order, in the language so far', async () => {
      const { runtime, observed } = makeHotel({
        understand: async () => {
          throw new Error('model');
        },
      });
      const result = await converse(runtime, { language: 'en' })('Hola');
      expect(result.handoff).to.include({ reason: 'unknown_intent', language: 'en' });
      expect(saidIn(result)).to.deep.equal(['A person will help you']);
      expect(observed[0]?.error, 'operators see why').to.be.an('error');
    });

    it('is not made, nor told, when staff answer by themselves; the bot steps back', async () => {
      const { runtime } = makeHotel();
      const say = converse(runtime);
      await say('Hello');
      const result = await say({ from: 'staff', text: 'Hola, soy Ana' });
      expect(result).to.deep.include({ owner: 'staff', replies: [], language: 'en' });
      expect(result.handoff).to.include({ reason: 'staff_wrote' });
      expect((await say({ from: 'staff', text: '¿Sigue ahí?' })).handoff).to.equal(null);
    });
  });

  describe('what cannot be read', () => {
    const sticker = { parts: [{ type: 'unsupported', what: 'sticker' } as const] };
    const voice = { parts: [{ type: 'audio', media: {}, voice: true } as const] };

    it('gets one polite word, once', async () => {
      const { runtime } = makeHotel();
      const say = converse(runtime);
      expect(saidIn(await say(sticker))).to.deep.equal(['No puedo leer eso']);
      const second = await say(sticker);
      expect(second).to.deep.include({ owner: 'bot', replies: [], handoff: null });
      expect(saidIn(await say('Hola')), 'the bot goes on').to.deep.equal(['Hola']);
    });

    it('is asked for in writing when it is a voice message, and the next one gets a person', async () => {
      const { runtime } = makeHotel();
      const say = converse(runtime);
      expect(saidIn(await say(voice))).to.deep.equal(['¿Me lo escribe?']);
      expect((await say(voice)).handoff).to.include({ reason: 'unreadable' });
    });

    it('gets a person when it is a picture', async () => {
      const { runtime } = makeHotel();
      const result = await converse(runtime)({ parts: [{ type: 'image', media: {}, alt: '' }] });
      expect(result.handoff).to.include({ reason: 'unreadable' });
    });
  });

  describe('a channel that cannot render', () => {
    it('gets the guest a person, and no words', async () => {
      const { runtime, observed } = makeHotel({
        render: (parts) => {
          if (parts.length > 0) throw new Error('broken');
          return [];
        },
      });
      const result = await converse(runtime)('Hola');
      expect(result).to.deep.include({ owner: 'staff', replies: [] });
      expect(result.handoff).to.include({ reason: 'render_failed' });
      expect(observed[0]).to.include({ handoff: 'render_failed' });
      expect(observed[0]?.error, 'operators see why').to.be.an('error');
    });

    it('but one answer still tells the guest that a person comes', async () => {
      const { runtime } = makeHotel({
        render: (parts) => {
          if (parts.some((part) => part.type === 'choices')) throw new Error('broken');
          return [...parts];
        },
        handlers: { booking: () => ask('which', [{ title: 'Piscina', payload: '/ask_pool' }]) },
      });
      expect(saidIn(await converse(runtime)('Reservar'))).to.deep.equal(['Le atiende una persona']);
    });
  });
});

describe('giveUp', () => {
  it('says a word in the language so far, and calls a person', () => {
    const { runtime } = makeHotel();
    const conversation = makeConversation({ language: 'en' });
    const result = giveUp(runtime, conversation, { seq: 1, message: guestMessage() });
    expect(saidIn(result)).to.deep.equal(['Something broke', 'A person will help you']);
    expect(result).to.include({ owner: 'staff' });
    expect(result.handoff).to.include({ reason: 'given_up', language: 'en' });
  });

  it('does not speak in a conversation that staff own', () => {
    const { runtime } = makeHotel();
    const conversation = makeConversation({ owner: 'staff' });
    const result = giveUp(runtime, conversation, { seq: 1, message: guestMessage() });
    expect(result).to.deep.include({ owner: 'staff', replies: [] });
  });

  it('survives a snapshot that is no tracker and a channel that is gone', () => {
    const { runtime } = makeHotel();
    for (const tracker of [null, 7, 'x', [], { slots: null, told: 'x' }]) {
      const conversation = makeConversation({ tracker, channel: 'gone' });
      expect(giveUp(runtime, conversation, { seq: 1, message: guestMessage() }).handoff).not.to.equal(null);
    }
  });
});
