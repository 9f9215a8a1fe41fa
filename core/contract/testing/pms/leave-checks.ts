import assert from 'node:assert/strict';
import type { Change, ChangeQuote, Reservation } from '../../ports/pms-values.ts';
import { unitsLeft } from './booking-checks.ts';
import { expectMoney, expectRefusal, expectSame } from './expect.ts';
import { freshKey, type PmsChecks, type PmsTrial, patient } from './trial.ts';

/** Changing one's mind. */
export const leaveChecks: PmsChecks = (withPms) => [
  {
    title: 'says what leaving costs, cancels for no more, once, and gives the rooms back',
    run: () =>
      withPms(async (trial) => {
        const { pms, request, book } = trial;
        if (!pms.capabilities.cancels) return;
        const wanted = await request();
        const before = await unitsLeft(trial, wanted.search, wanted.offer);
        const { reference } = await book(wanted);
        const quote = await pms.quoteCancel(reference, patient);
        expectMoney(quote.fee, 'the fee');
        expectMoney(quote.refund, 'the refund');
        const key = freshKey();
        const left = await pms.cancelReservation(quote, key, patient);
        assert.equal(left.status, 'cancelled');
        expectSame(await pms.cancelReservation(quote, key, patient), left, 'the same key did something else');
        assert.equal((await pms.getReservation(reference, patient)).status, 'cancelled');
        assert.equal(await unitsLeft(trial, wanted.search, wanted.offer), before, 'the rooms are still taken');
        await expectRefusal(pms.quoteCancel(reference, patient), 'ERR_PMS_CONFLICT', 'leaving a second time');
      }),
  },
  {
    title: 'never brings a cancelled reservation back',
    run: () =>
      withPms(async (trial) => {
        const { pms, request, book } = trial;
        if (!pms.capabilities.cancels) return;
        const { reference, total, departure } = await book(await request());
        await pms.cancelReservation(await pms.quoteCancel(reference, patient), freshKey(), patient);
        const later = { departure: departure.add({ days: 1 }) };
        const { capabilities: can } = pms;
        const payment = { amount: total, method: 'card' };
        const fee = { name: 'Fee', price: { ...total, minor: 100 } };
        const calls: [string, boolean, () => Promise<unknown>][] = [
          ['quoteChange', can.changes, () => pms.quoteChange(reference, later, patient)],
          ['recordPayment', can.payments, () => pms.recordPayment(reference, payment, freshKey(), patient)],
          ['addExtra', can.extras, () => pms.addExtra(reference, fee, freshKey(), patient)],
        ];
        for (const [method, isOffered, call] of calls)
          if (isOffered) await expectRefusal(call(), 'ERR_PMS_CONFLICT', `${method} of what is cancelled`);
        assert.equal((await pms.getReservation(reference, patient)).status, 'cancelled');
        assert.equal(await pms.isRoomFree(reference, departure, patient), false);
      }),
  },
  {
    title: 'quotes a change before it makes it, for no more, once for its key',
    run: () =>
      withPms(async (trial) => {
        const { pms } = trial;
        if (!pms.capabilities.changes) return;
        const { made, quote } = await bookChangeable(trial, ({ departure }) => ({
          departure: departure.add({ days: 1 }),
        }));
        assert.deepEqual(quote.before, made.total);
        expectMoney(quote.after, 'the new total');
        expectMoney(quote.fee, 'the fee');
        const key = freshKey();
        const changed = await pms.applyChange(quote, key, patient);
        assert.equal(String(changed.departure), String(made.departure.add({ days: 1 })));
        assert.equal(String(changed.arrival), String(made.arrival));
        assert.equal(changed.reference, made.reference, 'the guest would have to be told another reference');
        assert.ok(changed.total.minor <= quote.after.minor + quote.fee.minor, 'it costs more than was quoted');
        expectSame(await pms.applyChange(quote, key, patient), changed, 'the same key changed it again');
        expectSame(await pms.getReservation(made.reference, patient), changed, 'read again, it is another');
      }),
  },
  {
    title: 'refuses a change that costs more than its quote, and one that changes nothing',
    run: () =>
      withPms(async (trial) => {
        const { pms } = trial;
        if (!pms.capabilities.changes) return;
        const { made, quote } = await bookChangeable(trial, ({ departure }) => ({
          departure: departure.add({ days: 2 }),
        }));
        const cheap = { ...quote, after: { ...quote.after, minor: quote.after.minor - 1 } };
        const dearer = pms.applyChange(cheap, freshKey(), patient);
        await expectRefusal(dearer, 'ERR_PMS_PRICE_CHANGED', 'a change for less than it costs');
        expectSame(await pms.getReservation(made.reference, patient), made, 'it was changed all the same');
        const nothing = pms.quoteChange(made.reference, {}, patient);
        await expectRefusal(nothing, 'ERR_PMS_INVALID_INPUT', 'a change of nothing');
        const turned = pms.quoteChange(made.reference, { departure: made.arrival }, patient);
        await expectRefusal(turned, 'ERR_PMS_INVALID_INPUT', 'a stay without a night', /departure/);
      }),
  },
  {
    title: 'knows whether guests could keep their room for another night',
    run: () =>
      withPms(async ({ pms, request, book }) => {
        const { reference, departure } = await book(await request());
        assert.equal(typeof (await pms.isRoomFree(reference, departure, patient)), 'boolean');
        assert.equal(
          await pms.isRoomFree(reference, departure.subtract({ days: 1 }), patient),
          true,
          'their own night',
        );
      }),
  },
];

/** A booking at a rate that may be changed in this way. */
async function bookChangeable(
  { pms, findStay, request, book }: PmsTrial,
  wish: (made: Reservation) => Change,
): Promise<{ made: Reservation; quote: ChangeQuote }> {
  const { search, offers } = await findStay();
  for (const offer of offers) {
    const made = await book(await request({ search, offer }));
    try {
      return { made, quote: await pms.quoteChange(made.reference, wish(made), patient) };
    } catch (error) {
      const { code } = error as { code?: string };
      if (code !== 'ERR_PMS_NOT_ALLOWED_BY_POLICY' && code !== 'ERR_PMS_SOLD_OUT') throw error;
    }
  }
  return assert.fail('no rate may be changed, though it can change reservations');
}
