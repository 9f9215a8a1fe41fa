import { ask, reply } from '@botones/contract';
import { expect } from 'chai';
import { Findings } from '../../../../core/config/findings.ts';
import { compileHotel } from '../../../../core/dialogue/hotel/compile-hotel.ts';
import type { RuntimeParts } from '../../../support/turn-rig.ts';
import { converse, makeHotel, saidIn } from '../../../support/turn-rig.ts';

const nothing = { intent: null, confidence: 1, ranking: [], entities: [], language: 'en' };
const pool = { intent: 'ask_pool', language: 'en' };
const greeting = { intent: 'greet', language: 'en' };
const unsure = { intent: 'ask_pool', confidence: 0.2, language: 'en' };

/** A hotel that reads letters; what it is not told to understand it is not sure of. */
function makeReader(meanings: RuntimeParts['meanings'] = {}, parts: RuntimeParts = {}) {
  const understood = { 'Is there a pool?': pool, Hello: greeting, 'Hello.': greeting, ...meanings };
  const known = (text: string) => understood[text as keyof typeof understood] ?? unsure;
  return makeHotel({
    letters: true,
    ...parts,
    understand: async (text) => ({ ...nothing, ...known(text) }),
  });
}

describe('a letter', () => {
  it('that asks several things gets all answers in one turn, in its order, as the events tell', async () => {
    const hotel = makeReader(
      { 'Shall I say hello?': greeting, 'Can I book?': { intent: 'book' } },
      {
        handlers: { booking: () => reply('utter_greet') },
      },
    );
    const result = await converse(hotel.runtime)('Dear hotel,\n\nIs there a pool? Can I book?\n\nKind regards,\nAna');
    expect(saidIn(result)).to.deep.equal(['Yes, there is a pool', 'Hello']);
    expect(result.owner).to.equal('bot');
    const heard = result.events.filter((event) => (event as { type: string }).type === 'user');
    expect(heard.map((event) => (event as unknown as { text: string }).text)).to.deep.equal([
      'Is there a pool?',
      'Can I book?',
    ]);
  });

  it('is understood without its greetings and wishes', async () => {
    const hotel = makeReader();
    const result = await converse(hotel.runtime)(
      'Good morning,\nI hope you are well.\nIs there a pool?\nMany thanks\nAna Prats',
    );
    expect(saidIn(result)).to.deep.equal(['Yes, there is a pool']);
  });

  it('of nothing but a greeting is greeted', async () => {
    const hotel = makeReader();
    expect(saidIn(await converse(hotel.runtime)('Hello'))).to.deep.equal(['Hello']);
  });

  it('goes to staff with a draft where a part of it is not understood, and nothing but that is said', async () => {
    const hotel = makeReader();
    const result = await converse(hotel.runtime)('Is there a pool? Can I land my helicopter on the roof?');
    expect(saidIn(result)).to.deep.equal(['A person will help you']);
    expect(result.owner).to.equal('staff');
    expect(result.handoff).to.deep.include({ reason: 'partly_understood', draft: 'Yes, there is a pool' });
    expect(result.lesson).to.deep.include({ text: 'Can I land my helicopter on the roof?', reason: 'escalated' });
  });

  it('runs no handler for a draft', async () => {
    const ran: string[] = [];
    const hotel = makeReader(
      { 'Can I book?': { intent: 'book' } },
      {
        handlers: {
          booking: (turn) => {
            ran.push(turn.text);
            return reply('utter_greet');
          },
        },
      },
    );
    const result = await converse(hotel.runtime)('Can I book? Is there a pool? Where do I land my helicopter?');
    expect(ran).to.deep.equal([]);
    expect(result.handoff).to.deep.include({ reason: 'partly_understood', draft: 'Yes, there is a pool' });
  });

  it('keeps what it tells beside a question with it, as long as the question means the same', async () => {
    const hotel = makeReader({ 'We come by car. Is there a pool?': pool });
    const result = await converse(hotel.runtime)('We come by car. Is there a pool?');
    expect(saidIn(result)).to.deep.equal(['Yes, there is a pool']);
    const told = await converse(makeReader().runtime)('My wife is allergic. Is there a pool?');
    expect(told.handoff).to.deep.include({ reason: 'partly_understood', draft: 'Yes, there is a pool' });
  });

  it('in which nothing is understood is taken whole', async () => {
    const hotel = makeReader();
    const result = await converse(hotel.runtime)('Where do I land? Is the roof strong?');
    expect(result.handoff).to.deep.include({ reason: 'low_confidence' });
    expect(result.handoff).to.not.have.property('draft');
  });

  it('is answered as far as a handler that fails, and a person has the rest', async () => {
    const hotel = makeReader(
      { 'Can I book?': { intent: 'book' } },
      {
        handlers: {
          booking: () => {
            throw new Error('down');
          },
        },
      },
    );
    const result = await converse(hotel.runtime)('Is there a pool? Can I book?');
    expect(saidIn(result)).to.deep.equal(['Yes, there is a pool', 'Something broke', 'A person will help you']);
    expect(result.handoff).to.deep.include({ reason: 'handler_failed' });
  });

  it('with one thing twice gets it once', async () => {
    const hotel = makeReader({ 'Have you a pool?': pool, 'Is there a pool? Have you a pool?': pool });
    const result = await converse(hotel.runtime)('Is there a pool? Have you a pool?');
    expect(saidIn(result)).to.deep.equal(['Yes, there is a pool']);
  });

  it('keeps its own id for every part that may write to the PMS', async () => {
    const ids: string[] = [];
    const hotel = makeReader(
      { 'Can I book?': { intent: 'book' } },
      {
        handlers: {
          booking: (turn) => {
            ids.push(turn.id);
            return reply('utter_greet');
          },
        },
      },
    );
    await converse(hotel.runtime)('Is there a pool? Can I book?');
    expect(ids).to.deep.equal(['11111111-1111-8111-a111-111111111111:1:1']);
  });

  describe('with a form', () => {
    const place = { file: 'config/test.yml', line: 1, path: '' };
    const form = (parts: RuntimeParts = {}) => {
      const responses = {
        utter_ask_pool: { en: 'Yes, there is a pool' },
        utter_ask_adults: { en: 'How many adults?' },
        utter_handoff: { en: 'A person will help you' },
        utter_error: { en: 'Something broke' },
        utter_booked: { en: 'Booked for {adults}' },
      };
      const { runtime } = makeReader(
        { 'Can I book?': { intent: 'book' }, 'Two adults.': { intent: 'book' } },
        {
          handlers: { booking: ({ slots }) => reply('utter_booked', { adults: slots.adults }) },
          config: { intents: { ask_pool: {}, book: { triggers: 'booking' } }, responses },
          ...parts,
        },
      );
      const served = [{ name: 'booking', slots: ['adults'], place }];
      return converse({ ...runtime, engine: compileHotel(runtime.config.bot, served, new Findings()) });
    };

    it('gets the question of the form at its end', async () => {
      expect(saidIn(await form()('Can I book? Is there a pool?'))).to.deep.equal([
        'Yes, there is a pool',
        'How many adults?',
      ]);
    });

    it('answers the form and asks beside it, and is not asked again', async () => {
      const say = form();
      expect(saidIn(await say('Hello,\nCan I book?'))).to.deep.equal(['How many adults?']);
      const result = await say('Good morning,\n\nTwo adults. Is there a pool?\n\nThank you\nAna');
      expect(saidIn(result)).to.deep.equal(['Yes, there is a pool', 'Booked for 2']);
    });

    it('that is not understood beside an answer goes to staff', async () => {
      const say = form();
      await say('Can I book?');
      const result = await say('Two adults. Is there a pool? Where do I land my helicopter?');
      expect(result.handoff).to.deep.include({ reason: 'partly_understood', draft: 'Yes, there is a pool' });
    });

    it('that only asks beside the form is asked once more', async () => {
      const say = form();
      await say('Can I book?');
      expect(saidIn(await say('Is there a pool?'))).to.deep.equal(['Yes, there is a pool', 'How many adults?']);
    });
  });

  it('names a choice between greetings', async () => {
    const hotel = makeReader(
      { 'Can I book?': { intent: 'book' } },
      {
        handlers: {
          booking: () =>
            ask('utter_which', [
              { payload: '/greet', title: 'Sea' },
              { payload: '/ask_pool', title: 'Garden' },
            ]),
        },
      },
    );
    const say = converse(hotel.runtime);
    await say('Can I book?');
    expect(saidIn(await say('Hello,\n\n2, please\n\nRegards\nAna'))).to.deep.equal(['Yes, there is a pool']);
  });
});

