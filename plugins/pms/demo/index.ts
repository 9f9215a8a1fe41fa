import { definePms, type pmsOperations } from '@botones/contract';
import { addExtra, addNote, listExtras, pay } from './bill.ts';
import { book } from './book.ts';
import { cancel, quoteCancel } from './cancel.ts';
import { applyChange, quoteChange } from './change.ts';
import { type Desk, serve } from './desk.ts';
import { find, get } from './find.ts';
import { openHotel } from './hotel.ts';
import { countFree } from './inventory.ts';
import { migrations } from './migrations.ts';
import { findOffers } from './offers.ts';
import { options } from './options.ts';
import { loadRow, toReservation } from './reservation.ts';
import { listRoomTypes } from './room-types.ts';

/** A small PMS of our own, so that the bot sells rooms before a real one is joined to it. */
export default definePms({
  name: 'demo',
  options,
  async setup({ options, property, database, media, now }) {
    const hotel = openHotel(options, property);
    const desk: Desk = { hotel, database, now };
    await database.migrate(migrations);
    for (const id of Object.keys(hotel.roomTypes))
      await database.query('insert into room_type (id) values ($1) on conflict do nothing', [id]);

    const { id, name, currency } = property;
    const { checkIn, checkOut, policies } = hotel;
    const on =
      <Given extends unknown[], T>(method: keyof typeof pmsOperations, work: (...given: Given) => T | Promise<T>) =>
      (...given: [...Given, AbortSignal]) =>
        serve(method, given.at(-1) as AbortSignal, async () => work(...(given.slice(0, -1) as Given)));

    return {
      capabilities: { holds: true, payments: true, changes: true, cancels: true, extras: true, notes: true },
      checkSetup: on('checkSetup', async () => {
        await database.query('select 1');
        return [];
      }),
      getProperties: on('getProperties', () => [{ id, name, currency, checkIn, checkOut }]),
      getRoomTypes: on('getRoomTypes', () => listRoomTypes(hotel, media)),
      getExtras: on('getExtras', () => listExtras(hotel)),
      getPolicies: on('getPolicies', () => policies),
      searchOffers: on('searchOffers', (search) => findOffers(database.query, hotel, search, now())),
      confirmOffers: on('confirmOffers', (search) => findOffers(database.query, hotel, search, now())),
      createReservation: on('createReservation', (request, key) => book(desk, request, key)),
      findReservation: on('findReservation', (query) => find(desk, query)),
      getReservation: on('getReservation', (reference) => get(desk, reference)),
      recordPayment: on('recordPayment', (reference, payment, key) => pay(desk, reference, payment, key)),
      quoteChange: on('quoteChange', (reference, change) => quoteChange(desk, reference, change)),
      applyChange: on('applyChange', (quote, key) => applyChange(desk, quote, key)),
      quoteCancel: on('quoteCancel', (reference) => quoteCancel(desk, reference)),
      cancelReservation: on('cancelReservation', (quote, key) => cancel(desk, quote, key)),
      isRoomFree: on('isRoomFree', async (reference, night) => {
        const row = await loadRow(database.query, reference);
        const { status, roomTypeId, rooms } = toReservation(row, now());
        if (status === 'cancelled') return false;
        const span = { arrival: night, departure: night.add({ days: 1 }) };
        const free = await countFree(database.query, hotel, span, now(), row.reference);
        return free(roomTypeId) >= rooms.length;
      }),
      addExtra: on('addExtra', (reference, extra, key) => addExtra(desk, reference, extra, key)),
      addNote: on('addNote', (reference, note, key) => addNote(desk, reference, note, key)),
    };
  },
});
