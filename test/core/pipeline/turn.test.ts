import { getEventListeners } from 'node:events';
import { ask, type Outcome, reply, type Turn } from '@botones/contract';
import { expect } from 'chai';
import { giveUp } from '../../../core/pipeline/turn.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { converse, makeConversation, makeRuntime, type RuntimeParts, saidIn } from '../../support/turn-rig.ts';

const responses = {
  utter_greet: { es: 'Hola', en: 'Hello' },
  utter_ask_pool: { es: 'Sí, hay piscina', en: 'Yes, there is a pool' },
  utter_handoff: { es: 'Le atiende una persona', en: 'A person will help you' },
  utter_error: { es: 'Algo falló', en: 'Something broke' },
  utter_clarify: { es: '¿Qué desea?', en: 'What would you like?' },
  utter_clarify_none: { es: 'Otra cosa', en: 'Something else' },
  utter_unsupported: { es: 'No puedo leer eso', en: 'I cannot read that' },
  utter_transcription_failed: { es: '¿Me lo escribe?', en: 'Could you write it?' },
  utter_which: { es: '¿Cuál, {who}?' },
};

const intents = {
  greet: { title: { es: 'Saludar', en: 'Say hello' } },
  ask_pool: { title: { es: 'La piscina', en: 'The pool' } },
  book: { triggers: 'booking' },
  out_of_scope: {},
};

function hotel(parts: RuntimeParts = {}) {
  const meanings = {
    Hola: { intent: 'greet' },
    Hello: { intent: 'greet', language: 'en' },
    Reservar: { intent: 'book' },
    ...parts.meanings,
  };
  return makeRuntime({ ...parts, config: { intents, responses, ...parts.config }, meanings });
}

const booking = (handle: (turn: Turn) => Outcome | Promise<Outcome>, parts: RuntimeParts = {}) =>
  hotel({ ...parts, handlers: { booking: handle } });

