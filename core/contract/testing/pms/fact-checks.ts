import assert from 'node:assert/strict';
import { expectMoney, expectWords } from './expect.ts';
import { type PmsChecks, patient } from './trial.ts';

const time = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What the hotel is and has. */
export const factChecks: PmsChecks = (withPms) => [
  {
    title: 'finds nothing wrong with an account that has all rights',
    run: () => withPms(async ({ pms }) => assert.deepEqual(await pms.checkSetup(patient), [])),
  },
  {
    title: 'names its hotels, with currency and times',
    run: () =>
      withPms(async ({ pms }) => {
        const properties = await pms.getProperties(patient);
        assert.ok(properties.length > 0, 'there is no hotel');
        assert.equal(new Set(properties.map(({ id }) => id)).size, properties.length, 'two hotels have one id');
        for (const { name, currency, checkIn, checkOut } of properties) {
          assert.notEqual(name.trim(), '', 'a hotel has no name');
          assert.match(currency, /^[A-Z]{3}$/, 'a currency is no ISO 4217 code');
          for (const local of [checkIn, checkOut]) assert.ok(local === null || time.test(local), `${local} is no time`);
        }
      }),
  },
  {
    title: 'lists room types that can be shown: names, limits, pictures that a device can fetch',
    run: () =>
      withPms(async ({ pms }) => {
        const types = await pms.getRoomTypes(patient);
        assert.ok(types.length > 0, 'there is no room type');
        assert.equal(new Set(types.map(({ id }) => id)).size, types.length, 'two room types have one id');
        for (const { name, pictures, maxAdults, maxChildren, maxGuests, from } of types) {
          expectWords(name, 'a room type');
          for (const limit of [maxAdults, maxChildren, maxGuests]) assert.ok(Number.isInteger(limit) && limit >= 0);
          assert.ok(maxAdults >= 1 && maxGuests >= 1, 'a room takes in nobody');
          for (const { url } of pictures) assert.match(url, /^(https?:\/\/|\/)/, 'a picture has no address');
          if (from) expectMoney(from, 'the lowest price');
        }
      }),
  },
  {
    title: 'lists extras under an id, with name and price, and terms in words',
    run: () =>
      withPms(async ({ pms }) => {
        const extras = await pms.getExtras(patient);
        assert.equal(new Set(extras.map(({ id }) => id)).size, extras.length, 'two extras have one id');
        for (const { name, price } of extras) {
          expectWords(name, 'an extra');
          expectMoney(price, 'an extra');
        }
        const policies = await pms.getPolicies(patient);
        for (const topic of ['cancellation', 'payment', 'children'] as const)
          assert.equal(typeof policies[topic], 'object', `there are no words about ${topic}`);
      }),
  },
];
