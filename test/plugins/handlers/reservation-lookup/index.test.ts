import type { Turn } from '@botones/contract';
import {
  aHandlerContext,
  anEntity,
  anUnderstanding,
  aReservationRequest,
  aTurn,
  fakePms,
  handlerContract,
} from '@botones/contract/testing';
import { expect } from 'chai';
import lookup from '../../../../plugins/handlers/reservation-lookup/index.ts';
import { partsOf, saidBy, valuesOf } from '../../../support/form-handler.ts';
import { knownResponses } from '../../../support/known-responses.ts';

/** Keeps R1 for Ada Guest, ada@example.com. */
async function keeping() {
  const pms = fakePms();
  await pms.createReservation(aReservationRequest(), 'k', aTurn().signal);
  return pms;
}

async function handlerOf(pms = fakePms()) {
  return partsOf(await lookup.setup(aHandlerContext({ attempts: 3 }, { pms })));
}

async function look(slots: Turn['slots']) {
  return (await handlerOf(await keeping())).handle(aTurn({ slots, language: 'en' }));
}

async function askName(guest: object) {
  const { questions } = await handlerOf(await keeping());
  const message = { ...aTurn().message, guest: { ...aTurn().message.guest, ...guest } };
  const turn = aTurn({ slots: { booking_reference: 'R1' }, message, language: 'en' });
  return (await questions.booking_last_name?.(turn)) ?? expect.fail();
}

async function check(slots: Turn['slots'], answered: string[] = Object.keys(slots)) {
  return (await handlerOf(await keeping())).check(aTurn({ slots, answered, language: 'en' }));
}

handlerContract(lookup, {
  options: {},
  knownResponses: knownResponses(),
  turns: [
    aTurn(),
    aTurn({ slots: { booking_reference: 'R1' } }),
    aTurn({ slots: { booking_reference: 'R1', booking_last_name: 'Guest' } }),
    aTurn({ slots: { lookup_failures: 2 } }),
  ],
});

