import type { Offer } from '@botones/contract';
import { aHandlerContext, anOffer, aRoomType, aTurn, fakePms, handlerContract } from '@botones/contract/testing';
import { expect } from 'chai';
import checkAvailability from '../../../../plugins/handlers/check-availability/index.ts';
import { saidBy, valuesOf } from '../../../support/form-handler.ts';
import { knownResponses } from '../../../support/known-responses.ts';

const stay = {
  arrival: '2031-06-03',
  departure: '2031-06-05',
  adults: 2,
  children: 1,
  child_ages: [6],
  room_type: 'double',
};
const suite = anOffer({ id: 'offer-2', roomTypeId: 'suite', total: { minor: 40_000, currency: 'EUR' } });
const options = { roomTypes: { twin: 'double' }, any: 'any', cheapest: 'cheapest', most: 6, maxNights: 30 };

function wish(change: object = {}, language = 'en') {
  return aTurn({ slots: { ...stay, ...change }, language });
}

function hotel(offers: Offer[] = [anOffer(), suite], free: (arrival: Temporal.PlainDate) => boolean = () => true) {
  const pms = fakePms({
    roomTypes: [aRoomType(), aRoomType({ id: 'suite', name: { es: 'Suite', en: 'Suite' } })],
    offers,
  });
  const { searchOffers } = pms;
  pms.searchOffers = async (search, signal) => (free(search.arrival) ? searchOffers(search, signal) : []);
  return pms;
}

async function answer(change: object = {}, { pms = hotel(), language = 'en' } = {}) {
  return (await checkAvailability.setup(aHandlerContext(options, { pms })))(wish(change, language));
}

handlerContract(checkAvailability, {
  options: {},
  knownResponses: knownResponses(),
  pms: () => hotel(),
  turns: [
    wish(),
    wish({}, 'es'),
    wish({ children: 0, child_ages: [] }),
    wish({ room_type: 'attic' }),
    wish({ adults: null }),
    wish({ departure: '2031-12-05' }),
  ],
});

