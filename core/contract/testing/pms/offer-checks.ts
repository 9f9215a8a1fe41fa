import assert from 'node:assert/strict';
import { expectOffer, expectRefusal } from './expect.ts';
import { type PmsChecks, patient } from './trial.ts';

/** What is on sale, for whom and for how much. */
export const offerChecks: PmsChecks = (withPms) => [
  {
    title: 'offers what adds up, the cheapest first, and the same when it is asked to confirm',
    run: () =>
      withPms(async ({ pms, findStay, now }) => {
        for (const nights of [1, 3]) {
          const { search, offers } = await findStay(nights);
          for (const offer of offers) expectOffer(offer, search, now());
          assert.equal(new Set(offers.map(({ id }) => id)).size, offers.length, 'two offers have one id');
          const totals = offers.map(({ total }) => total.minor);
          assert.deepEqual(
            totals,
            totals.toSorted((one, other) => one - other),
            'they are not in order',
          );
          const known = (await pms.getRoomTypes(patient)).map(({ id }) => id);
          for (const { roomTypeId } of offers) assert.ok(known.includes(roomTypeId), `${roomTypeId} is in no list`);
          const confirmed = await pms.confirmOffers(search, patient);
          const told = (all: typeof offers) =>
            all.map(({ roomTypeId, ratePlan, total }) => [roomTypeId, ratePlan, total]);
          assert.deepEqual(told(confirmed), told(offers));
        }
      }),
  },
  {
    title: 'offers only the room type that is asked for',
    run: () =>
      withPms(async ({ pms, findStay }) => {
        const { search, offers } = await findStay();
        const roomTypeId = offers.at(-1)?.roomTypeId ?? '';
        const only = await pms.searchOffers({ ...search, roomTypeId }, patient);
        assert.deepEqual([...new Set(only.map((offer) => offer.roomTypeId))], [roomTypeId]);
        const unknown = pms.searchOffers({ ...search, roomTypeId: 'no-such-type' }, patient);
        await expectRefusal(unknown, 'ERR_PMS_NOT_FOUND', 'a search for an unknown room type');
      }),
  },
  {
    title: 'offers only rooms in which everybody finds a bed',
    run: () =>
      withPms(async ({ pms, findStay }) => {
        const { search } = await findStay();
        const types = new Map((await pms.getRoomTypes(patient)).map((type) => [type.id, type]));
        for (const [adults, childrenAges] of [
          [1, []],
          [2, [4]],
          [3, []],
          [2, [1, 9, 16]],
          [60, []],
          [1, Array<number>(40).fill(8)],
        ] as [number, number[]][]) {
          const offers = await pms.searchOffers({ ...search, rooms: [{ adults, childrenAges }] }, patient);
          for (const { roomTypeId } of offers) {
            const type = types.get(roomTypeId);
            const children = childrenAges.length;
            const fits = type && adults <= type.maxAdults && children <= type.maxChildren;
            assert.ok(
              fits && adults + children <= type.maxGuests,
              `${adults} + ${children} do not fit into ${roomTypeId}`,
            );
          }
        }
      }),
  },
  {
    title: 'prices several rooms as so many rooms, and offers none that has too few left',
    run: () =>
      withPms(async ({ pms, findStay, now }) => {
        const { search } = await findStay();
        const [room] = search.rooms;
        assert.ok(room);
        for (const count of [2, 20]) {
          const wanted = { ...search, rooms: Array.from({ length: count }, () => room) };
          for (const offer of await pms.searchOffers(wanted, patient)) expectOffer(offer, wanted, now());
        }
      }),
  },
  {
    title: 'names the field of a search that no hotel could answer',
    run: () =>
      withPms(async ({ pms, findStay, today }) => {
        const { search } = await findStay();
        const { arrival, departure } = search;
        const wrong = [
          [{ arrival: departure, departure: arrival }, /departure|arrival/, 'a departure before the arrival'],
          [{ departure: arrival }, /departure/, 'no night at all'],
          [{ arrival: today().subtract({ days: 3 }), departure: today() }, /arrival/, 'a stay in the past'],
          [{ rooms: [] }, /rooms/, 'no room'],
          [{ rooms: [{ adults: 0, childrenAges: [] }] }, /rooms/, 'a room without an adult'],
          [{ rooms: [{ adults: 1.5, childrenAges: [] }] }, /rooms/, 'half an adult'],
          [{ rooms: [{ adults: 2, childrenAges: [-1] }] }, /rooms/, 'a child of minus one'],
        ] as const;
        for (const [change, field, what] of wrong) {
          for (const method of ['searchOffers', 'confirmOffers'] as const) {
            const asked = pms[method]({ ...search, ...change }, patient);
            await expectRefusal(asked, 'ERR_PMS_INVALID_INPUT', `${method} of ${what}`, field);
          }
        }
      }),
  },
];
