import { defineHandler, goOn, handoff, type Outcome, type Property, reply, type Turn } from '@botones/contract';
import { z } from 'zod';
import { askFirst } from './ask-first.ts';
import { doIt } from './do-it.ts';
import { type Options, options } from './options.ts';
import { readAsked } from './quotes.ts';
import { type Booked, forgotten, readBooked } from './read-booked.ts';
import { type Move, readMove } from './read-move.ts';

const name = 'change-or-cancel';

/** Other days, or no stay at all: what it costs first, then a yes, then it is done. */
export default defineHandler({
  name,
  options,
  slots: ['reservation_wish', 'arrival', 'departure', 'change_confirmed'],
  asks: ['reservation_wish', 'change_confirmed'],
  checks: true,
  responses: [
    'change/which',
    'cancel/fee',
    'cancel/free',
    'cancel/refund',
    'cancel/confirm',
    'cancel/done',
    'change/quote',
    'change/quote_fee',
    'change/quote_same',
    'change/quote_same_fee',
    'change/confirm',
    'change/done',
    'change/same',
    'change/kept',
    'change/cancelled',
  ],
  setup: ({ pms, property, options }) => ({
    handle: (turn) => doIt(pms, turn, name),
    questions: { reservation_wish: () => reply('change/which'), change_confirmed: (turn) => askFirst(pms, turn) },
    check: (turn) => check(turn, options, property),
  }),
});

function check(turn: Turn, options: Options, property: Property): Outcome {
  const { slots, now, answered } = turn;
  const wish = wishOf(turn, options);
  const booked = readBooked(slots.reservation);
  const move = readMove(turn.text) ?? readKept(slots.change_move);
  if (booked === null) return goOn(options.lookup, { after_lookup: name, reservation_wish: wish, change_move: move });
  const { reference, status, arrival, departure } = booked;
  if (status === 'cancelled') return { ...reply('change/cancelled', { reference }), slots: forgotten, next: null };
  const today = now.toZonedDateTimeISO(property.timeZone).toPlainDate();
  // During the stay it is the reception's.
  if (Temporal.PlainDate.compare(arrival, today) < 0) return { ...handoff('during_stay'), slots: forgotten };
  const kept = { arrival: arrival.toString(), departure: departure.toString() };
  const moved = wish !== 'cancel' && move !== null && !answered.includes('arrival') ? shift(booked, move) : null;
  const isMoved = moved !== null || answered.includes('arrival') || answered.includes('departure');
  const asked = readAsked(slots.change_quote);
  const isStale = typeof slots.change_confirmed === 'string' && slots.change_confirmed !== asked?.token;
  return {
    replies: [],
    slots: {
      reservation_wish: wish,
      ...(wish === 'cancel' && kept),
      ...moved,
      ...(move !== null && { change_move: null }),
      ...((isStale || isMoved) && { change_confirmed: null }),
    },
  };
}

/** "One more night", of the stay as it is booked; nothing where no night would be left of it. */
function shift({ arrival, departure }: Booked, move: Move): Record<string, unknown> | null {
  const from = arrival.add({ days: move.arrival });
  const to = departure.add({ days: move.departure });
  if (Temporal.PlainDate.compare(from, to) >= 0) return null;
  return { arrival: from.toString(), departure: to.toString(), nights: null };
}

const keptMove = z.object({ arrival: z.int(), departure: z.int() });

/** What was said before the reservation was found. */
function readKept(slot: unknown): Move | null {
  return keptMove.safeParse(slot).data ?? null;
}

/** The message says it when it begins; then the slot does. */
function wishOf({ understanding, slots }: Turn, { cancelFor, changeFor }: Options): 'cancel' | 'change' | null {
  const intent = understanding.intent ?? '';
  if (cancelFor.includes(intent)) return 'cancel';
  if (changeFor.includes(intent)) return 'change';
  const { reservation_wish: wish } = slots;
  return wish === 'cancel' || wish === 'change' ? wish : null;
}