describe('check-availability', () => {
  it('shows what is free of the room that was wished for', async () => {
    const outcome = await answer();
    expect(saidBy(outcome)).to.deep.equal(['availability/offers', 'availability/offer']);
    expect(valuesOf(outcome, 'availability/offers')).to.deep.equal({
      arrival: 'Tuesday 3 June 2031',
      departure: 'Thursday 5 June 2031',
      nights: '2 nights',
      guests: '2 adults and 1 child (aged 6)',
    });
    expect(valuesOf(outcome, 'availability/offer')).to.deep.include({
      offer: 'double/flexible/2031-06-03/2031-06-05/2%2B6/22000',
      total: '€220',
      night: '€110',
    });
  });

  it('says until when an offer may be cancelled for nothing', async () => {
    const cancelPolicy = {
      steps: [{ from: Temporal.Instant.from('2031-06-01T13:00:00Z'), fee: { minor: 100, currency: 'EUR' } }],
    };
    const outcome = await answer({}, { pms: hotel([anOffer({ cancelPolicy })]) });
    expect(valuesOf(outcome, 'availability/offer_free')).to.deep.include({ until: 'Sunday 1 June 2031' });
  });

  it('speaks the guest’s language', async () => {
    expect(valuesOf(await answer({}, { language: 'es' }), 'availability/offers')).to.deep.include({
      arrival: 'martes 3 de junio de 2031',
      nights: '2 noches',
      guests: '2 adultos y 1 niño (6 años)',
    });
  });

  it('shows all rooms to a guest without a preference, and knows the hotel’s own words', async () => {
    for (const room of ['any', null]) {
      expect(saidBy(await answer({ room_type: room }))).to.have.length(3);
    }
    expect(saidBy(await answer({ room_type: 'twin' }))).to.have.length(2);
  });

  it('offers other rooms where the wished one is taken', async () => {
    const outcome = await answer({}, { pms: hotel([suite]) });
    expect(saidBy(outcome)).to.deep.equal(['availability/other_types', 'availability/offer']);
    expect(valuesOf(outcome, 'availability/other_types')).to.deep.include({ room: { es: 'Doble', en: 'Double' } });
  });

  it('offers the nearest other days where nothing is free', async () => {
    const days = ['2031-06-01', '2031-06-05', '2031-06-06'];
    const pms = hotel([anOffer()], (arrival) => days.includes(arrival.toString()));
    const { replies } = await answer({}, { pms });
    const [, cards] = replies;
    const offers = cards && 'cards' in cards ? cards.cards.map(({ values }) => values?.offer) : [];
    expect(offers).to.deep.equal([
      'double/flexible/2031-06-01/2031-06-03/2%2B6/22000',
      'double/flexible/2031-06-05/2031-06-07/2%2B6/22000',
    ]);
  });

  it('offers more nights where so few are not sold, and the wished room first', async () => {
    const pms = hotel();
    pms.searchOffers = async ({ arrival, departure }) => (arrival.until(departure).days > 2 ? [suite, anOffer()] : []);
    const { replies } = await answer({}, { pms });
    const cards = replies.flatMap((reply) => ('cards' in reply ? reply.cards : []));
    expect(cards.map(({ values }) => values?.offer)).to.deep.equal([
      'double/flexible/2031-06-03/2031-06-06/2%2B6/22000',
      `suite/flexible/2031-06-03/2031-06-06/2%2B6/${suite.total.minor}`,
    ]);
  });

  it('shares a party out over so many rooms as the guest says', async () => {
    const outcome = await answer({ adults: 3, rooms: 2 });
    expect(valuesOf(outcome, 'availability/offers')).to.deep.include({
      guests: '2 rooms (2 adults; 1 adult and 1 child (aged 6))',
    });
    expect(valuesOf(outcome, 'availability/offer')).to.deep.include({
      room: { es: '2 × Doble', en: '2 × Double' },
      offer: 'double/flexible/2031-06-03/2031-06-05/2%2C1%2B6/22000',
    });
  });

  it('takes the fewest rooms that hold a party, and says so', async () => {
    const outcome = await answer({ adults: 6, children: 0, child_ages: [] });
    expect(saidBy(outcome)[0]).to.equal('availability/several_rooms');
  });

  it('leaves a party that no number of rooms holds to a person', async () => {
    expect((await answer({ adults: 40 })).handoff).to.deep.equal({ reason: 'large_party' });
    expect((await answer({ adults: 1, rooms: 2 })).handoff).to.deep.equal({ reason: 'large_party' });
  });

  it('says no hour until which leaving is free where that is now', async () => {
    const steps = [{ from: aTurn().now.add({ seconds: 1 }), fee: { minor: 100, currency: 'EUR' } }];
    expect(saidBy(await answer({}, { pms: hotel([anOffer({ cancelPolicy: { steps } })]) }))).to.include(
      'availability/offer',
    );
  });

  it('says so where nothing is free near by, and never looks into the past', async () => {
    const asked: string[] = [];
    const pms = hotel([], (arrival) => asked.push(arrival.toString()) > 0);
    const outcome = await answer({ arrival: '2026-06-02', departure: '2026-06-03' }, { pms });
    expect(saidBy(outcome)).to.deep.equal(['availability/full']);
    expect(outcome.slots).to.deep.include({ arrival: null, departure: null, offer: null });
    expect(asked.toSorted()[0]).to.equal('2026-06-01');
  });

  it('forgets what was chosen from an older list', async () => {
    expect((await answer()).slots).to.deep.equal({ offer: null, quote: null, booking_confirmed: null, nights: 2 });
  });

  it('leaves long stays, and slots that say none, to a person', async () => {
    expect((await answer({ departure: '2031-08-05' })).handoff).to.deep.equal({ reason: 'long_stay' });
    for (const change of [{ arrival: 'soon' }, { departure: '2031-06-03' }, { adults: 0 }, { child_ages: 'six' }]) {
      expect(await answer(change)).to.deep.include({ replies: [], handoff: { reason: 'needs_staff' } });
    }
  });
});
