import {
  formatDay,
  formatMoney,
  formatNights,
  handoff,
  type Outcome,
  type Pms,
  reply,
  type Turn,
  together,
} from '@botones/contract';
import { writeCancel, writeChange } from './quotes.ts';
import { type Booked, forgotten, readBooked } from './read-booked.ts';

/** What it costs, and the question whether it shall be. */
export async function askFirst(pms: Pms, turn: Turn): Promise<Outcome> {
  const booked = readBooked(turn.slots.reservation);
  if (booked === null) return { ...handoff('needs_staff'), slots: forgotten };
  return turn.slots.reservation_wish === 'cancel' ? askCancel(pms, booked, turn) : askChange(pms, booked, turn);
}

async function askCancel(pms: Pms, { reference }: Booked, turn: Turn): Promise<Outcome> {
  if (!pms.capabilities.cancels) return { ...handoff('cancel_reservation'), slots: forgotten };
  const { id, signal, language } = turn;
  const quote = await pms.quoteCancel(reference, signal);
  const values = {
    reference,
    fee: formatMoney(quote.fee, language),
    refund: formatMoney(quote.refund, language),
    token: id,
  };
  const terms = reply(quote.fee.minor > 0 ? 'cancel/fee' : 'cancel/free', values);
  const back = quote.refund.minor > 0 ? reply('cancel/refund', values) : { replies: [] };
  return together(terms, back, reply('cancel/confirm', values), {
    replies: [],
    slots: { change_quote: writeCancel(quote, id) },
  });
}

async function askChange(pms: Pms, booked: Booked, turn: Turn): Promise<Outcome> {
  const { slots, id, signal, language } = turn;
  const { reference } = booked;
  if (!pms.capabilities.changes) return { ...handoff('change_reservation'), slots: forgotten };
  const arrival = Temporal.PlainDate.from(String(slots.arrival));
  const departure = Temporal.PlainDate.from(String(slots.departure));
  if (arrival.equals(booked.arrival) && departure.equals(booked.departure)) {
    return { ...reply('change/same', { reference }), slots: forgotten, next: null };
  }
  const quote = await pms.quoteChange(reference, { arrival, departure }, signal);
  const values = {
    reference,
    arrival: formatDay(arrival, language),
    departure: formatDay(departure, language),
    nights: formatNights(arrival.until(departure).days, language),
    before: formatMoney(quote.before, language),
    after: formatMoney(quote.after, language),
    fee: formatMoney(quote.fee, language),
    token: id,
  };
  const priced = quote.before.minor === quote.after.minor ? 'change/quote_same' : 'change/quote';
  const terms = reply(quote.fee.minor > 0 ? `${priced}_fee` : priced, values);
  return together(terms, reply('change/confirm', values), {
    replies: [],
    slots: { change_quote: writeChange(quote, id) },
  });
}
