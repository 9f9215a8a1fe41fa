import {
  defineHandler,
  goOn,
  type HandlerContext,
  handoff,
  type Outcome,
  reply,
  type Turn,
  together,
} from '@botones/contract';
import { z } from 'zod';
import { describeReservation, toSlot } from './describe-reservation.ts';
import { findReservation } from './find-reservation.ts';
import { lastNamesIn, readLastName, readNameAlone, readNameBeside, readReference } from './read-answers.ts';

const name = 'reservation-lookup';
const unanswered = { booking_reference: null, booking_last_name: null };
const known = z.object({ reference: z.string() });

const options = z.strictObject({
  /** Wrong answers in one conversation, after which a person is called. */
  attempts: z.int().min(1).max(10).default(3),
});
type Context = HandlerContext<z.output<typeof options>>;

/** Finds a reservation by its reference and something that only its guest knows. */
export default defineHandler({
  name,
  options,
  slots: ['booking_reference', 'booking_last_name'],
  asks: ['booking_last_name'],
  checks: true,
  responses: [
    'lookup/ask_last_name',
    'lookup/not_found',
    'lookup/no_reference',
    'lookup/held',
    'lookup/confirmed',
    'lookup/cancelled',
  ],
  setup(context) {
    return {
      handle: (turn) => look(context, turn),
      questions: { booking_last_name: (turn) => askLastName(context, turn) },
      check: (turn) => check(context, turn),
    };
  },
});

async function check(context: Context, turn: Turn): Promise<Outcome> {
  const { slots, answered } = turn;
  if (failures(turn) >= context.options.attempts) return { ...handoff('reservation_not_found'), slots: unanswered };
  const booked = known.safeParse(slots.reservation).data;
  const named = namedIn(turn);
  const again = anotherName(turn, named);
  if (again !== null) return { replies: [], slots: again };
  const reference = readReference(named ?? (answered.includes('booking_reference') ? slots.booking_reference : null));
  const isAnother = reference !== null && reference !== booked?.reference;
  if (booked !== undefined && !isAnother && (named !== undefined || (slots.booking_reference ?? null) === null)) {
    return showKnown(context, booked.reference, turn);
  }
  const said = answered.includes('booking_reference') ? slots.booking_reference : undefined;
  if (said !== undefined && reference === null) return withoutReference(context, turn);
  return {
    replies: [],
    slots: {
      ...(reference !== null && { booking_reference: reference }),
      ...(answered.includes('booking_last_name') && { booking_last_name: readLastName(slots.booking_last_name) }),
      // Another reference where the name was asked for is no name.
      ...(named !== undefined && { booking_last_name: readNameBeside(turn.text) }),
    },
  };
}

/** After a miss, another name to the same reference: the guest knows which of the two was wrong. */
function anotherName({ slots, answered }: Turn, named: unknown): Record<string, unknown> | null {
  const missed = slots.lookup_missed;
  if (typeof missed !== 'string' || named !== undefined || !answered.includes('booking_reference')) return null;
  const name = readNameBeside(String(slots.booking_reference)) ?? readNameAlone(slots.booking_reference);
  return name === null ? null : { booking_reference: missed, booking_last_name: name };
}

/** The reference that the message names wherever it stands; undefined once it was looked for in vain. */
function namedIn({ understanding, slots, id }: Turn): unknown {
  const value = understanding.entities.find(({ entity }) => entity === 'booking_reference')?.value;
  return slots.lookup_tried === id ? undefined : value;
}

/** An answer with no reference in it is told where one stands, and then given to a person; nobody is asked for ever. */
function withoutReference({ options }: Context, turn: Turn): Outcome {
  const slots = { ...unanswered, lookup_failures: failures(turn) + 1 };
  if (slots.lookup_failures >= options.attempts) return { ...handoff('reservation_not_found'), slots };
  return { ...reply('lookup/no_reference'), slots };
}

/** A guest who writes from the address of the reservation need not say more. */
async function askLastName(context: Context, turn: Turn): Promise<Outcome> {
  const reference = String(turn.slots.booking_reference);
  const found = await findReservation(context.pms, reference, turn.message.guest, turn.signal);
  if (found === null) return reply('lookup/ask_last_name', { reference });
  return together({ replies: [], slots: unanswered }, await tell(context, found, turn), leadOn(turn));
}

async function look(context: Context, turn: Turn): Promise<Outcome> {
  const reference = String(turn.slots.booking_reference);
  const found = await findByName(context, reference, String(turn.slots.booking_last_name), turn.signal);
  if (found !== null)
    return together({ replies: [], slots: unanswered }, await tell(context, found, turn), leadOn(turn));
  const slots = { ...unanswered, lookup_failures: failures(turn) + 1, lookup_tried: turn.id, lookup_missed: reference };
  if (slots.lookup_failures >= context.options.attempts) return { ...handoff('reservation_not_found'), slots };
  return together(reply('lookup/not_found'), goOn(name, slots));
}

async function findByName({ pms }: Context, reference: string, said: string, signal: AbortSignal) {
  for (const lastName of lastNamesIn(said)) {
    const found = await pms.findReservation({ reference, lastName }, signal);
    if (found !== null) return found;
  }
  return null;
}

async function showKnown(context: Context, reference: string, turn: Turn): Promise<Outcome> {
  const found = await context.pms.getReservation(reference, turn.signal);
  return together(await tell(context, found, turn), leadOn(turn));
}

async function tell({ pms, property }: Context, found: Parameters<typeof toSlot>[0], turn: Turn): Promise<Outcome> {
  const slots = { reservation: toSlot(found, turn.slots.reservation), lookup_failures: null, lookup_missed: null };
  if (isWanted(turn.slots.after_lookup)) return { replies: [], slots };
  const types = await pms.getRoomTypes(turn.signal);
  return { replies: [describeReservation(found, { types, property, language: turn.language })], slots };
}

/** Back to the handler that needed it; else this form is over. */
function leadOn({ slots: { after_lookup: wanted } }: Turn): Outcome {
  return goOn(isWanted(wanted) ? wanted : null, { after_lookup: null });
}

function isWanted(wanted: unknown): wanted is string {
  return typeof wanted === 'string' && wanted !== '';
}

function failures({ slots }: Turn): number {
  return Number(slots.lookup_failures ?? 0);
}
