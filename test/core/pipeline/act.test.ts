import { getEventListeners } from 'node:events';
import { ask, handoff, type Outcome, remember, reply, type Turn } from '@botones/contract';
import { expect } from 'chai';
import { converse, makeBooking, makeHotel, saidIn } from '../../support/turn-rig.ts';

describe('a handler', () => {
  it('sees the turn, and its slots are there for the next', async () => {
    const seen: Turn[] = [];
    const { runtime } = makeBooking((turn) => {
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
    const { runtime } = makeBooking(() => ask('which', [{ title: 'Piscina', payload: '/ask_pool' }], { who: 'Ana' }));
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
      const { runtime, observed } = makeBooking(handle, { config: { deadlineSeconds: 0.02 } });
      const result = await converse(runtime)('Reservar');
      expect(saidIn(result)).to.deep.equal(['Algo falló', 'Le atiende una persona']);
      expect(result).to.include({ owner: 'staff' });
      expect(result.handoff).to.include({ reason: 'handler_failed' });
      expect(observed[0]?.error).not.to.equal(undefined);
    });
  }

  for (const replies of [[null], [7], [{}], [{ response: 7 }], [{ parts: 'Hola' }], [{ parts: [null] }]]) {
    it(`that replies with ${JSON.stringify(replies)} gets the guest a person`, async () => {
      const { runtime } = makeBooking(() => ({ replies }) as never);
      const result = await converse(runtime)('Reservar');
      expect(result.owner).to.equal('staff');
      expect(result.handoff?.reason).to.match(/^(handler|render)_failed$/);
    });
  }

  it('that says a response which does not exist is not silent', async () => {
    const { runtime } = makeBooking(() => reply('no-such-response'));
    const result = await converse(runtime)('Reservar');
    expect(result.handoff, 'a guest always gets an answer, a person, or both').not.to.equal(null);
  });

  it('that only remembers leaves nobody in silence', async () => {
    const { runtime, observed } = makeBooking(() => remember({ room: 'sea' }));
    const result = await converse(runtime)('Reservar');
    expect(saidIn(result)).to.deep.equal(['Le atiende una persona']);
    expect(result.handoff).to.include({ reason: 'unanswered' });
    expect(observed[0]).to.include({ decision: 'handoff', handoff: 'unanswered' });
  });

  it('that only calls a person has called one, for its own reason', async () => {
    const { runtime } = makeBooking(() => handoff('guest_asked'));
    expect((await converse(runtime)('Reservar')).handoff).to.include({ reason: 'guest_asked' });
  });

  it('that names a plugin which is not there gets the guest a person', async () => {
    const { runtime } = makeHotel({ config: { handlers: ['booking'] } });
    expect((await converse(runtime)('Reservar')).handoff).to.include({ reason: 'handler_failed' });
  });

  it('is told of its deadline', async () => {
    const reason = Promise.withResolvers<unknown>();
    const { runtime } = makeBooking(
      ({ signal }) => {
        signal.addEventListener('abort', () => reason.resolve(signal.reason));
        return new Promise(() => {});
      },
      { config: { deadlineSeconds: 0.02 } },
    );
    await converse(runtime)('Reservar');
    expect(await reason.promise).to.include({ code: 'ERR_TIMEOUT' });
  });

  it('whose process stops leaves nothing behind', async () => {
    const stopping = new AbortController();
    const { runtime, observed } = makeBooking(() => {
      stopping.abort(new Error('The process stops.'));
      return new Promise(() => {});
    });
    const error = await converse(runtime)('Reservar', stopping.signal).catch((caught) => caught);
    expect(error.message).to.equal('The process stops.');
    expect(observed).to.deep.equal([]);
  });

  it('leaves nobody listening to a signal that lives as long as the process', async () => {
    let seen: AbortSignal | null = null;
    const { runtime } = makeBooking(({ signal }) => {
      seen = signal;
      return reply('greet');
    });
    await converse(runtime)('Reservar');
    expect(seen && getEventListeners(seen, 'abort')).to.deep.equal([]);
  });
});
