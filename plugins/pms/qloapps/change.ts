import type { Change, ChangeQuote, Reservation } from '@botones/contract';
import { isSame, planChange } from './change-plan.ts';
import type { Desk } from './desk.ts';
import { type Entry, markSent, once } from './journal.ts';
import { keep } from './kept.ts';
import { loadStay, revive, type Stay } from './load.ts';
import { policyOf } from './quote.ts';
import { refusal } from './refuse.ts';
import { replace } from './replace.ts';

export async function quoteChange(
  desk: Desk,
  reference: string,
  change: Change,
  signal: AbortSignal,
): Promise<ChangeQuote> {
  const stay = await loadStay(desk, reference, signal);
  return (await planChange(desk, stay, change, signal)).quote;
}

/** Never dearer than quoted. A replaced booking keeps its number, and so the guest keeps the reference. */
export async function applyChange(
  desk: Desk,
  agreed: ChangeQuote,
  key: string,
  signal: AbortSignal,
): Promise<Reservation> {
  const { reference, change } = agreed;
  return once(desk, { kind: 'change', key, request: [reference, change] }, signal, revive, async (entry, inner) => {
    const stay = await loadStay(desk, reference, inner);
    if (isMade(entry, stay, change)) return stay.reservation;
    const { search, catalog, type, wanted, slack, quote } = await planChange(desk, stay, change, inner);
    const most = agreed.after.minor + agreed.fee.minor;
    if (quote.after.minor > most || quote.after.currency !== agreed.after.currency)
      throw refusal('ERR_PMS_PRICE_CHANGED', 'The change costs more than quoted.');
    await markSent(desk, entry);
    const bounds = { least: quote.after.minor - slack, most };
    const { reservation, order } = await replace(desk, stay, type, { wanted, bounds }, inner);
    const { total } = reservation;
    // It is done: terms that cannot be read now stay as they were.
    const price = { currency: total.currency, total: total.minor };
    const cancelPolicy = await policyOf(desk, catalog, search, price, inner).catch(() => reservation.cancelPolicy);
    await keep(desk, {
      idOrder: order.id,
      reference: order.reference,
      roomType: String(type.id),
      rooms: search.rooms,
      services: wanted.rooms.map(({ services }) => services),
      total: total.minor,
      cancelPolicy,
    });
    return { ...reservation, rooms: search.rooms, cancelPolicy };
  });
}

/** Has an earlier try changed it already? */
function isMade({ state }: Entry, { reservation }: Stay, change: Change): boolean {
  return state === 'sent' && reservation.status !== 'cancelled' && isSame(reservation, change);
}
