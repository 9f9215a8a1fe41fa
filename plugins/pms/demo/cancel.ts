import type { CancelQuote, Reservation } from '@botones/contract';
import { update } from './bill.ts';
import type { Desk } from './desk.ts';
import { once } from './once.ts';
import { refusal } from './refuse.ts';
import { living, loadRow, type Row, reviveReservation } from './reservation.ts';
import { today } from './stay.ts';

export async function quoteCancel(desk: Desk, reference: string): Promise<CancelQuote> {
  return quote(desk, await loadRow(desk.database.query, reference));
}

export async function cancel(desk: Desk, agreed: CancelQuote, key: string): Promise<Reservation> {
  return once(desk.database, key, ['cancel', agreed.reference], reviveReservation, async (query) => {
    const row = await loadRow(query, agreed.reference, { lock: true });
    const { fee } = quote(desk, row);
    if (fee.minor > agreed.fee.minor) throw refusal('ERR_PMS_PRICE_CHANGED', 'Cancelling costs more than quoted.');
    return update(
      query,
      desk.now(),
      `update reservation set status = 'cancelled', held_until = null where reference = $1 returning *`,
      [row.reference],
    );
  });
}

/** A hold costs nothing to give back. */
function quote({ hotel, now: clock }: Desk, row: Row): CancelQuote {
  const now = clock();
  const { reference, status, departure, paid, cancelPolicy } = living(row, now);
  if (Temporal.PlainDate.compare(departure, today(hotel, now)) <= 0)
    throw refusal('ERR_PMS_NOT_ALLOWED_BY_POLICY', 'The stay is over.');
  const begun = cancelPolicy.steps.filter(({ from }) => Temporal.Instant.compare(from, now) <= 0);
  const fee = status === 'held' ? hotel.minor(0) : (begun.at(-1)?.fee ?? hotel.minor(0));
  const next = cancelPolicy.steps.find(({ from }) => Temporal.Instant.compare(from, now) > 0)?.from;
  const soon = now.add({ minutes: hotel.offerMinutes });
  return {
    reference,
    fee,
    refund: hotel.minor(Math.max(0, paid.minor - fee.minor)),
    expiresAt: next !== undefined && Temporal.Instant.compare(next, soon) < 0 ? next : soon,
  };
}
