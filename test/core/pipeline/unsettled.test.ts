import { BotonesError, type Pms, reply } from '@botones/contract';
import { fakePms } from '@botones/contract/testing';
import { expect } from 'chai';
import { PutOff } from '../../../core/delivery/put-off.ts';
import { runTurn } from '../../../core/pipeline/turn.ts';
import { isUnsettled, Unsettled, watchWrites } from '../../../core/pipeline/unsettled.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { rejection } from '../../support/rejection.ts';
import { makeBooking, makeConversation, saidIn } from '../../support/turn-rig.ts';

const never = new AbortController().signal;
const key = '11111111-1111-8111-a111-111111111111:1:reserve';

/** A PMS all of whose methods end with `error`. */
function failing(error: unknown, beganBefore = false): Pms {
  const refuse = async () => Promise.reject(error);
  const { capabilities } = fakePms();
  const pms = { capabilities, cancelReservation: refuse, getReservation: refuse } as unknown as Pms;
  const methods = ['checkSetup', 'getProperties', 'getRoomTypes', 'getExtras', 'getPolicies', 'searchOffers'];
  const more = ['confirmOffers', 'createReservation', 'findReservation', 'recordPayment', 'quoteChange', 'applyChange'];
  const last = ['quoteCancel', 'isRoomFree', 'addExtra', 'addNote'];
  const all = Object.fromEntries([...methods, ...more, ...last].map((name) => [name, refuse]));
  return watchWrites({ ...all, ...pms } as Pms, async () => beganBefore);
}

const cancelling = (pms: Pms, signal = never) => rejection(pms.cancelReservation({} as never, key, signal));

describe('watchWrites', () => {
  it('says of a write without an answer that its end is unknown, with the error behind it', async () => {
    for (const error of [new BotonesError('ERR_TIMEOUT', 'late'), new TypeError('reset')]) {
      const told = await cancelling(failing(error));
      expect(told).to.be.instanceOf(Unsettled).and.include({ code: 'ERR_PMS_UNKNOWN_OUTCOME', cause: error });
      expect(isUnsettled(told)).to.equal(true);
    }
  });

  it('leaves alone what the PMS said, and what is asked of it', async () => {
    const said = new BotonesError('ERR_PMS_SOLD_OUT', 'full');
    expect(await cancelling(failing(said))).to.equal(said);
    const late = new BotonesError('ERR_TIMEOUT', 'late');
    expect(await rejection(failing(late).getReservation('ABC', never))).to.equal(late);
    expect(isUnsettled(late)).to.equal(false);
  });

  it('believes that nothing was done, unless an earlier run of the turn had begun it', async () => {
    const open = new BotonesError('ERR_BREAKER_OPEN', 'rests');
    expect(await cancelling(failing(open))).to.equal(open);
    expect(await cancelling(failing(open, true)))
      .to.be.instanceOf(Unsettled)
      .and.include({ code: 'ERR_BREAKER_OPEN' });
  });

  it('has no opinion on a caller who has left', async () => {
    const reason = new Error('The process stops.');
    expect(await cancelling(failing(reason), AbortSignal.abort(reason))).to.equal(reason);
  });
});

describe('a turn whose write has no known end', () => {
  const run = (error: unknown, waited?: number, config: object = {}) => {
    const { runtime, observed } = makeBooking(() => Promise.reject(error), { config });
    const inbound = { seq: 1, message: guestMessage({ text: 'Reservar' }), ...(waited !== undefined && { waited }) };
    return { observed, result: runTurn(runtime, makeConversation(), inbound, never) };
  };
  const unsettled = new Unsettled('ERR_PMS_UNKNOWN_OUTCOME', 'late');

  it('is put off, and tells nobody anything', async () => {
    const { observed, result } = run(unsettled);
    expect(await rejection(result))
      .to.be.instanceOf(PutOff)
      .and.include({ seconds: 1, cause: unsettled });
    expect(observed).to.deep.equal([]);
  });

  it('rests longer the longer it has waited, and ends with a person', async () => {
    expect(await rejection(run(unsettled, 10).result)).to.include({ seconds: 2 });
    expect(await rejection(run(unsettled, 59).result)).to.include({ seconds: 5 });
    const { handoff } = await run(unsettled, 60).result;
    expect(handoff).to.include({ reason: 'handler_failed' });
    const responses = { 'utter_pms/unknown_outcome': { es: 'No lo sabemos aún' }, utter_handoff: { es: 'Ya viene' } };
    const told = await run(unsettled, 61, { responses }).result;
    expect(told.handoff).to.include({ reason: 'pms_unknown_outcome' });
    expect(saidIn(told)).to.deep.equal(['No lo sabemos aún', 'Ya viene']);
  });

  it('is put off, too, when our own database was away', async () => {
    expect(await rejection(run(new BotonesError('ERR_DATABASE_DOWN', 'away')).result)).to.be.instanceOf(PutOff);
  });

  const hanging = () => new Promise<never>(() => {});
  const slow = (does: 'read' | 'write') => {
    const pms = watchWrites(
      { ...failing(null), getReservation: hanging, cancelReservation: hanging } as unknown as Pms,
      async () => false,
    );
    const { runtime } = makeBooking(
      async ({ signal }) => {
        if (does === 'read') await pms.getReservation('ABC', signal);
        else await pms.cancelReservation({} as never, key, signal);
        return reply('greet');
      },
      { config: { deadlineSeconds: 0.01, responses: { 'utter_pms/down': { es: 'No contesta' } } } },
    );
    return runTurn(runtime, makeConversation(), { seq: 1, message: guestMessage({ text: 'Reservar' }) }, never);
  };

  it('is put off when its time ends in the middle of a write; in a read it is the PMS that is silent', async () => {
    expect(await rejection(slow('write'))).to.be.instanceOf(PutOff);
    expect((await slow('read')).handoff).to.include({ reason: 'pms_down' });
  });
});