describe('a message of a chat', () => {
  const again = 'Is there a pool? Is there a pool?';

  it('that asks several things gets all answers where all are understood', async () => {
    const hotel = makeReader(
      { 'Shall I say hello?': greeting, 'Can I book?': { intent: 'book' } },
      {
        letters: false,
        handlers: { booking: () => reply('utter_greet') },
      },
    );
    const result = await converse(hotel.runtime)('Is there a pool? Can I book?');
    expect(saidIn(result)).to.deep.equal(['Yes, there is a pool', 'Hello']);
  });

  it('stays whole where a part is not understood', async () => {
    const helicopter = 'Is there a pool? Can I land my helicopter on the roof?';
    const hotel = makeReader({ [helicopter]: pool }, { letters: false });
    expect(saidIn(await converse(hotel.runtime)(helicopter))).to.deep.equal(['Yes, there is a pool']);
  });

  it('stays whole where it asks one thing, or one thing twice', async () => {
    const hotel = makeReader({ [again]: greeting, 'Hello. Is there a pool?': greeting }, { letters: false });
    expect(saidIn(await converse(hotel.runtime)(again))).to.deep.equal(['Hello']);
    expect(saidIn(await converse(hotel.runtime)('Hello. Is there a pool?'))).to.deep.equal(['Hello']);
  });
});
