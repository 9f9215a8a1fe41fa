import assert from 'node:assert/strict';
import { expectRefusal, expectSame } from './expect.ts';
import { freshKey, type PmsChecks, patient } from './trial.ts';

/** Who may hear of a reservation. */
export const findChecks: PmsChecks = (withPms) => [
  {
    title: 'finds a reservation for its guest, however it is written, and for nobody else',
    run: () =>
      withPms(async ({ pms, request, book, guest }) => {
        const made = await book(await request());
        const { reference } = made;
        const facts = [
          { lastName: guest.lastName },
          { lastName: ` ${unaccented(guest.lastName).toUpperCase()} ` },
          ...(guest.email ? [{ email: guest.email }, { email: guest.email.toUpperCase() }] : []),
          ...(guest.phone ? [{ phone: guest.phone }, { phone: guest.phone.replace(/(\d{3})/g, '$1 ') }] : []),
        ];
        for (const fact of facts) {
          const found = await pms.findReservation({ reference, ...fact }, patient);
          assert.ok(found, `it does not know its guest by ${Object.keys(fact)}`);
          expectSame(found, made, 'it finds another reservation');
        }
        for (const written of [reference.toLowerCase(), ` ${reference} `])
          assert.ok(
            await pms.findReservation({ reference: written, lastName: guest.lastName }, patient),
            'the spelling',
          );
        for (const fact of [
          { lastName: 'Somebody' },
          { lastName: '' },
          { lastName: guest.lastName.slice(0, 3) },
          { email: 'somebody@example.com' },
          { email: '' },
          { phone: '+34999888777' },
          { phone: '' },
          { phone: guest.phone?.slice(-3) ?? '222' },
        ])
          assert.equal(await pms.findReservation({ reference, ...fact }, patient), null, JSON.stringify(fact));
        for (const unknown of ['NOSUCHREF', '', '1', '*', '%', "' or 1=1", '../1', reference.slice(0, -1)])
          assert.equal(
            await pms.findReservation({ reference: unknown, lastName: guest.lastName }, patient),
            null,
            unknown,
          );
      }),
  },
  {
    title: 'says that there is no such reservation, whatever is asked of one that there is not',
    run: () =>
      withPms(async ({ pms, today }) => {
        const money = { minor: 100, currency: (await pms.getProperties(patient))[0]?.currency ?? 'EUR' };
        const expiresAt = Temporal.Instant.from('2100-01-01T00:00:00Z');
        const { capabilities: can } = pms;
        for (const reference of ['NOSUCHREF', '%', '0']) {
          const calls: [string, boolean, () => Promise<unknown>][] = [
            ['getReservation', true, () => pms.getReservation(reference, patient)],
            ['isRoomFree', true, () => pms.isRoomFree(reference, today(), patient)],
            ['quoteCancel', can.cancels, () => pms.quoteCancel(reference, patient)],
            [
              'quoteChange',
              can.changes,
              () => pms.quoteChange(reference, { departure: today().add({ days: 9 }) }, patient),
            ],
            [
              'cancelReservation',
              can.cancels,
              () => pms.cancelReservation({ reference, fee: money, refund: money, expiresAt }, freshKey(), patient),
            ],
            [
              'recordPayment',
              can.payments,
              () => pms.recordPayment(reference, { amount: money, method: 'card' }, freshKey(), patient),
            ],
            ['addExtra', can.extras, () => pms.addExtra(reference, { name: 'Fee', price: money }, freshKey(), patient)],
            ['addNote', can.notes, () => pms.addNote(reference, 'A note.', freshKey(), patient)],
          ];
          for (const [method, isOffered, call] of calls)
            if (isOffered) await expectRefusal(call(), 'ERR_PMS_NOT_FOUND', `${method} of "${reference}"`);
        }
      }),
  },
];

function unaccented(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}
