import {
  BotonesError,
  formatDay,
  formatMoment,
  formatMoney,
  goOn,
  type Handle,
  type HandlerContext,
  type Outcome,
  type Reservation,
  reply,
  type Turn,
  together,
} from '@botones/contract';
import type { Options } from './options.ts';
import { type Quote, readQuote } from './quote.ts';
import { readChoice } from './read-choice.ts';
import { toGuest } from './read-guest.ts';

const unconfirmed = { booking_confirmed: null };
const forgotten = { ...unconfirmed, offer: null, quote: null };
const noStay = Object.fromEntries(
  ['arrival', 'departure', 'nights', 'adults', 'children', 'child_ages', 'rooms', 'room_type'].map((slot) => [
    slot,
    null,
  ]),
);

/**
 * Writes what the guest has confirmed. Nothing is read before it: a turn that runs again after a crash must come to the
 * same write, and a PMS that has made it already no longer has the room to offer.
 */
export function reserve({ pms, property, options }: HandlerContext<Options>, self: string): Handle {
  return async (turn) => {
    const { slots, id, language, signal } = turn;
    const quote = readQuote(slots.quote);
    const choice = readChoice(slots.offer);
    if (slots.booking_confirmed === false) return { ...reply('booking/declined'), slots: forgotten };
    if (quote === null || choice === null || quote.offer !== slots.offer) return goOn(self, forgotten);
    const holdUntil = pms.capabilities.holds && options.hold ? endOfHold(turn, choice.search.arrival) : null;
    const guest = toGuest(String(slots.guest_name), String(slots.guest_contact), options.phonePrefix);
    const key = `${id}:reserve`;
    try {
      const request = { offer: quote.details, search: choice.search, guest, holdUntil, language };
      const made = await pms.createReservation(request, key, signal);
      const effects = [{ operation: 'pms.createReservation', key, reference: made.reference }];
      const awaited = { file_means: made.status === 'held' ? options.receiptMeans : null };
      const remembered = { ...forgotten, ...noStay, ...awaited, reservation: toSlot(made, quote) };
      return { ...tell(made, turn), slots: remembered, effects };
    } catch (error) {
      return afterRefusal(error);
    }
  };

  /**
   * Never later than the evening of the arrival. Counted from when the guest said yes, so that a turn that runs again asks
   * for the same: a PMS may refuse another request under the same key.
   */
  function endOfHold({ message }: Turn, arrival: Temporal.PlainDate): Temporal.Instant {
    const now = Temporal.Instant.from(message.sentAt);
    const end = now.add({ seconds: Math.round(options.holdHours * 3600) });
    const evening = arrival.toZonedDateTime({ timeZone: property.timeZone, plainTime: '18:00' }).toInstant();
    const latest = Temporal.Instant.compare(evening, now) > 0 ? evening : now.add({ minutes: 30 });
    return Temporal.Instant.compare(end, latest) < 0 ? end : latest;
  }

  function tell(made: Reservation, { language }: Turn): Outcome {
    const { reference, arrival, departure, heldUntil } = made;
    const values = {
      reference,
      arrival: formatDay(arrival, language),
      departure: formatDay(departure, language),
      total: formatMoney(made.total, language),
      deposit: formatMoney(dueOf(made), language),
      ...(heldUntil && { until: formatMoment(heldUntil, property.timeZone, language) }),
    };
    if (made.status === 'confirmed') return reply('booking/confirmed', values);
    return together(reply('booking/held', values), reply('booking/pay', values));
  }

  function dueOf({ total }: Reservation) {
    return { ...total, minor: Math.ceil((total.minor * options.depositPercent) / 100) };
  }

  /** What later handlers of this conversation know of it. */
  function toSlot(made: Reservation, { token }: Quote): Record<string, unknown> {
    const { reference, status, roomTypeId, arrival, departure, total, heldUntil } = made;
    return {
      reference,
      status,
      roomTypeId,
      arrival: arrival.toString(),
      departure: departure.toString(),
      total: { ...total },
      due: dueOf(made),
      heldUntil: heldUntil?.toString() ?? null,
      token,
    };
  }

  function afterRefusal(error: unknown): Outcome {
    if (!(error instanceof BotonesError)) throw error;
    if (error.code === 'ERR_PMS_SOLD_OUT') return together(reply('pms/sold_out'), goOn(options.offersFrom, forgotten));
    // The question asks the PMS for the new price, and says by how much it rose.
    if (error.code === 'ERR_PMS_PRICE_CHANGED') return goOn(self, unconfirmed);
    const field = error.code === 'ERR_PMS_INVALID_INPUT' ? error.field : undefined;
    if (field === undefined || !field.startsWith('guest')) throw error;
    const slot = /name/i.test(field) ? 'guest_name' : 'guest_contact';
    return together(reply('booking/guest_refused'), goOn(self, { ...unconfirmed, [slot]: null }));
  }
}
