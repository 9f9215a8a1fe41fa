import type { Payment, Reservation } from '@botones/contract';
import { reread } from './cancel.ts';
import type { Desk } from './desk.ts';
import { markSent, once } from './journal.ts';
import { living, loadStay, revive, type Stay } from './load.ts';
import { invalid, refusal } from './refuse.ts';
import { setState } from './states.ts';
import { minorOf } from './values.ts';

/**
 * What is paid confirms a hold. The bot keeps the account: QloApps books a whole order as paid whatever came in, and
 * forgets the number of the transfer.
 */
export async function pay(
  desk: Desk,
  reference: string,
  payment: Payment,
  key: string,
  signal: AbortSignal,
): Promise<Reservation> {
  const { amount, method } = payment;
  if (!Number.isSafeInteger(amount.minor) || amount.minor <= 0)
    throw invalid('amount', 'A payment is a positive amount.');
  if (method.trim() === '') throw invalid('method', 'A payment has a method.');
  return once(desk, { kind: 'pay', key, request: [reference, payment] }, signal, revive, async (entry, inner) => {
    const { query } = desk.context.database;
    const stay = living(await loadStay(desk, reference, inner));
    const { total } = stay.reservation;
    if (amount.currency !== total.currency) throw invalid('amount', `The bill is in ${total.currency}.`);
    await markSent(desk, entry);
    const isNew = (await query('select 1 from payment where key = $1', [key])).length === 0;
    const paid = stay.reservation.paid.minor + (isNew ? amount.minor : 0);
    if (isNew) await note(desk, stay, payment, key, paid);
    const after = await reread(desk, await tell(desk, stay, paid, inner), inner);
    // From here on, what QloApps says beyond this was paid at the desk.
    const said = minorOf(after.order.item.total_paid_real, total.currency);
    await query('update paid set said = $2 where id_order = $1', [stay.order.id, said]);
    return (await reread(desk, stay, inner)).reservation;
  });
}

/** All at once: whoever finds the payment finds the hold confirmed. */
async function note(
  { context }: Desk,
  { order }: Stay,
  { amount, method, transaction }: Payment,
  key: string,
  paid: number,
): Promise<void> {
  const at = String(context.now());
  await context.database.transaction(async (query) => {
    await query(
      `insert into payment (key, id_order, amount, currency, method, transaction, at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [key, order.id, amount.minor, amount.currency, method, transaction ?? null, at],
    );
    await query(
      `insert into paid (id_order, amount, said) values ($1, $2, null)
       on conflict (id_order) do update set amount = $2, said = null`,
      [order.id, paid],
    );
    await query('update stay set held_until = null, held_state = null where id_order = $1', [order.id]);
  });
}

/** It is noted, so any failure leaves the write open: the next try tells QloApps once more. */
async function tell(desk: Desk, stay: Stay, paid: number, signal: AbortSignal): Promise<Stay> {
  try {
    const wanted = paid >= stay.reservation.total.minor ? 'paid' : 'partial';
    await setState(desk, stay.order.id, wanted, signal);
    return stay;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw refusal('ERR_PMS_UNKNOWN_OUTCOME', 'QloApps was not seen to take the payment.', error);
  }
}
