import { type AuditEntry, BotonesError, type Pms } from '@botones/contract';
import { aReservation, aReservationRequest, fakePms } from '@botones/contract/testing';
import { expect } from 'chai';
import { auditWrites } from '../../../core/audit/audit-writes.ts';
import { rejection } from '../../support/rejection.ts';

const { signal } = new AbortController();
const conversation = '11111111-1111-8111-a111-111111111111';
const key = `${conversation}:3:reserve`;

function rig(change: Partial<Pms> = {}) {
  const entries: AuditEntry[] = [];
  const order: string[] = [];
  const inner = fakePms();
  const pms = auditWrites({ ...inner, ...change } as Pms, {
    property: 'miramar',
    trail: {
      async record(given, until) {
        until?.throwIfAborted();
        entries.push(...given);
        order.push(...given.map(({ event }) => event));
      },
    },
    now: () => Temporal.Instant.from('2031-05-04T10:00:00Z'),
    readBackMs: 50,
  });
  return { pms, entries, order, inner };
}

describe('auditWrites', () => {
  it('notes a write before it is made, and its result beside what the PMS says afterwards', async () => {
    const reservation = aReservation();
    const { pms, entries, order } = rig({
      async createReservation() {
        order.push('made');
        return reservation;
      },
      getReservation: async () => ({ ...reservation, total: { ...reservation.total, minor: 1 } }),
    });
    expect(await pms.createReservation(aReservationRequest(), key, signal)).to.equal(reservation);
    expect(order).to.deep.equal(['pms.began', 'made', 'pms.done']);
    const [began, done] = entries;
    expect(began).to.include({ property: 'miramar', subject: conversation, at: '2031-05-04T10:00:00Z' });
    expect(began?.data).to.deep.include({ operation: 'createReservation', key });
    expect(began?.data.request).to.include({ roomTypeId: aReservationRequest().offer.roomTypeId });
    expect(done?.data).to.include({ call: began?.data.call, key });
    expect(done?.data.result).to.include({ reference: reservation.reference, status: reservation.status });
    expect(done?.data.readBack).to.deep.include({ same: false, differs: ['total'] });
    expect(done?.id).not.to.equal(began?.id);
  });

  it('keeps nothing of a guest, whichever write it is and whatever it answers', async () => {
    const canary = 'canary-8f3a';
    const { offer, search } = aReservationRequest();
    const guest = { firstName: canary, lastName: canary, email: `${canary}@example.com`, phone: canary };
    const request = { offer, search, guest, holdUntil: null, language: 'es', note: canary };
    const answer = { ...aReservation(), guest, note: canary } as never;
    const { pms, entries } = rig({
      createReservation: async () => answer,
      recordPayment: () => Promise.reject(Object.assign(new Error(canary), { code: canary, field: `${canary} x` })),
      applyChange: async () => answer,
      cancelReservation: async () => answer,
      addExtra: async () => answer,
      addNote: async () => {},
      getReservation: async () => answer,
    });
    const money = { minor: 100, currency: 'EUR' };
    const expiresAt = Temporal.Instant.from('2031-05-04T10:00:00Z');
    await pms.createReservation(request, canary, signal);
    await rejection(pms.recordPayment('R1', { amount: money, method: `${canary}!`, transaction: canary }, key, signal));
    const change = { arrival: Temporal.PlainDate.from('2031-05-04') };
    const quote = { reference: 'R1', change, before: money, after: money, fee: money, expiresAt };
    await pms.applyChange(quote, key, signal);
    await pms.cancelReservation({ reference: 'R1', fee: money, refund: money, expiresAt }, key, signal);
    await pms.addExtra('R1', { name: canary, price: money }, key, signal);
    await pms.addExtra('R1', { extraId: 'parking', quantity: 2 }, key, signal);
    await pms.addNote('R1', canary, key, signal);
    expect(entries).to.have.length(14);
    expect(JSON.stringify(entries)).not.to.contain(canary);
    const [first] = entries;
    expect(first?.data.key, 'a key that is not made of a turn').to.match(/^sha256:[0-9a-f]{32}$/);
    expect(first?.subject).to.equal('pms');
  });

  it('notes a failure by its code, and asks what there is unless the PMS has said no', async () => {
    const money = { minor: 100, currency: 'EUR' };
    const pay = async (code: 'ERR_PMS_CONFLICT' | 'ERR_PMS_UNKNOWN_OUTCOME') => {
      const { pms, entries } = rig({
        recordPayment: () => Promise.reject(new BotonesError(code, 'no')),
        getReservation: async () => aReservation(),
      });
      const error = await rejection(pms.recordPayment('R1', { amount: money, method: 'card' }, key, signal));
      expect(error.code).to.equal(code);
      expect(entries[1]?.event).to.equal('pms.failed');
      expect(entries[1]?.data.error).to.deep.equal({ code });
      return entries[1]?.data.readBack;
    };
    expect(await pay('ERR_PMS_CONFLICT')).to.equal(null);
    expect(await pay('ERR_PMS_UNKNOWN_OUTCOME')).to.have.property('found');
  });

  it('makes no write that cannot be noted first, and hides none because it cannot be noted afterwards', async () => {
    let made = 0;
    let can = false;
    const base = fakePms();
    const pms = auditWrites(
      {
        ...base,
        createReservation: async () => {
          made += 1;
          return aReservation();
        },
      } as Pms,
      {
        property: 'miramar',
        trail: {
          record: async ([entry]) => {
            if (!can || entry?.event !== 'pms.began') throw new BotonesError('ERR_DATABASE_DOWN', 'down');
          },
        },
        now: () => Temporal.Now.instant(),
      },
    );
    await rejection(pms.createReservation(aReservationRequest(), key, signal));
    expect(made).to.equal(0);
    can = true;
    expect(await pms.createReservation(aReservationRequest(), key, signal)).to.have.property('reference');
  });

  it('waits only so long for what it reads back, and leaves reads alone', async () => {
    const { pms, entries, inner } = rig({
      createReservation: async () => aReservation(),
      getReservation: (_reference, until) =>
        new Promise((_, reject) => until.addEventListener('abort', () => reject(until.reason))),
    });
    await pms.createReservation(aReservationRequest(), key, signal);
    expect(entries[1]?.data.readBack).to.deep.equal({ error: { code: 'TimeoutError' } });
    await pms.getRoomTypes(signal);
    expect(entries).to.have.length(2);
    expect(pms.capabilities).to.deep.equal(inner.capabilities);
  });
});
