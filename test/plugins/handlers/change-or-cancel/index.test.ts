import { BotonesError, type Turn } from '@botones/contract';
import {
  aHandlerContext,
  anUnderstanding,
  aReservationRequest,
  aTurn,
  fakePms,
  handlerContract,
} from '@botones/contract/testing';
import { expect } from 'chai';
import changeOrCancel from '../../../../plugins/handlers/change-or-cancel/index.ts';
import { partsOf, saidBy, valuesOf } from '../../../support/form-handler.ts';
import { knownResponses } from '../../../support/known-responses.ts';

const options = {
  cancelFor: ['cancel_reservation'],
  changeFor: ['change_reservation'],
  lookup: 'reservation-lookup',
};
const reservation = { reference: 'R1', status: 'confirmed', arrival: '2026-06-03', departure: '2026-06-05' };
const toCancel = { reservation, reservation_wish: 'cancel', arrival: '2026-06-03', departure: '2026-06-05' };
const toChange = { reservation, reservation_wish: 'change', arrival: '2026-07-03', departure: '2026-07-06' };

/** A PMS that keeps R1. */
function keeping() {
  const pms = fakePms();
  void pms.createReservation(aReservationRequest(), 'k', aTurn().signal);
  pms.calls.length = 0;
  return pms;
}

async function partsFor(pms = fakePms()) {
  return partsOf(await changeOrCancel.setup(aHandlerContext(options, { pms })));
}

async function ask(slots: Turn['slots'], pms = fakePms()) {
  const { questions } = await partsFor(pms);
  return (await questions.change_confirmed?.(aTurn({ slots, language: 'en' }))) ?? expect.fail();
}

async function check(slots: Turn['slots'], intent = 'affirm', answered: string[] = []) {
  const { check } = await partsFor();
  return check(aTurn({ slots, answered, understanding: anUnderstanding({ intent }) }));
}

async function answer(slots: Turn['slots'], pms = fakePms()) {
  return (await partsFor(pms)).handle(aTurn({ slots, language: 'en' }));
}

handlerContract(changeOrCancel, {
  options: {},
  knownResponses: knownResponses(),
  pms: keeping,
  turns: [
    aTurn(),
    aTurn({ slots: toCancel }),
    aTurn({ slots: toChange, understanding: anUnderstanding({ intent: 'change_reservation' }) }),
    aTurn({ slots: { ...toChange, change_confirmed: true } }),
    aTurn({ slots: { ...toCancel, reservation: { ...reservation, status: 'cancelled' } } }),
  ],
});

