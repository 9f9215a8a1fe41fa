import { definePms, type pmsOperations } from '@botones/contract';
import { book } from './book.ts';
import { cancel, quoteCancel } from './cancel.ts';
import { applyChange, quoteChange } from './change.ts';
import { checkSetup } from './check.ts';
import { openClient } from './client.ts';
import { openDesk, serve } from './desk.ts';
import { addExtra, listExtras } from './extra.ts';
import { listProperties, listRoomTypes, readPolicies } from './facts.ts';
import { knows } from './guest.ts';
import { loadStay, seekStay } from './load.ts';
import { migrations } from './migrations.ts';
import { isRoomFree } from './night.ts';
import { addNote } from './note.ts';
import { options } from './options.ts';
import { pay } from './pay.ts';
import { openPictures } from './pictures.ts';
import { findOffers } from './quote.ts';
import { startSweeping } from './sweep.ts';

/** QloApps 1.6.1 and 1.7.0, by their webservice. */
export default definePms({
  name: 'qloapps',
  options,
  async setup(context) {
    const { options, database } = context;
    await database.migrate(migrations);
    const desk = openDesk(context, openClient(options));
    const pictures = openPictures(desk);
    context.onClose(startSweeping(desk));

    const on =
      <Given extends unknown[], T>(
        method: keyof typeof pmsOperations,
        work: (...given: [...Given, AbortSignal]) => Promise<T>,
      ) =>
      (...given: [...Given, AbortSignal]) =>
        serve(method, given.at(-1) as AbortSignal, () => work(...given));

    return {
      capabilities: {
        holds: true,
        payments: true,
        changes: true,
        cancels: true,
        extras: true,
        notes: options.contact !== null,
      },
      checkSetup: on('checkSetup', (signal) => checkSetup(desk, signal)),
      getProperties: on('getProperties', (signal) => listProperties(desk, signal)),
      getRoomTypes: on('getRoomTypes', (signal) => listRoomTypes(desk, pictures, signal)),
      getExtras: on('getExtras', (signal) => listExtras(desk, signal)),
      getPolicies: on('getPolicies', (signal) => readPolicies(desk, signal)),
      searchOffers: on('searchOffers', (search, signal) => findOffers(desk, search, desk.recentCatalog, signal)),
      confirmOffers: on('confirmOffers', (search, signal) => findOffers(desk, search, desk.catalog, signal)),
      createReservation: on('createReservation', (request, key, signal) => book(desk, request, key, signal)),
      findReservation: on('findReservation', async (query, signal) => {
        const stay = await seekStay(desk, query.reference, signal);
        return stay !== null && knows(stay, query) ? stay.reservation : null;
      }),
      getReservation: on('getReservation', async (reference, signal) => {
        const { reservation } = await loadStay(desk, reference, signal);
        return reservation;
      }),
      recordPayment: on('recordPayment', (reference, payment, key, signal) =>
        pay(desk, reference, payment, key, signal),
      ),
      quoteChange: on('quoteChange', (reference, change, signal) => quoteChange(desk, reference, change, signal)),
      applyChange: on('applyChange', (quote, key, signal) => applyChange(desk, quote, key, signal)),
      quoteCancel: on('quoteCancel', (reference, signal) => quoteCancel(desk, reference, signal)),
      cancelReservation: on('cancelReservation', (quote, key, signal) => cancel(desk, quote, key, signal)),
      isRoomFree: on('isRoomFree', (reference, night, signal) => isRoomFree(desk, reference, night, signal)),
      addExtra: on('addExtra', (reference, extra, key, signal) => addExtra(desk, reference, extra, key, signal)),
      addNote: on('addNote', (reference, note, key, signal) => addNote(desk, reference, note, key, signal)),
    };
  },
});
