import { BotonesError, type Part, type Pms } from '@botones/contract';
import { aHandlerContext, aReservationRequest, aTurn, fakePms, handlerContract } from '@botones/contract/testing';
import { expect } from 'chai';
import payment from '../../../../plugins/handlers/payment-confirmation/index.ts';
import { partsOf, saidBy, valuesOf } from '../../../support/form-handler.ts';
import { knownResponses } from '../../../support/known-responses.ts';

type Confirm = 'staff' | 'receipt' | 'claim';
const held = { reference: 'R1', status: 'held', due: { minor: 6600, currency: 'EUR' } };
const picture: Part = { type: 'image', media: { id: 'm' }, alt: '' };
const key = `${aTurn().id}:payment`;

/** A PMS that keeps R1. */
async function keeping() {
  const pms = fakePms();
  const holdUntil = Temporal.Instant.from('2026-06-02T10:00:00Z');
  await pms.createReservation(aReservationRequest({ holdUntil }), 'k', aTurn().signal);
  pms.calls.length = 0;
  return pms;
}

async function say(confirm: Confirm, slots: object, parts: Part[] = aTurn().message.parts, pms?: Pms) {
  const options = { confirm, method: 'transfer', note: 'Paid, says the guest.', lookup: 'reservation-lookup' };
  const { handle } = partsOf(await payment.setup(aHandlerContext(options, { pms: pms ?? (await keeping()) })));
  return handle(aTurn({ slots: { ...slots }, message: { ...aTurn().message, parts }, language: 'en' }));
}

function failing(code: 'ERR_PMS_CONFLICT' | 'ERR_PMS_DOWN') {
  const pms = fakePms();
  const fail = async () => {
    throw new BotonesError(code, 'No.');
  };
  return Object.assign(pms, { recordPayment: fail, addNote: fail });
}

for (const confirm of ['staff', 'receipt'] as const) {
  handlerContract(payment, {
    options: { confirm },
    knownResponses: knownResponses(),
    turns: [
      aTurn(),
      ...['held', 'confirmed', 'cancelled'].map((status) => aTurn({ slots: { reservation: { ...held, status } } })),
    ],
  });
}

describe('payment-confirmation', () => {
  it('records what was to be paid, under the turn’s key', async () => {
    const pms = await keeping();
    const outcome = await say('claim', { reservation: held }, undefined, pms);
    expect(pms.calls).to.deep.equal([{ method: 'recordPayment', key }]);
    expect(valuesOf(outcome, 'payment/confirmed')).to.deep.include({ reference: 'R1', paid: '€66', total: '€220' });
    expect(outcome.slots).to.deep.include({ file_means: null });
    expect(outcome.slots?.reservation).to.deep.include({ status: 'confirmed' });
    expect(outcome.effects).to.deep.equal([{ operation: 'pms.recordPayment', key, reference: 'R1' }]);
  });

  it('takes a picture or a document for the receipt, and asks for one at words', async () => {
    const document: Part = { type: 'document', media: { id: 'm' }, name: 'receipt.pdf' };
    for (const part of [picture, document]) {
      expect(saidBy(await say('receipt', { reservation: held }, [part]))).to.deep.equal(['payment/confirmed']);
    }
    const asked = await say('receipt', { reservation: held });
    expect(saidBy(asked)).to.deep.equal(['payment/send_receipt']);
    const insisting = await say('receipt', { reservation: held, ...asked.slots });
    expect(insisting.handoff).to.deep.equal({ reason: 'payment_claimed' });
  });

  it('has staff look first, with a note at the reservation', async () => {
    const pms = await keeping();
    const outcome = await say('staff', { reservation: held }, [picture], pms);
    expect(saidBy(outcome)).to.deep.equal(['payment/with_staff']);
    expect(outcome.handoff).to.deep.equal({ reason: 'payment_claimed' });
    expect(pms.calls).to.deep.equal([{ method: 'addNote', key: `${key}-note` }]);
  });

  it('calls staff without the note where the PMS does not take it', async () => {
    const outcome = await say('staff', { reservation: held }, [picture], failing('ERR_PMS_DOWN'));
    expect(outcome.handoff).to.deep.equal({ reason: 'payment_claimed' });
    expect(outcome).not.to.have.property('effects');
  });

  it('calls a person where the room is no longer kept', async () => {
    const late = await say('claim', { reservation: held }, undefined, failing('ERR_PMS_CONFLICT'));
    expect(saidBy(late)).to.deep.equal(['payment/too_late']);
    expect(late.handoff).to.deep.equal({ reason: 'payment_too_late' });
    const cancelled = await say('claim', { reservation: { ...held, status: 'cancelled' } });
    expect(cancelled.handoff).to.deep.equal({ reason: 'payment_too_late' });
  });

  it('leaves a PMS that is down to the rest of the bot', async () => {
    const failure = await say('claim', { reservation: held }, undefined, failing('ERR_PMS_DOWN')).catch(
      (error) => error,
    );
    expect(failure).to.include({ code: 'ERR_PMS_DOWN' });
  });

  it('says so where it is confirmed, and looks for a reservation that it does not know', async () => {
    const again = await say('claim', { reservation: { ...held, status: 'confirmed' } });
    expect(saidBy(again)).to.deep.equal(['payment/already']);
    expect(await say('claim', {})).to.deep.include({
      next: 'reservation-lookup',
      slots: { after_lookup: 'payment-confirmation' },
    });
  });
});
