import assert from 'node:assert/strict';
import { type Pms, pmsOperations } from '../../ports/pms.ts';
import { settles } from '../tools/settles.ts';
import { unitsLeft } from './booking-checks.ts';
import { expectPortError, expectSame, failureOf } from './expect.ts';
import { freshKey, type PmsChecks, type PmsTrial, patient } from './trial.ts';

const secret = { lastName: 'Quetzalpetl', firstName: 'Xochitl', note: 'Wayfarers whisper' };
const email = 'xochitl.quetzalpetl@example.com';

/** Failures, callers who leave, and what operators get to read. */
export const outageChecks: PmsChecks = (withPms) => [
  {
    title: 'does not begin for a caller who has gone',
    run: () =>
      withPms(async (trial) => {
        const { pms, request } = trial;
        const wanted = await request();
        const { reference } = await trial.book(wanted);
        const before = await unitsLeft(trial, wanted.search, wanted.offer);
        const gone = AbortSignal.abort();
        const calls = everyCall(pms, wanted, reference);
        for (const [method, call] of Object.entries(calls))
          assert.equal((await settles(call(gone), `${method} ignores its signal`)).status, 'rejected', method);
        assert.equal(await unitsLeft(trial, wanted.search, wanted.offer), before, 'something was booked all the same');
        assert.equal((await pms.getReservation(reference, patient)).status, 'confirmed');
      }),
  },
  {
    title: 'names nobody in log lines and errors',
    run: () =>
      withPms(async ({ pms, request, book, guest, lines }) => {
        const { firstName, lastName, note } = secret;
        const wanted = await request({ guest: { ...guest, firstName, lastName, email }, note });
        const { reference } = await book(wanted);
        await pms.findReservation({ reference, lastName }, patient);
        if (pms.capabilities.notes) await pms.addNote(reference, note, freshKey(), patient);
        const wrong = { ...wanted.guest, email: `${lastName}.example.com` };
        const failure = await failureOf(book({ ...wanted, guest: wrong }), 'a malformed address');
        const said = JSON.stringify(lines) + failure.message + String((failure as { cause?: unknown }).cause ?? '');
        for (const word of [firstName, lastName, note, email, guest.phone ?? lastName])
          assert.ok(!said.toLowerCase().includes(word.toLowerCase()), `a line repeats "${word}"`);
      }),
  },
  {
    title: 'tells every failure of the system in the words of the port',
    run: () =>
      withPms(async ({ pms, world, request, book }) => {
        if (!world.behave) return;
        const wanted = await request();
        const { reference } = await book(wanted);
        for (const behaviour of ['busy', 'refuse', 'forbid', 'break', 'cut'] as const) {
          for (const [method, call] of Object.entries(everyCall(pms, wanted, reference))) {
            if (method === 'checkSetup') continue;
            world.behave(behaviour);
            await expectPortError(call(patient), `${method} over "${behaviour}"`);
          }
          world.behave('accept');
        }
      }),
  },
  {
    title: 'finds something wrong with its setup when it is not let in',
    run: () =>
      withPms(async ({ pms, world }) => {
        if (!world.behave) return;
        for (const behaviour of ['forbid', 'cut'] as const) {
          world.behave(behaviour);
          const found = await settles(pms.checkSetup(patient), 'it hangs');
          const isSeen = found.status === 'rejected' || found.value.length > 0;
          assert.ok(isSeen, `it finds nothing wrong over "${behaviour}"`);
          if (found.status === 'fulfilled')
            for (const { problem, cure } of found.value) assert.ok(problem.trim() !== '' && cure.trim() !== '');
        }
      }),
  },
  {
    title: 'lets go when it is aborted, and books once when the same key comes again',
    run: () =>
      withPms(async (trial) => {
        const { pms, world, request, book } = trial;
        if (!world.behave) return;
        const wanted = await request();
        const { offer, search } = wanted;
        const before = await unitsLeft(trial, search, offer);
        const key = freshKey();
        for (const behaviour of ['hang', 'cut', 'break'] as const) {
          world.behave(behaviour);
          const controller = new AbortController();
          const settled = settles(pms.createReservation(wanted, key, controller.signal), 'it ignores its signal');
          await world.reached?.();
          if (behaviour === 'hang') controller.abort();
          assert.equal((await settled).status, 'rejected', `over "${behaviour}"`);
          world.behave('accept');
        }
        const made = await book(wanted, key);
        expectSame(await book(wanted, key), made, 'a further call made another reservation');
        assert.equal(await unitsLeft(trial, search, offer), before - search.rooms.length, 'a room is taken for nobody');
      }),
  },
];

type Call = (signal: AbortSignal) => Promise<unknown>;

/** Each method that the PMS can do, called as well as may be. */
function everyCall(
  pms: Pms,
  wanted: Awaited<ReturnType<PmsTrial['request']>>,
  reference: string,
): Partial<Record<keyof typeof pmsOperations, Call>> {
  const { search, offer, guest } = wanted;
  const { holds: _, ...can } = pms.capabilities;
  const zero = { ...offer.total, minor: 0 };
  const expiresAt = Temporal.Instant.from('2100-01-01T00:00:00Z');
  const change = { departure: search.departure.add({ days: 1 }) };
  const quote = { reference, change, before: offer.total, after: { ...zero, minor: 1e9 }, fee: zero, expiresAt };
  const payment = { amount: offer.total, method: 'card' };
  const calls: Record<keyof typeof pmsOperations, Call> = {
    checkSetup: (signal) => pms.checkSetup(signal),
    getProperties: (signal) => pms.getProperties(signal),
    getRoomTypes: (signal) => pms.getRoomTypes(signal),
    getExtras: (signal) => pms.getExtras(signal),
    getPolicies: (signal) => pms.getPolicies(signal),
    searchOffers: (signal) => pms.searchOffers(search, signal),
    confirmOffers: (signal) => pms.confirmOffers(search, signal),
    createReservation: (signal) => pms.createReservation(wanted, freshKey(), signal),
    findReservation: (signal) => pms.findReservation({ reference, lastName: guest.lastName }, signal),
    getReservation: (signal) => pms.getReservation(reference, signal),
    recordPayment: (signal) => pms.recordPayment(reference, payment, freshKey(), signal),
    quoteChange: (signal) => pms.quoteChange(reference, change, signal),
    applyChange: (signal) => pms.applyChange(quote, freshKey(), signal),
    quoteCancel: (signal) => pms.quoteCancel(reference, signal),
    cancelReservation: (signal) =>
      pms.cancelReservation({ reference, fee: offer.total, refund: zero, expiresAt }, freshKey(), signal),
    isRoomFree: (signal) => pms.isRoomFree(reference, search.departure, signal),
    addExtra: (signal) => pms.addExtra(reference, { name: 'Fee', price: { ...zero, minor: 100 } }, freshKey(), signal),
    addNote: (signal) => pms.addNote(reference, 'A note.', freshKey(), signal),
  };
  const needs: Partial<Record<keyof typeof pmsOperations, boolean>> = {
    recordPayment: can.payments,
    quoteChange: can.changes,
    applyChange: can.changes,
    quoteCancel: can.cancels,
    cancelReservation: can.cancels,
    addExtra: can.extras,
    addNote: can.notes,
  };
  const methods = Object.keys(pmsOperations) as (keyof typeof pmsOperations)[];
  return Object.fromEntries(methods.filter((each) => needs[each] ?? true).map((each) => [each, calls[each]]));
}
