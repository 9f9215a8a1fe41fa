import type { CancelQuote, Reservation } from '@botones/contract';
import type { Desk } from './desk.ts';
import { markSent, once } from './journal.ts';
import { endHold } from './kept.ts';
import { living, loadStay, readStay, revive, type Stay } from './load.ts';
import { readOrder } from './order.ts';
import { refusal } from './refuse.ts';
import { giveBack } from './states.ts';
import { money } from './values.ts';

export async function quoteCancel(desk: Desk, reference: string, signal: AbortSignal): Promise<CancelQuote> {
  return quote(desk, await loadStay(desk, reference, signal));
}

/** QloApps applies no terms: the fee is ours to compute, and the money that is left over the hotel's to pay back. */
export async function cancel(desk: Desk, agreed: CancelQuote, key: string, signal: AbortSignal): Promise<Reservation> {
  const { reference } = agreed;
  return once(desk, { kind: 'cancel', key, request: [reference] }, signal, revive, async (entry, inner) => {
    const stay = await loadStay(desk, reference, inner);
    const isOurs = entry.state === 'sent' && stay.reservation.status === 'cancelled';
    if (isOurs) return stay.reservation;
    if (quote(desk, stay).fee.minor > agreed.fee.minor)
      throw refusal('ERR_PMS_PRICE_CHANGED', 'Cancelling costs more than quoted.');
    await markSent(desk, entry);
    await giveBack(desk, stay.order.id, inner);
    await endHold(desk, stay.order.id);
    return (await reread(desk, stay, inner)).reservation;
  });
}

/** After a write: what cannot be read now may have been done all the same. */
export async function reread(desk: Desk, { order: { id } }: Stay, signal: AbortSignal): Promise<Stay> {
  try {
    const order = await readOrder(desk, id, signal);
    const stay = order && (await readStay(desk, order, signal));
    if (stay) return stay;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw refusal('ERR_PMS_UNKNOWN_OUTCOME', 'What was written could not be read back.', error);
  }
  throw refusal('ERR_PMS_UNKNOWN_OUTCOME', 'What was written could not be found.');
}

/** A hold costs nothing to give back. */
function quote({ context, options, today }: Desk, stay: Stay): CancelQuote {
  const now = context.now();
  const { reference, status, departure, paid, total, cancelPolicy } = living(stay).reservation;
  if (Temporal.PlainDate.compare(departure, today()) <= 0)
    throw refusal('ERR_PMS_NOT_ALLOWED_BY_POLICY', 'The stay is over.');
  if (stay.rows.some(({ hasArrived }) => hasArrived))
    throw refusal('ERR_PMS_NOT_ALLOWED_BY_POLICY', 'The guest has arrived: the reception sees to it.');
  const isPast = (from: Temporal.Instant) => Temporal.Instant.compare(from, now) <= 0;
  const begun = cancelPolicy.steps.filter(({ from }) => isPast(from)).at(-1);
  const next = cancelPolicy.steps.find(({ from }) => !isPast(from))?.from;
  const fee = status === 'held' || begun === undefined ? 0 : Math.min(begun.fee.minor, total.minor);
  const soon = now.add({ minutes: options.offerMinutes });
  return {
    reference,
    fee: money(fee, total.currency),
    refund: money(Math.max(0, paid.minor - fee), total.currency),
    expiresAt: next !== undefined && Temporal.Instant.compare(next, soon) < 0 ? next : soon,
  };
}