describe('reservation-lookup', () => {
  it('finds by reference and last name, remembers it, and forgets the answers', async () => {
    const outcome = await look({ booking_reference: 'R1', booking_last_name: 'guest', lookup_failures: 2 });
    expect(saidBy(outcome)).to.deep.equal(['lookup/confirmed']);
    expect(valuesOf(outcome, 'lookup/confirmed')).to.deep.include({
      reference: 'R1',
      nights: '2 nights',
      total: '€220',
    });
    expect(outcome.slots).to.deep.include({ booking_reference: null, booking_last_name: null, lookup_failures: null });
    expect(outcome.slots?.reservation).to.deep.include({ reference: 'R1', due: { minor: 22_000, currency: 'EUR' } });
    expect(outcome.next).to.equal(null);
  });

  it('finds the last name in a full one', async () => {
    const outcome = await look({ booking_reference: 'R1', booking_last_name: 'Ada Maria Guest' });
    expect(saidBy(outcome)).to.deep.equal(['lookup/confirmed']);
  });

  it('takes reference and name out of the message that begins it', async () => {
    const text = 'booking KRTA-4827 in the name of Guest';
    const understanding = anUnderstanding({ entities: [anEntity('booking_reference', 'krta-4827')] });
    const { check: look } = await handlerOf(await keeping());
    const { slots } = await look(aTurn({ text, understanding, language: 'en' }));
    expect(slots).to.deep.equal({ booking_reference: 'KRTA-4827', booking_last_name: 'Guest' });
  });

  it('says where a reference stands to a guest who gives none, and counts', async () => {
    const first = await check({ booking_reference: 'no la tengo' });
    expect(saidBy(first)).to.deep.equal(['lookup/no_reference']);
    expect(first.slots).to.deep.include({ booking_reference: null, lookup_failures: 1 });
    const last = await check({ booking_reference: 'ni idea', lookup_failures: 2 }, ['booking_reference']);
    expect(last.handoff).to.deep.equal({ reason: 'reservation_not_found' });
  });

  it('says the same of a wrong name as of a wrong reference, and counts', async () => {
    const wrongName = await look({ booking_reference: 'R1', booking_last_name: 'Other' });
    const wrongReference = await look({ booking_reference: 'R9', booking_last_name: 'Guest' });
    const missed = (reference: string) => ({ ...wrongReference.slots, lookup_missed: reference });
    expect(wrongName).to.deep.equal({ ...wrongReference, slots: missed('R1') });
    expect(wrongReference.slots).to.deep.equal(missed('R9'));
    expect(saidBy(wrongName)).to.deep.equal(['lookup/not_found']);
    expect(wrongName.slots).to.deep.include({ lookup_failures: 1 });
    expect(wrongName.next).to.equal('reservation-lookup');
  });

  it('takes another name to the reference that was missed, and what is no name for none', async () => {
    const next = async (said: string) => {
      const { slots } = await check({ booking_reference: said, lookup_missed: 'KRTA-4827' }, ['booking_reference']);
      return [slots?.booking_reference, slots?.booking_last_name];
    };
    expect(await next('perhaps in the name of Guest')).to.deep.equal(['KRTA-4827', 'Guest']);
    expect(await next('Rodríguez')).to.deep.equal(['KRTA-4827', 'Rodríguez']);
    expect(await next('Gutierrez')).to.deep.equal(['KRTA-4827', 'Gutierrez']);
    expect(await next('SV-1')).to.deep.equal(['SV-1', undefined]);
    expect(await next('JKLMNOPQR')).to.deep.equal(['JKLMNOPQR', undefined]);
    expect(await next('no idea')).to.deep.equal([null, null]);
  });

  it('calls a person after the last attempt, and looks no more', async () => {
    const last = await look({ booking_reference: 'R1', booking_last_name: 'Other', lookup_failures: 2 });
    expect(last.handoff).to.deep.equal({ reason: 'reservation_not_found' });
    const again = await check({ lookup_failures: 3, booking_reference: 'R1' });
    expect(again.handoff).to.deep.equal({ reason: 'reservation_not_found' });
  });

  it('needs no name from a guest who writes from the address of the reservation', async () => {
    expect(saidBy(await askName({ email: 'ADA@example.com' }))).to.deep.equal(['lookup/confirmed']);
    for (const guest of [{}, { email: 'eve@example.com' }, { phone: '+34600000001' }]) {
      expect(saidBy(await askName(guest))).to.deep.equal(['lookup/ask_last_name']);
    }
  });

  it('goes on with the handler that needed it, without a word', async () => {
    const outcome = await look({ booking_reference: 'R1', booking_last_name: 'Guest', after_lookup: 'late-checkout' });
    expect(outcome.replies).to.deep.equal([]);
    expect(outcome.next).to.equal('late-checkout');
    expect(outcome.slots).to.deep.include({ after_lookup: null });
  });

  it('reads reference and name out of sentences', async () => {
    const reference = async (said: string) => (await check({ booking_reference: said })).slots?.booking_reference;
    expect(await reference('my reference is krta-4827, thanks')).to.equal('KRTA-4827');
    expect(await reference('i do not know')).to.equal(null);
    const name = async (said: string) => (await check({ booking_last_name: said })).slots?.booking_last_name;
    expect(await name('a nombre de García López.')).to.equal('García López');
    expect(await name('my last name is Smith')).to.equal('Smith');
    expect(await name('42')).to.equal(null);
  });

  it('shows at once what this conversation has made', async () => {
    const outcome = await check({ reservation: { reference: 'R1', due: { minor: 5, currency: 'EUR' } } });
    expect(saidBy(outcome)).to.deep.equal(['lookup/confirmed']);
    expect(outcome.slots?.reservation).to.deep.include({ due: { minor: 5, currency: 'EUR' } });
  });
});
