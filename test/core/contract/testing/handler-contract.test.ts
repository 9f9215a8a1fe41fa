import { ask, defineHandler, type Handle, type HandlerContext, type Outcome, reply, together } from '@botones/contract';
import {
  anOffer,
  aTurn,
  fakePms,
  type HandlerSamples,
  handlerChecks,
  handlerContract,
} from '@botones/contract/testing';
import { expect } from 'chai';
import { z } from 'zod';
import { failures } from './failures.ts';

const options = z.strictObject({ nights: z.int().default(1) });
type Context = HandlerContext<z.infer<typeof options>>;

/** A handler that asks the PMS, books, and says what it did. */
const books =
  ({ pms }: Context): Handle =>
  async ({ id, now, slots, signal }) => {
    const arrival = now.toZonedDateTimeISO('Europe/Madrid').toPlainDate();
    const search = { arrival, departure: arrival.add({ days: 1 }), rooms: [{ adults: 2, childrenAges: [] }] };
    const [offer] = await pms.searchOffers(search, signal);
    if (!offer) return reply('booking/full');
    const guest = { firstName: 'Ana', lastName: String(slots.name) };
    const { reference } = await pms.createReservation(
      { offer, search, guest, holdUntil: null, language: 'es' },
      `${id}:reserve`,
      signal,
    );
    const effect = { operation: 'pms.createReservation', key: `${id}:reserve`, reference };
    return together(reply('booking/done', { reference }), { replies: [], effects: [effect] });
  };

function booking(setup: (context: Context) => Handle = books, responses = ['booking/done', 'booking/full']) {
  return defineHandler({ name: 'booking', options, responses, setup });
}

const samples: HandlerSamples = {
  turns: [aTurn({ slots: { name: 'Ruiz' } })],
  knownResponses: ['utter_booking/done', 'utter_booking/full'],
};

handlerContract(booking(), samples);
handlerContract(booking(), { ...samples, pms: () => fakePms({ offers: [] }) });

/** A handler that always returns the same. */
const returns = (outcome: unknown) => () => () => outcome as Outcome;
const form = /form of the contract/;
const done = (values: Record<string, unknown>) => reply('booking/done', values);

describe('handlerContract finds a handler that', () => {
  const spoilt: Record<string, { seen: RegExp; setup: (context: Context) => Handle }> = {
    'returns nothing': { seen: form, setup: returns(undefined) },
    'returns a text': { seen: form, setup: returns('Hola') },
    'forgets the list of replies': { seen: form, setup: returns({ reply: 'booking/done' }) },
    'returns what cannot be stored': { seen: form, setup: returns(done({ total: 5n })) },
    'returns a class of its own': {
      seen: form,
      setup: returns(done({ total: Temporal.PlainDate.from('2026-06-01') })),
    },
    'sends parts that only guests send': {
      seen: form,
      setup: returns({ replies: [{ parts: [{ type: 'picked', payload: '/a', title: 'A' }] }] }),
    },
    'sends a picture that the guest cannot fetch': {
      seen: form,
      setup: returns({ replies: [{ parts: [{ type: 'image', media: { url: 'http://10.0.0.1/a.png' }, alt: '' }] }] }),
    },
    'asks with a nameless choice': {
      seen: form,
      setup: returns(ask('booking/done', [{ title: ' ', payload: '/a' }])),
    },
    'hands over with a sentence for a reason': {
      seen: form,
      setup: returns({ replies: [], handoff: { reason: 'The guest, Ana Ruiz, is angry' } }),
    },
    'says what it does not declare': { seen: /that it declares/, setup: returns(reply('booking/gone')) },
    'asks the system for the time': {
      seen: /tried again/,
      setup: () => () => done({ year: Temporal.Now.plainDateISO().year }),
    },
    'throws dice': { seen: /tried again/, setup: () => () => done({ number: Math.random() }) },
    'writes under a new key each time': {
      seen: /tried again/,
      setup: ({ pms }) => books({ pms: rekeyed(pms, () => crypto.randomUUID()) } as Context),
    },
    'writes under the key of all turns': {
      seen: /keys of its turn/,
      setup: ({ pms }) => books({ pms: rekeyed(pms, () => 'reserve') } as Context),
    },
    'changes slots where they are': {
      seen: /leaves the turn/,
      setup: () => (turn) => {
        Object.assign(turn.slots, { name: 'Sanz' });
        return done({});
      },
    },
    'knows two languages only': {
      seen: /language/,
      setup: () => (turn) => {
        const words = { es: { hello: 'Hola' }, en: { hello: 'Hello' } };
        return done({ hello: words[turn.language as keyof typeof words].hello });
      },
    },
    'keeps the signal to itself': {
      seen: /lets go of the PMS/,
      setup: ({ pms }) => {
        const deaf = { ...pms, searchOffers: () => pms.searchOffers({} as never, new AbortController().signal) };
        return books({ pms: deaf } as unknown as Context);
      },
    },
  };
  for (const [does, { seen, setup }] of Object.entries(spoilt)) {
    it(does, async () => {
      const checks = handlerChecks(booking(setup), samples).filter(({ title }) => seen.test(title));
      expect(Object.keys(await failures(checks))).to.have.length.above(0);
    });
  }

  it('declares a response that nobody wrote', async () => {
    const failed = await failures(
      handlerChecks(booking(books, ['booking/done', 'booking/full', 'booking/gone']), samples),
    );
    expect(Object.keys(failed)).to.deep.equal(['declares only responses that exist']);
  });

  it('comes without a turn', async () => {
    const failed = await failures(handlerChecks(booking(), { ...samples, turns: [] }));
    expect(Object.values(failed)).to.include('the samples hold no turn');
  });
});

/** The PMS with other keys for writes. */
function rekeyed(pms: Context['pms'], makeKey: () => string): Context['pms'] {
  return { ...pms, createReservation: (request, _key, signal) => pms.createReservation(request, makeKey(), signal) };
}

describe('fakePms', () => {
  it('makes one reservation for a key, and finds it by reference and name', async () => {
    const pms = fakePms();
    const { signal } = new AbortController();
    const arrival = Temporal.PlainDate.from('2026-06-01');
    const search = { arrival, departure: arrival.add({ days: 2 }), rooms: [] };
    const guest = { firstName: 'Ana', lastName: 'Ruiz' };
    const request = { offer: anOffer(), search, guest, holdUntil: null, language: 'es' };
    const made = await pms.createReservation(request, 'k1', signal);
    expect(await pms.createReservation(request, 'k1', signal)).to.deep.equal(made);
    expect((await pms.createReservation(request, 'k2', signal)).reference).not.to.equal(made.reference);
    expect(await pms.findReservation({ reference: made.reference, lastName: 'RUIZ' }, signal)).to.deep.equal(made);
    expect(await pms.findReservation({ reference: made.reference, lastName: 'Sanz' }, signal)).to.equal(null);
    expect(pms.calls.map(({ key }) => key)).to.deep.equal(['k1', 'k1', 'k2', undefined, undefined]);
  });
});
