import { aHandlerContext, aTurn, handlerContract } from '@botones/contract/testing';
import { expect } from 'chai';
import checkAvailability from '../../../../plugins/handlers/check-availability/index.ts';
import { knownResponses } from '../../../support/known-responses.ts';

const stay = {
  arrival: '2031-06-03',
  departure: '2031-06-05',
  adults: 2,
  children: 1,
  child_ages: [6],
  room_type: 'suite',
};
const titles = { suite: { es: 'suite', en: 'suite' } };

function wish(change: object = {}, language = 'en') {
  return aTurn({ slots: { ...stay, ...change }, language });
}

async function answer(change: object = {}, language = 'en') {
  const handle = await checkAvailability.setup(aHandlerContext({ roomTypes: titles }));
  return handle(wish(change, language));
}

async function noted(change: object = {}, language = 'en') {
  const { replies } = await answer(change, language);
  return replies.map((reply) => ('response' in reply ? [reply.response, reply.values] : []))[0];
}

handlerContract(checkAvailability, {
  options: { roomTypes: titles },
  knownResponses: knownResponses(),
  turns: [
    wish(),
    wish({}, 'es'),
    wish({ children: 0, child_ages: [] }),
    wish({ room_type: 'attic' }),
    wish({ adults: null }),
  ],
});

describe('check-availability', () => {
  it('repeats what the guest looks for, in the guest’s language', async () => {
    expect(await noted()).to.deep.equal([
      'availability/noted',
      {
        arrival: 'Tuesday, 3 June 2031',
        departure: 'Thursday, 5 June 2031',
        nights: '2 nights',
        guests: '2 adults and 1 child (aged 6)',
        room: { es: 'suite', en: 'suite' },
      },
    ]);
    expect((await noted({}, 'es'))?.[1]).to.deep.include({
      arrival: 'martes, 3 de junio de 2031',
      nights: '2 noches',
      guests: '2 adultos y 1 niño (6 años)',
    });
  });

  it('names one guest, several children and babies as people do', async () => {
    const guests = async (change: object, language = 'en') => {
      const values = (await noted(change, language))?.[1] as { guests?: string } | undefined;
      return values?.guests;
    };
    expect(await guests({ adults: 1, child_ages: [] })).to.equal('1 adult');
    expect(await guests({ child_ages: [0, 4] })).to.equal('2 adults and 2 children (aged under 1 and 4)');
    expect(await guests({ child_ages: [1] }, 'es')).to.equal('2 adultos y 1 niño (1 año)');
    expect(await guests({ child_ages: [4, 7] }, 'es')).to.equal('2 adultos y 2 niños (4 y 7 años)');
  });

  it('calls a person, and forgets the wish', async () => {
    const { handoff, slots } = await answer();
    expect(handoff).to.deep.equal({ reason: 'needs_staff' });
    expect(slots).to.deep.equal({
      arrival: null,
      departure: null,
      nights: null,
      adults: null,
      children: null,
      child_ages: null,
      room_type: null,
    });
  });

  it('calls a person without a word where the slots say no stay', async () => {
    for (const change of [{ arrival: 'soon' }, { departure: '2031-06-03' }, { adults: 0 }, { child_ages: 'six' }]) {
      const outcome = await answer(change);
      expect(outcome).to.deep.include({ replies: [], handoff: { reason: 'needs_staff' } });
    }
  });
});
