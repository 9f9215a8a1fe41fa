import type { Turn } from '@botones/contract';
import { aHandlerContext, aReservationRequest, aTurn, fakePms, handlerContract } from '@botones/contract/testing';
import { expect } from 'chai';
import lateCheckout from '../../../../plugins/handlers/late-checkout/index.ts';
import { partsOf, saidBy, valuesOf } from '../../../support/form-handler.ts';
import { knownResponses } from '../../../support/known-responses.ts';

const reservation = { reference: 'R1', status: 'confirmed', departure: '2026-06-05' };

/** A PMS that keeps R1. */
function keeping() {
  const pms = fakePms();
  void pms.createReservation(aReservationRequest(), 'k', aTurn().signal);
  pms.calls.length = 0;
  return pms;
}

async function partsFor(pms = fakePms(), fee = 3000) {
  const options = { fee, until: '14:00', title: 'Late check-out', lookup: 'reservation-lookup' };
  return partsOf(await lateCheckout.setup(aHandlerContext(options, { pms })));
}

async function ask(pms = fakePms(), fee = 3000) {
  const { questions } = await partsFor(pms, fee);
  const turn = aTurn({ slots: { reservation }, language: 'en' });
  return (await questions.late_checkout_confirmed?.(turn)) ?? expect.fail();
}

async function check(slots: Turn['slots']) {
  return (await partsFor()).check(aTurn({ slots }));
}

handlerContract(lateCheckout, {
  options: { fee: 3000 },
  knownResponses: knownResponses(),
  pms: keeping,
  turns: [aTurn(), ...[true, false].map((said) => aTurn({ slots: { late_checkout_confirmed: said, reservation } }))],
});

describe('late-checkout', () => {
  it('asks the PMS for the night after, and says the fee', async () => {
    const pms = keeping();
    const nights: string[] = [];
    const { isRoomFree } = pms;
    pms.isRoomFree = (reference, night, signal) => {
      nights.push(night.toString());
      return isRoomFree(reference, night, signal);
    };
    expect(valuesOf(await ask(pms), 'late/offer')).to.deep.include({ fee: '€30', until: '14:00' });
    expect(nights).to.deep.equal(['2026-06-05']);
    expect(saidBy(await ask(pms, 0))).to.deep.equal(['late/offer_free']);
  });

  it('says that others arrive', async () => {
    const pms = keeping();
    pms.isRoomFree = async () => false;
    const outcome = await ask(pms);
    expect(saidBy(outcome)).to.deep.equal(['late/not_free']);
    expect(outcome.next).to.equal(null);
  });

  it('puts it on the bill at a yes, once, and nothing at a no', async () => {
    const pms = keeping();
    const { handle } = await partsFor(pms);
    const no = await handle(aTurn({ slots: { reservation, late_checkout_confirmed: false } }));
    expect(saidBy(no)).to.deep.equal(['late/declined']);
    expect(pms.calls).to.deep.equal([]);
    const yes = await handle(aTurn({ slots: { reservation, late_checkout_confirmed: true } }));
    expect(pms.calls).to.deep.equal([{ method: 'addExtra', key: `${aTurn().id}:late-checkout` }]);
    expect(yes.slots).to.deep.equal({ late_checkout_confirmed: null, late_checkout: 'R1' });
    expect(saidBy(await check({ reservation, ...yes.slots }))).to.deep.equal(['late/already']);
  });

  it('calls a person where the PMS can sell nothing of its own making', async () => {
    const pms = keeping();
    const none = { ...pms, capabilities: { ...pms.capabilities, extras: false } };
    expect((await ask(none)).handoff).to.deep.equal({ reason: 'late_checkout' });
  });

  it('looks for a reservation first, and has nothing to offer for one that is cancelled', async () => {
    expect(await check({})).to.deep.include({ next: 'reservation-lookup', slots: { after_lookup: 'late-checkout' } });
    const over = await check({ reservation: { ...reservation, status: 'cancelled' } });
    expect(saidBy(over)).to.deep.equal(['late/not_booked']);
  });
});
