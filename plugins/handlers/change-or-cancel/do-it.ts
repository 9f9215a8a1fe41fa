import {
  BotonesError,
  formatDay,
  formatMoney,
  goOn,
  type Outcome,
  type Pms,
  type Reservation,
  reply,
  type Turn,
} from '@botones/contract';
import { type Asked, readAsked } from './quotes.ts';
import { forgotten } from './read-booked.ts';

/** Does what the guest has said yes to, and no more than that. */
export async function doIt(pms: Pms, turn: Turn, self: string): Promise<Outcome> {
  const { slots, id } = turn;
  const asked = readAsked(slots.change_quote);
  if (slots.change_confirmed !== true && slots.change_confirmed !== asked?.token) {
    return { ...reply('change/kept'), slots: forgotten };
  }
  if (asked === null) return goOn(self, { change_confirmed: null });
  const key = `${id}:${asked.do}`;
  try {
    const now = await write(pms, asked, key, turn);
    const operation = asked.do === 'cancel' ? 'pms.cancelReservation' : 'pms.applyChange';
    return {
      ...tell(now, asked, turn),
      slots: { ...forgotten, reservation: { ...Object(slots.reservation), ...toSlot(now) } },
      effects: [{ operation, key, reference: asked.reference }],
    };
  } catch (error) {
    // The price is another by now: it is put before the guest again.
    const isDearer = error instanceof BotonesError && error.code === 'ERR_PMS_PRICE_CHANGED';
    if (isDearer) return goOn(self, { change_confirmed: null, change_quote: null });
    throw error;
  }
}

function write(pms: Pms, asked: Asked, key: string, { signal }: Turn): Promise<Reservation> {
  return asked.do === 'cancel' ? pms.cancelReservation(asked, key, signal) : pms.applyChange(asked, key, signal);
}

function tell({ reference, arrival, departure, total }: Reservation, asked: Asked, { language }: Turn): Outcome {
  if (asked.do === 'cancel') {
    return reply('cancel/done', { reference, refund: formatMoney(asked.refund, language) });
  }
  return reply('change/done', {
    reference,
    arrival: formatDay(arrival, language),
    departure: formatDay(departure, language),
    total: formatMoney(total, language),
  });
}

function toSlot({ status, arrival, departure, total }: Reservation): Record<string, unknown> {
  return { status, arrival: arrival.toString(), departure: departure.toString(), total: { ...total } };
}
