import assert from 'node:assert/strict';
import type { Money } from '../../money.ts';
import { expectRefusal, expectSame } from './expect.ts';
import { freshKey, type PmsChecks, patient } from './trial.ts';

const minutes = (now: Temporal.Instant, count: number) => now.add({ minutes: count });

/** Holds, payments, and what is put on the bill. */
export const billChecks: PmsChecks = (withPms, samples) => {
  const feeIn = (currency: string): Money => samples.fee ?? { minor: 1000, currency };
  return [
    {
      title: 'holds a room until it is paid, where it can, and else confirms it at once',
      run: () =>
        withPms(async ({ pms, request, book, now }) => {
          const holdUntil = minutes(now(), 30);
          const made = await book(await request({ holdUntil }));
          if (!pms.capabilities.holds) return assert.equal(made.status, 'confirmed');
          assert.equal(made.status, 'held');
          const off = made.heldUntil && holdUntil.until(made.heldUntil).total('seconds');
          assert.ok(off !== null && Math.abs(off) < 1, `a hold until ${holdUntil} is one until ${made.heldUntil}`);
          if (!pms.capabilities.payments) return;
          const payment = { amount: made.total, method: 'transfer', transaction: 'T-1' };
          const paid = await pms.recordPayment(made.reference, payment, freshKey(), patient);
          assert.deepEqual([paid.status, paid.heldUntil, paid.paid], ['confirmed', null, made.total]);
        }),
    },
    {
      title: 'lets a hold go when its time is over, and no payment brings it back',
      run: () =>
        withPms(async (trial) => {
          const { pms, world, request, book, now } = trial;
          if (!pms.capabilities.holds || !world.advance) return;
          const wanted = await request({ holdUntil: minutes(now(), 10) });
          const { reference, total } = await book(wanted);
          world.advance({ minutes: 11 });
          assert.equal((await pms.getReservation(reference, patient)).status, 'cancelled');
          if (!pms.capabilities.payments) return;
          const late = pms.recordPayment(reference, { amount: total, method: 'card' }, freshKey(), patient);
          await expectRefusal(late, 'ERR_PMS_CONFLICT', 'a payment of a hold that is over');
        }),
    },
    {
      title: 'notes a payment once for its key',
      run: () =>
        withPms(async ({ pms, request, book }) => {
          if (!pms.capabilities.payments) return;
          const { reference, total } = await book(await request());
          const part = {
            amount: { ...total, minor: Math.floor(total.minor / 2) },
            method: 'transfer',
            transaction: 'T-2',
          };
          const key = freshKey();
          const paid = await pms.recordPayment(reference, part, key, patient);
          assert.deepEqual(paid.paid, part.amount);
          const again = await pms.recordPayment(reference, part, key, patient);
          expectSame(again, paid, 'the same key paid twice');
          const rest = { ...part, amount: { ...total, minor: total.minor - part.amount.minor } };
          const whole = await pms.recordPayment(reference, rest, freshKey(), patient);
          assert.deepEqual(whole.paid, total);
          assert.deepEqual(whole.total, total, 'a payment changed the price');
          const nothing = { ...part, amount: { ...total, minor: 0 } };
          const free = pms.recordPayment(reference, nothing, freshKey(), patient);
          await expectRefusal(free, 'ERR_PMS_INVALID_INPUT', 'a payment of nothing', /amount/);
          const foreign = { ...part, amount: { minor: 100, currency: total.currency === 'JPY' ? 'EUR' : 'JPY' } };
          const strange = pms.recordPayment(reference, foreign, freshKey(), patient);
          await expectRefusal(strange, 'ERR_PMS_INVALID_INPUT', 'a payment in another currency', /amount/);
        }),
    },
    {
      title: 'puts an extra on the bill, once for its key',
      run: () =>
        withPms(async ({ pms, request, book }) => {
          const made = await book(await request());
          const { reference, total } = made;
          if (pms.capabilities.extras) {
            const fee = feeIn(total.currency);
            const key = freshKey();
            const own = { name: 'Late departure', price: fee };
            const once = await pms.addExtra(reference, own, key, patient);
            assert.equal(once.total.minor, total.minor + fee.minor, 'the fee is not on the bill as it was agreed');
            expectSame(await pms.addExtra(reference, own, key, patient), once, 'the same key charged twice');
          }
          const unknown = pms.addExtra(reference, { extraId: 'no-such-extra', quantity: 1 }, freshKey(), patient);
          await expectRefusal(unknown, 'ERR_PMS_NOT_FOUND', 'an unknown extra');
          const [extra] = await pms.getExtras(patient);
          if (!extra) return;
          const before = await pms.getReservation(reference, patient);
          const none = pms.addExtra(reference, { extraId: extra.id, quantity: 0 }, freshKey(), patient);
          await expectRefusal(none, 'ERR_PMS_INVALID_INPUT', 'no piece of an extra', /quantity/);
          const after = await pms.addExtra(reference, { extraId: extra.id, quantity: 1 }, freshKey(), patient);
          assert.ok(after.total.minor >= before.total.minor + extra.price.minor, 'the extra is not on the bill');
          expectSame(await pms.getReservation(reference, patient), after, 'read again, the bill is another');
        }),
    },
    {
      title: 'takes notes for the reception, and no empty ones',
      run: () =>
        withPms(async ({ pms, request, book }) => {
          if (!pms.capabilities.notes) return;
          const { reference } = await book(await request());
          const key = freshKey();
          await pms.addNote(reference, 'They arrive at 22:00 <late> & "tired".', key, patient);
          await pms.addNote(reference, 'They arrive at 22:00 <late> & "tired".', key, patient);
          const empty = pms.addNote(reference, ' ', freshKey(), patient);
          await expectRefusal(empty, 'ERR_PMS_INVALID_INPUT', 'an empty note', /note/);
        }),
    },
  ];
};