describe('change-or-cancel', () => {
  it('says what cancelling costs, then cancels at a yes, once', async () => {
    const pms = keeping();
    const asked = await ask(toCancel, pms);
    expect(saidBy(asked)).to.deep.equal(['cancel/free', 'cancel/confirm']);
    expect(pms.calls.map(({ method }) => method)).to.deep.equal(['quoteCancel']);
    const done = await answer({ ...toCancel, ...asked.slots, change_confirmed: true }, pms);
    expect(pms.calls.at(-1)).to.deep.equal({ method: 'cancelReservation', key: `${aTurn().id}:cancel` });
    expect(saidBy(done)).to.deep.equal(['cancel/done']);
    expect(done.slots?.reservation).to.deep.include({ reference: 'R1', status: 'cancelled' });
    expect(done.effects?.[0]).to.deep.include({ operation: 'pms.cancelReservation', reference: 'R1' });
  });

  it('says a fee and what comes back', async () => {
    const pms = keeping();
    const { quoteCancel } = pms;
    const euros = (minor: number) => ({ minor, currency: 'EUR' });
    pms.quoteCancel = async (...given) => ({ ...(await quoteCancel(...given)), fee: euros(5000), refund: euros(1000) });
    const asked = await ask(toCancel, pms);
    expect(saidBy(asked)).to.deep.equal(['cancel/fee', 'cancel/refund', 'cancel/confirm']);
    expect(valuesOf(asked, 'cancel/fee')).to.deep.include({ fee: '€50', refund: '€10' });
  });

  it('says the new total, then changes the days at a yes', async () => {
    const pms = keeping();
    const asked = await ask(toChange, pms);
    expect(valuesOf(asked, 'change/quote_same')).to.deep.include({ nights: '3 nights', after: '€220' });
    const done = await answer({ ...toChange, ...asked.slots, change_confirmed: aTurn().id }, pms);
    expect(saidBy(done)).to.deep.equal(['change/done']);
    expect(done.slots?.reservation).to.deep.include({ arrival: '2026-07-03', departure: '2026-07-06' });
  });

  it('says what the total was where it is another, and what the change costs', async () => {
    const pms = keeping();
    const { quoteChange } = pms;
    const euros = (minor: number) => ({ minor, currency: 'EUR' });
    const quoting = (after: number, fee: number) => {
      pms.quoteChange = async (...given) => ({
        ...(await quoteChange(...given)),
        after: euros(after),
        fee: euros(fee),
      });
      return ask(toChange, pms);
    };
    expect(valuesOf(await quoting(25000, 0), 'change/quote')).to.deep.include({ before: '€220', after: '€250' });
    expect(valuesOf(await quoting(25000, 1500), 'change/quote_fee')).to.deep.include({ before: '€220', fee: '€15' });
    expect(valuesOf(await quoting(22000, 1500), 'change/quote_same_fee')).to.deep.include({
      after: '€220',
      fee: '€15',
    });
  });

  it('moves the stay by what the guest says, also before it is known which', async () => {
    const { check } = await partsFor();
    const known = { reservation, reservation_wish: 'change' };
    const longer = await check(aTurn({ slots: known, text: 'una noche más' }));
    expect(longer.slots).to.deep.include({ arrival: '2026-06-03', departure: '2026-06-06', nights: null });
    const change_move = { arrival: 0, departure: 1 };
    const unknown = await check(aTurn({ slots: {}, text: 'un día más en mi reserva' }));
    expect(unknown.slots).to.deep.include({ change_move });
    const found = await check(aTurn({ slots: { ...known, change_move }, text: 'García' }));
    expect(found.slots).to.deep.include({ departure: '2026-06-06', change_move: null });
  });

  it('does nothing at a no, nor at a yes to another question', async () => {
    const pms = keeping();
    const asked = await ask(toCancel, pms);
    pms.calls.length = 0;
    for (const said of [false, 'another']) {
      const kept = await answer({ ...toCancel, ...asked.slots, change_confirmed: said }, pms);
      expect(saidBy(kept)).to.deep.equal(['change/kept']);
    }
    expect(await answer({ ...toCancel, change_confirmed: true }, pms)).to.deep.include({ next: 'change-or-cancel' });
    expect(pms.calls).to.deep.equal([]);
  });

  it('asks again where the price is another by now', async () => {
    const pms = keeping();
    const asked = await ask(toChange, pms);
    pms.applyChange = async () => {
      throw new BotonesError('ERR_PMS_PRICE_CHANGED', 'Dearer.');
    };
    const again = await answer({ ...toChange, ...asked.slots, change_confirmed: true }, pms);
    expect(again).to.deep.include({ next: 'change-or-cancel' });
    expect(again.slots).to.deep.equal({ change_confirmed: null, change_quote: null });
  });

  it('calls a person for what the PMS cannot do', async () => {
    const pms = keeping();
    const none = { ...pms, capabilities: { ...pms.capabilities, changes: false, cancels: false } };
    expect((await ask(toCancel, none)).handoff).to.deep.equal({ reason: 'cancel_reservation' });
    expect((await ask(toChange, none)).handoff).to.deep.equal({ reason: 'change_reservation' });
  });

  it('says so where the days are the same', async () => {
    const same = await ask({ ...toCancel, reservation_wish: 'change' });
    expect(saidBy(same)).to.deep.equal(['change/same']);
    expect(same.next).to.equal(null);
  });

  it('knows the wish by the intent, and needs no days to cancel', async () => {
    const { slots } = await check({ reservation }, 'cancel_reservation');
    expect(slots).to.deep.equal({ reservation_wish: 'cancel', arrival: '2026-06-03', departure: '2026-06-05' });
    expect((await check({ reservation }, 'change_reservation')).slots).to.deep.equal({ reservation_wish: 'change' });
  });

  it('asks anew when other days are named after the question', async () => {
    const { slots } = await check({ ...toChange, change_confirmed: true }, 'inform', ['departure']);
    expect(slots).to.deep.include({ change_confirmed: null });
  });

  it('looks for a reservation first, and leaves a running stay to the reception', async () => {
    expect(await check({}, 'cancel_reservation')).to.deep.include({ next: 'reservation-lookup' });
    const running = await check({ reservation: { ...reservation, arrival: '2026-05-31' } }, 'cancel_reservation');
    expect(running.handoff).to.deep.equal({ reason: 'during_stay' });
    const over = await check({ reservation: { ...reservation, status: 'cancelled' } }, 'cancel_reservation');
    expect(saidBy(over)).to.deep.equal(['change/cancelled']);
  });
});
