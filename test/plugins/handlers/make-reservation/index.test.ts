import { BotonesError, type Outcome, type Pms, type Turn } from '@botones/contract';
import {
  aHandlerContext,
  anEntity,
  anOffer,
  anUnderstanding,
  aTurn,
  fakePms,
  handlerContract,
} from '@botones/contract/testing';
import { expect } from 'chai';
import makeReservation from '../../../../plugins/handlers/make-reservation/index.ts';
import { partsOf, saidBy, valuesOf } from '../../../support/form-handler.ts';
import { knownResponses } from '../../../support/known-responses.ts';

const options = {
  hold: true,
  holdHours: 24,
  depositPercent: 30,
  phonePrefix: '+34',
  receiptMeans: 'payment_confirmation',
  offersFrom: 'check-availability',
};
const offer = 'double/flexible/2031-06-03/2031-06-05/2%2B6/22000';
const stay = {
  arrival: '2031-06-03',
  departure: '2031-06-05',
  adults: 2,
  children: 1,
  child_ages: [6],
  room_type: 'double',
};
const known = { ...stay, offer, guest_name: 'Ann Smith', guest_contact: 'ann@example.com' };

async function handlerOf(pms: Pms = fakePms(), change: Partial<typeof options> = {}) {
  return partsOf(await makeReservation.setup(aHandlerContext({ ...options, ...change }, { pms })));
}

async function question(slots: Turn['slots'] = known, pms: Pms = fakePms()): Promise<Outcome> {
  const { questions } = await handlerOf(pms);
  return (await questions.booking_confirmed?.(aTurn({ slots, language: 'en' }))) ?? expect.fail();
}

/** The slots of a guest who has seen price and terms. */
async function quoted(pms: Pms = fakePms()): Promise<Turn['slots']> {
  return { ...known, ...(await question(known, pms)).slots };
}

async function yes(pms: Pms, slots: Turn['slots'], change: Partial<typeof options> = {}) {
  const { handle } = await handlerOf(pms, change);
  return handle(aTurn({ slots: { ...slots, booking_confirmed: true }, language: 'en' }));
}

async function check(change: Partial<Turn>) {
  return (await handlerOf()).check(aTurn(change));
}

function refusing(
  code: 'ERR_PMS_SOLD_OUT' | 'ERR_PMS_PRICE_CHANGED' | 'ERR_PMS_INVALID_INPUT' | 'ERR_PMS_REJECTED',
  field?: string,
) {
  const pms = fakePms();
  pms.createReservation = async () => {
    throw new BotonesError(code, 'No.', field === undefined ? {} : { field });
  };
  return pms;
}

const dearer = fakePms({ offers: [anOffer({ total: { minor: 25_000, currency: 'EUR' } })] });
const quote = (await quoted()).quote;

handlerContract(makeReservation, {
  options: { depositPercent: 30 },
  knownResponses: knownResponses(),
  turns: [
    aTurn(),
    aTurn({ slots: known }),
    aTurn({ slots: { ...known, quote, booking_confirmed: true }, language: 'en' }),
    aTurn({ slots: { ...known, quote, booking_confirmed: false } }),
    aTurn({ slots: { ...known, guest_name: 'book it please' }, answered: ['guest_name'] }),
  ],
});

