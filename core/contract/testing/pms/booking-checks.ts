import assert from 'node:assert/strict';
import type { Offer, OfferSearch } from '../../ports/pms-values.ts';
import { expectRefusal, expectSame } from './expect.ts';
import { freshKey, type PmsChecks, type PmsTrial, patient } from './trial.ts';

/** Rooms of the type of `offer` that are left for the stay. */
export async function unitsLeft({ pms }: PmsTrial, search: OfferSearch, { roomTypeId }: Offer): Promise<number> {
  const offers = await pms.confirmOffers({ ...search, roomTypeId }, patient);
  return offers[0]?.unitsLeft ?? 0;
}

/** One reservation for a key, at no more than the price of the offer. */
export const bookingChecks: PmsChecks = (withPms) => [
  {
    title: 'books what was offered, for no more, and takes the rooms off the market',
    run: () =>
      withPms(async (trial) => {
        const { pms, request, book } = trial;
        const wanted = await request({ note: 'A quiet room, please.' });
        const { offer, search } = wanted;
        const before = await unitsLeft(trial, search, offer);
        const made = await book(wanted);
        assert.notEqual(made.reference, '');
        assert.equal(made.status, 'confirmed');
        assert.equal(made.roomTypeId, offer.roomTypeId);
        assert.equal(made.ratePlan, offer.ratePlan);
        assert.deepEqual(
          [String(made.arrival), String(made.departure)],
          [String(search.arrival), String(search.departure)],
        );
        assert.deepEqual(made.rooms, search.rooms);
        assert.equal(made.total.currency, offer.total.currency);
        assert.ok(made.total.minor <= offer.total.minor, 'the reservation is dearer than its offer');
        assert.equal(made.paid.minor, 0);
        assert.equal(made.heldUntil, null);
        expectSame(await pms.getReservation(made.reference, patient), made, 'read again, it is another');
        assert.equal(await unitsLeft(trial, search, offer), before - search.rooms.length);
      }),
  },
  {
    title: 'makes one reservation for a key, however often and in how many processes at once it is called',
    run: () =>
      withPms(async (trial) => {
        const { pms, request, book, another } = trial;
        const wanted = await request();
        const { offer, search } = wanted;
        const before = await unitsLeft(trial, search, offer);
        const key = freshKey();
        const other = await another();
        const made = await Promise.all([pms, other, pms, other].map((each) => book(wanted, key, each)));
        for (const each of made) expectSame(each, made[0] as never, 'a second call made another reservation');
        expectSame(await book(wanted, key, other), made[0] as never, 'a later call made another reservation');
        assert.equal(await unitsLeft(trial, search, offer), before - search.rooms.length, 'more rooms were taken');
        const again = await book(wanted, freshKey());
        assert.notEqual(again.reference, made[0]?.reference, 'another key got the same reservation');
      }),
  },
  {
    title: 'refuses a price that has risen since, and books nothing then',
    run: () =>
      withPms(async (trial) => {
        const { request, book } = trial;
        const { offer, search, ...rest } = await request();
        const before = await unitsLeft(trial, search, offer);
        const cheaper = { ...offer, total: { ...offer.total, minor: offer.total.minor - 1 } };
        await expectRefusal(
          book({ ...rest, search, offer: cheaper }),
          'ERR_PMS_PRICE_CHANGED',
          'a booking of an offer that was cheaper',
        );
        assert.equal(await unitsLeft(trial, search, offer), before, 'a room was taken all the same');
      }),
  },
  {
    title: 'names the field of a guest who cannot be booked, and books nothing then',
    run: () =>
      withPms(async (trial) => {
        const { request, book, guest } = trial;
        const wanted = await request();
        const before = await unitsLeft(trial, wanted.search, wanted.offer);
        for (const [wrong, field] of [
          [{ firstName: ' ' }, /firstName/],
          [{ lastName: '' }, /lastName/],
          [{ email: 'ada(at)example.com' }, /email/],
          [{ email: 'ada@example' }, /email/],
          [{ phone: 'call me' }, /phone/],
        ] as const) {
          const booking = book({ ...wanted, guest: { ...guest, ...wrong } });
          await expectRefusal(booking, 'ERR_PMS_INVALID_INPUT', `a guest with ${JSON.stringify(wrong)}`, field);
        }
        assert.equal(await unitsLeft(trial, wanted.search, wanted.offer), before, 'a room was taken all the same');
      }),
  },
  {
    title: 'books nothing for a room type that it does not know, nor for more guests than it holds',
    run: () =>
      withPms(async ({ request, book }) => {
        const wanted = await request();
        const unknown = book({ ...wanted, offer: { ...wanted.offer, roomTypeId: 'no-such-type' } });
        await expectRefusal(unknown, 'ERR_PMS_NOT_FOUND', 'a booking of an unknown room type');
        const crowd = { ...wanted.search, rooms: wanted.search.rooms.map((room) => ({ ...room, adults: 60 })) };
        const crowded = book({ ...wanted, search: crowd });
        await expectRefusal(crowded, 'ERR_PMS_INVALID_INPUT', 'a booking for sixty in a room', /rooms/);
      }),
  },
  {
    title: 'never sells a room twice, whoever asks at once, and leaves nothing behind for those who come too late',
    run: () =>
      withPms(async (trial) => {
        const { pms, findStay, guest, book, another } = trial;
        const { search, offers } = await findStay(1);
        const [scarce] = offers.toSorted((one, two) => one.unitsLeft - two.unitsLeft);
        assert.ok(scarce);
        const rooms = search.rooms.length;
        const stays = Math.floor(scarce.unitsLeft / rooms);
        const processes = [pms, await another()];
        const wanted = { offer: scarce, search, guest, holdUntil: null, language: 'en' };
        const results = await Promise.allSettled(
          Array.from({ length: stays + 3 }, (_, n) =>
            book(wanted, freshKey(), processes[n % processes.length] as never),
          ),
        );
        const codes = results.map((result) =>
          result.status === 'fulfilled' ? 'sold' : (result.reason.code ?? result.reason),
        );
        const sold = codes.filter((code) => code === 'sold').length;
        assert.equal(sold, stays, `${sold} of ${stays} were sold: ${codes.join(', ')}`);
        assert.deepEqual([...new Set(codes)].toSorted(), ['ERR_PMS_SOLD_OUT', 'sold']);
        assert.equal(await unitsLeft(trial, search, scarce), scarce.unitsLeft - sold * rooms || 0);
      }),
  },
];