describe('runTurn', () => {
  it('answers, and leaves what is to be committed', async () => {
    const { runtime, observed } = hotel();
    const result = await converse(runtime)('Hola');
    expect(result).to.deep.include({
      owner: 'bot',
      language: 'es',
      handoff: null,
      replies: [{ payload: { rendered: { type: 'text', text: 'Hola' } }, parts: [{ type: 'text', text: 'Hola' }] }],
    });
    expect(result.events.map((event) => (event as { type: string }).type)).to.deep.equal(['user', 'action']);
    expect(result.audit.map(({ event }) => event)).to.deep.equal(['message.received', 'turn.decided']);
    expect(observed).to.have.length(1);
    expect(observed[0]).to.deep.include({ intent: 'greet', decision: 'say', language: 'es', handoff: null });
  });

  it('keeps guests out of its figures and its trail', async () => {
    const { runtime, observed } = hotel();
    const result = await converse(runtime)({
      text: 'canary',
      guest: { name: 'canary', phone: 'canary' },
      key: 'canary',
    });
    expect(JSON.stringify([observed, result.audit])).not.to.contain('canary');
  });

  it("follows the guest's language, in mid-conversation too", async () => {
    const { runtime } = hotel();
    const say = converse(runtime);
    expect(saidIn(await say('Hola'))).to.deep.equal(['Hola']);
    expect(saidIn(await say('Hello'))).to.deep.equal(['Hello']);
    const result = await say({ parts: [{ type: 'picked', payload: '/ask_pool', title: 'Pool' }] });
    expect(saidIn(result), 'a choice has no language of its own').to.deep.equal(['Yes, there is a pool']);
    expect(result.language).to.equal('en');
  });

  it('gives the payloads of a channel that sends, and the parts once', async () => {
    const { runtime } = hotel({ render: (parts) => parts.flatMap((part) => [{ a: part }, { b: part }]) });
    const { replies } = await converse(runtime)('Hola');
    expect(replies.map(({ parts }) => parts !== null)).to.deep.equal([true, false]);
  });

  it('renders nothing for a channel whose readers fetch', async () => {
    const { runtime } = hotel({
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
      const { runtime } = hotel({ meanings: doubt });
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
      const { runtime } = hotel({ meanings: doubt });
      const say = converse(runtime);
      await say('Uf');
      expect((await say('3')).handoff).to.include({ reason: 'unserved_intent' });
    });

    it('forgets what it offered as soon as something else is said', async () => {
      const { runtime } = hotel({ meanings: doubt });
      const say = converse(runtime);
      await say('Uf');
      await say('Hello');
      expect((await say('2')).handoff).to.include({ reason: 'unknown_intent' });
    });
  });

  describe('a call for a person', () => {
    it('is told to the guest once, and then the bot is silent', async () => {
      const { runtime, observed } = hotel();
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
      const { runtime } = booking(() => ({ ...reply('greet'), handoff: { reason: 'needs_staff' } }));
      expect(saidIn(await converse(runtime)('Reservar'))).to.deep.equal(['Hola', 'Le atiende una persona']);
    });

    it('is made when understanding is out of order, in the language so far', async () => {
      const { runtime, observed } = hotel({
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
      const { runtime } = hotel();
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
      const { runtime } = hotel();
      const say = converse(runtime);
      expect(saidIn(await say(sticker))).to.deep.equal(['No puedo leer eso']);
      const second = await say(sticker);
      expect(second).to.deep.include({ owner: 'bot', replies: [], handoff: null });
      expect(saidIn(await say('Hola')), 'the bot goes on').to.deep.equal(['Hola']);
    });

    it('is asked for in writing when it is a voice message, and the next one gets a person', async () => {
      const { runtime } = hotel();
      const say = converse(runtime);
      expect(saidIn(await say(voice))).to.deep.equal(['¿Me lo escribe?']);
      expect((await say(voice)).handoff).to.include({ reason: 'unreadable' });
    });

    it('gets a person when it is a picture', async () => {
      const { runtime } = hotel();
      const result = await converse(runtime)({ parts: [{ type: 'image', media: {}, alt: '' }] });
      expect(result.handoff).to.include({ reason: 'unreadable' });
    });
  });

  describe('a handler', () => {
    it('sees the turn, and its slots are there for the next', async () => {
      const seen: Turn[] = [];
      const { runtime } = booking((turn) => {
        seen.push(turn);
        return { ...reply('which', { who: 'Ana' }), slots: { room: 'sea' } };
      });
      const say = converse(runtime);
      expect(saidIn(await say('Reservar'))).to.deep.equal(['¿Cuál, Ana?']);
      await say('Reservar');
      expect(seen.map(({ slots }) => slots)).to.deep.equal([{}, { room: 'sea' }]);
      expect(seen[0]).to.deep.include({
        id: '11111111-1111-8111-a111-111111111111:1',
        channel: 'webhook',
        text: 'Reservar',
        language: 'es',
        now: Temporal.Instant.from('2031-05-04T10:00:00Z'),
      });
    });

    it('may ask with choices, which the guest may type', async () => {
      const { runtime } = booking(() => ask('which', [{ title: 'Piscina', payload: '/ask_pool' }], { who: 'Ana' }));
      const say = converse(runtime);
      await say('Reservar');
      expect(saidIn(await say('piscina'))).to.deep.equal(['Sí, hay piscina']);
    });

    const broken: Record<string, (turn: Turn) => Outcome | Promise<Outcome>> = {
      throws: () => {
        throw new Error('broken');
      },
      rejects: async () => {
        throw new TypeError('broken');
      },
      'throws what is no error': () => {
        throw 'broken';
      },
      'never answers': () => new Promise(() => {}),
      'returns nothing': () => undefined as never,
      'returns a string': () => 'Hola' as never,
      'returns no list of replies': () => ({ replies: 'Hola' }) as never,
    };
    for (const [what, handle] of Object.entries(broken)) {
      it(`that ${what} gets the guest an apology and a person`, async () => {
        const { runtime, observed } = booking(handle, { config: { intents, responses, deadlineSeconds: 0.02 } });
        const result = await converse(runtime)('Reservar');
        expect(saidIn(result)).to.deep.equal(['Algo falló', 'Le atiende una persona']);
        expect(result).to.include({ owner: 'staff' });
        expect(result.handoff).to.include({ reason: 'handler_failed' });
        expect(observed[0]?.error).not.to.equal(undefined);
      });
    }

    for (const replies of [[null], [7], [{}], [{ response: 7 }], [{ parts: 'Hola' }], [{ parts: [null] }]]) {
      it(`that replies with ${JSON.stringify(replies)} gets the guest a person`, async () => {
        const { runtime } = booking(() => ({ replies }) as never);
        const result = await converse(runtime)('Reservar');
        expect(result.owner).to.equal('staff');
        expect(result.handoff?.reason).to.match(/^(handler|render)_failed$/);
      });
    }

    it('that says a response which does not exist is not silent', async () => {
      const { runtime } = booking(() => reply('no-such-response'));
      const result = await converse(runtime)('Reservar');
      expect(result.handoff, 'a guest always gets an answer, a person, or both').not.to.equal(null);
    });

    it('that names a plugin which is not there gets the guest a person', async () => {
      const { runtime } = hotel({ config: { intents, responses, handlers: ['booking'] } });
      expect((await converse(runtime)('Reservar')).handoff).to.include({ reason: 'handler_failed' });
    });

    it('is told of its deadline', async () => {
      const reason = Promise.withResolvers<unknown>();
      const { runtime } = booking(
        ({ signal }) => {
          signal.addEventListener('abort', () => reason.resolve(signal.reason));
          return new Promise(() => {});
        },
        { config: { intents, responses, deadlineSeconds: 0.02 } },
      );
      await converse(runtime)('Reservar');
      expect(await reason.promise).to.include({ code: 'ERR_TIMEOUT' });
    });

    it('whose process stops leaves nothing behind', async () => {
      const stopping = new AbortController();
      const { runtime, observed } = booking(() => {
        stopping.abort(new Error('The process stops.'));
        return new Promise(() => {});
      });
      const error = await converse(runtime)('Reservar', stopping.signal).catch((caught) => caught);
      expect(error.message).to.equal('The process stops.');
      expect(observed).to.deep.equal([]);
    });

    it('leaves nobody listening to a signal that lives as long as the process', async () => {
      let seen: AbortSignal | null = null;
      const { runtime } = booking(({ signal }) => {
        seen = signal;
        return reply('greet');
      });
      await converse(runtime)('Reservar');
      expect(seen && getEventListeners(seen, 'abort')).to.deep.equal([]);
    });
  });

  describe('a channel that cannot render', () => {
    it('gets the guest a person, and no words', async () => {
      const { runtime, observed } = hotel({
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
      const { runtime } = hotel({
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
    const { runtime } = hotel();
    const conversation = makeConversation({ language: 'en' });
    const result = giveUp(runtime, conversation, { seq: 1, message: guestMessage() });
    expect(saidIn(result)).to.deep.equal(['Something broke', 'A person will help you']);
    expect(result).to.include({ owner: 'staff' });
    expect(result.handoff).to.include({ reason: 'given_up', language: 'en' });
  });

  it('does not speak in a conversation that staff own', () => {
    const { runtime } = hotel();
    const conversation = makeConversation({ owner: 'staff' });
    const result = giveUp(runtime, conversation, { seq: 1, message: guestMessage() });
    expect(result).to.deep.include({ owner: 'staff', replies: [] });
  });

  it('survives a snapshot that is no tracker and a channel that is gone', () => {
    const { runtime } = hotel();
    for (const tracker of [null, 7, 'x', [], { slots: null, told: 'x' }]) {
      const conversation = makeConversation({ tracker, channel: 'gone' });
      expect(giveUp(runtime, conversation, { seq: 1, message: guestMessage() }).handoff).not.to.equal(null);
    }
  });
});