describe('make-reservation', () => {
  describe('before the question', () => {
    it('asks the PMS anew, and says price, taxes and cancel terms', async () => {
      const pms = fakePms();
      const outcome = await question(known, pms);
      expect(pms.calls[0]?.method).to.equal('confirmOffers');
      expect(saidBy(outcome)).to.deep.equal(['booking/summary', 'booking/cancel_fee', 'booking/confirm']);
      expect(valuesOf(outcome, 'booking/summary')).to.deep.include({
        total: '€220',
        prices: 'Tue 3 Jun: €100\nWed 4 Jun: €120',
        guests: '2 adults and 1 child (aged 6)',
        name: 'Ann Smith',
      });
    });

    it('promises no time to cancel that is over in a moment', async () => {
      const steps = [{ from: aTurn().now.add({ seconds: 1 }), fee: { minor: 100, currency: 'EUR' } }];
      const outcome = await question(known, fakePms({ offers: [anOffer({ cancelPolicy: { steps } })] }));
      expect(saidBy(outcome)).to.include('booking/cancel_fee');
    });

    it('says by how much the price rose since it was shown', async () => {
      const outcome = await question(known, dearer);
      expect(valuesOf(outcome, 'booking/price_rose')).to.deep.equal({ before: '€220', total: '€250' });
      expect(saidBy(outcome).at(-1)).to.equal('booking/confirm');
    });

    it('takes a lower price without a word', async () => {
      const cheaper = fakePms({ offers: [anOffer({ total: { minor: 20_000, currency: 'EUR' } })] });
      const outcome = await question(known, cheaper);
      expect(saidBy(outcome)).not.to.include('booking/price_rose');
      expect(valuesOf(outcome, 'booking/confirm')).to.deep.include({ total: '€200' });
    });

    it('says that it is gone, and goes on to what is free', async () => {
      const outcome = await question(known, fakePms({ offers: [] }));
      expect(saidBy(outcome)).to.deep.equal(['pms/sold_out']);
      expect(outcome).to.deep.include({ next: 'check-availability' });
      expect(outcome.slots).to.deep.equal({ offer: null });
    });

    it('repeats only the question after a digression, and its buttons stay good', async () => {
      const slots = await quoted();
      const again = await question(slots);
      expect(saidBy(again)).to.deep.equal(['booking/confirm']);
      expect(again.slots).to.deep.equal({ quote: slots.quote });
    });

    it('shows what is free to a guest who has chosen nothing', async () => {
      const { questions } = await handlerOf();
      expect(await questions.offer?.(aTurn({ slots: stay }))).to.deep.include({ next: 'check-availability' });
    });
  });

  describe('at a yes', () => {
    it('keeps the room under the turn’s key, and says how to pay', async () => {
      const pms = fakePms();
      const outcome = await yes(pms, await quoted());
      expect(pms.calls).to.deep.equal([{ method: 'createReservation', key: `${aTurn().id}:reserve` }]);
      expect(saidBy(outcome)).to.deep.equal(['booking/held', 'booking/pay']);
      expect(valuesOf(outcome, 'booking/pay')).to.deep.include({ reference: 'R1', deposit: '€66' });
      expect(outcome.slots).to.deep.include({
        offer: null,
        quote: null,
        arrival: null,
        file_means: 'payment_confirmation',
      });
      expect(outcome.effects).to.deep.equal([
        { operation: 'pms.createReservation', key: `${aTurn().id}:reserve`, reference: 'R1' },
      ]);
    });

    it('books at once where nothing is to be kept', async () => {
      expect(saidBy(await yes(fakePms(), await quoted(), { hold: false }))).to.deep.equal(['booking/confirmed']);
      const none = { ...fakePms(), capabilities: { ...fakePms().capabilities, holds: false } };
      expect(saidBy(await yes(none, await quoted()))).to.deep.equal(['booking/confirmed']);
    });

    it('asks again where the PMS has another price by now', async () => {
      const outcome = await yes(refusing('ERR_PMS_PRICE_CHANGED'), await quoted());
      expect(outcome).to.deep.equal({ replies: [], slots: { booking_confirmed: null }, next: 'make-reservation' });
    });

    it('shows what is free where it was sold meanwhile', async () => {
      const outcome = await yes(refusing('ERR_PMS_SOLD_OUT'), await quoted());
      expect(saidBy(outcome)).to.deep.equal(['pms/sold_out']);
      expect(outcome).to.deep.include({ next: 'check-availability' });
    });

    it('asks for the one thing that the PMS refuses', async () => {
      const outcome = await yes(refusing('ERR_PMS_INVALID_INPUT', 'guest.email'), await quoted());
      expect(saidBy(outcome)).to.deep.equal(['booking/guest_refused']);
      expect(outcome.slots).to.deep.equal({ booking_confirmed: null, guest_contact: null });
    });

    it('leaves any other refusal to the rest of the bot', async () => {
      const slots = await quoted();
      const failure = await yes(refusing('ERR_PMS_REJECTED'), slots).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(BotonesError).and.include({ code: 'ERR_PMS_REJECTED' });
    });

    it('writes nothing without a quote for this very choice, or at a no', async () => {
      const pms = fakePms();
      const slots = await quoted(pms);
      pms.calls.length = 0;
      expect(await yes(pms, { ...slots, offer: offer.replace('22000', '1') })).to.deep.include({
        next: 'make-reservation',
      });
      expect(await yes(pms, known)).to.deep.include({ next: 'make-reservation' });
      const { handle } = await handlerOf(pms);
      const no = await handle(aTurn({ slots: { ...slots, booking_confirmed: false } }));
      expect(saidBy(no)).to.deep.equal(['booking/declined']);
      expect(pms.calls).to.deep.equal([]);
    });
  });

  describe('its look at the answers', () => {
    it('takes the stay from the choice', async () => {
      const { slots } = await check({ slots: { offer }, answered: ['offer'] });
      expect(slots).to.deep.include({ ...stay, quote: null, booking_confirmed: null });
    });

    it('forgets the choice when the stay becomes another', async () => {
      for (const change of [{ departure: '2031-06-06' }, { adults: 3 }, { room_type: 'suite' }]) {
        const { slots } = await check({ slots: { ...known, ...change }, answered: Object.keys(change) });
        expect(slots, JSON.stringify(change)).to.deep.include({ offer: null, quote: null });
      }
    });

    it('takes no sentence and no single word for a name', async () => {
      for (const said of ['i want to book it', 'Ann', '42', 'no']) {
        const outcome = await check({ slots: { guest_name: said }, answered: ['guest_name'], text: said });
        expect(outcome.slots, said).to.deep.include({ guest_name: null });
        expect(saidBy(outcome)).to.deep.equal(['booking/name_unclear']);
      }
    });

    it('reads names out of sentences', async () => {
      const read = async (said: string) =>
        (await check({ slots: { guest_name: said }, answered: ['guest_name'], text: said })).slots?.guest_name;
      expect(await read('my name is Ann Smith.')).to.equal('Ann Smith');
      expect(await read('hola, soy María del Mar Núñez')).to.equal('María del Mar Núñez');
      expect(await read('a nombre de Jean-Luc O’Neill')).to.equal('Jean-Luc O’Neill');
    });

    it('keeps a name of earlier on when a button is pressed', async () => {
      const understanding = anUnderstanding({ entities: [anEntity('offer', offer)] });
      const pressed = await check({ slots: known, answered: ['offer', 'guest_name'], text: 'Double', understanding });
      expect(pressed.slots).to.deep.include({ guest_name: 'Ann Smith' });
    });

    it('knows a guest who writes from a mail address', async () => {
      const message = { ...aTurn().message, guest: { ...aTurn().message.guest, email: 'me@example.com' } };
      expect((await check({ message })).slots).to.deep.equal({ guest_contact: 'me@example.com' });
    });

    it('lets the button of an older question ask anew, and one of a made booking say so', async () => {
      const slots = { ...(await quoted()), booking_confirmed: 'another' };
      expect((await check({ slots })).slots).to.deep.include({ booking_confirmed: null });
      const reservation = { reference: 'R1', token: 't' };
      const understanding = anUnderstanding({ entities: [anEntity('booking_confirmed', 't')] });
      const again = await check({ slots: { reservation }, understanding });
      expect(saidBy(again)).to.deep.equal(['booking/already']);
      expect(again.next).to.equal(null);
    });

    it('forgets a choice that cannot be read', async () => {
      for (const bad of [
        '',
        'double',
        'double/flexible/2031-06-05/2031-06-03/2/1',
        `${offer}/more`,
        '%/a/b/c/d/e',
        7,
      ]) {
        expect((await check({ slots: { offer: bad }, answered: ['offer'] })).slots).to.deep.include({ offer: null });
      }
    });
  });
});
