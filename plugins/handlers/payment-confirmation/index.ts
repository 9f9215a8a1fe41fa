import {
  BotonesError,
  defineHandler,
  formatDay,
  formatMoney,
  goOn,
  type HandlerContext,
  handoff,
  type Outcome,
  reply,
  type Turn,
  together,
} from '@botones/contract';
import { z } from 'zod';
import { type Booked, readBooked } from './read-booked.ts';

const options = z.strictObject({
  /**
   * Who believes it: `staff` look first; a `receipt` (picture or document) confirms at once, words alone do not; a `claim`
   * confirms at once, however it is made. Only staff can see whether money came.
   */
  confirm: z.enum(['staff', 'receipt', 'claim']).default('staff'),
  /** How guests pay, as the PMS is told. */
  method: z.string().min(1).default('transfer'),
  /** What the reception reads at the reservation. */
  note: z.string().min(1).default('The guest says that it is paid (chat).'),
  /** The handler that finds a reservation of which this conversation knows nothing. */
  lookup: z.string().min(1).default('reservation-lookup'),
});

/** The guest says or shows that it is paid: the PMS confirms the reservation, or a person looks first. */
export default defineHandler({
  name: 'payment-confirmation',
  options,
  responses: ['payment/confirmed', 'payment/already', 'payment/with_staff', 'payment/send_receipt', 'payment/too_late'],
  setup(context) {
    return async (turn) => {
      const booked = readBooked(turn.slots.reservation);
      if (booked === null) return goOn(context.options.lookup, { after_lookup: 'payment-confirmation' });
      if (booked.status === 'confirmed') return reply('payment/already', { reference: booked.reference });
      if (booked.status === 'cancelled') return tooLate(booked);
      const { confirm } = context.options;
      if (confirm === 'claim' || (confirm === 'receipt' && hasReceipt(turn))) return confirmNow(context, booked, turn);
      if (confirm === 'receipt' && turn.slots.receipt_wanted !== booked.reference) {
        const { reference } = booked;
        return { ...reply('payment/send_receipt', { reference }), slots: { receipt_wanted: reference } };
      }
      return leaveToStaff(context, booked, turn);
    };
  },
});

type Context = HandlerContext<z.output<typeof options>>;

async function confirmNow({ pms, options }: Context, booked: Booked, turn: Turn): Promise<Outcome> {
  const { reference, due } = booked;
  const { id, signal, language } = turn;
  if (!pms.capabilities.payments) return leaveToStaff({ pms, options }, booked, turn);
  const key = `${id}:payment`;
  try {
    const paid = await pms.recordPayment(reference, { amount: due, method: options.method }, key, signal);
    const values = {
      reference,
      arrival: formatDay(paid.arrival, language),
      departure: formatDay(paid.departure, language),
      total: formatMoney(paid.total, language),
      paid: formatMoney(paid.paid, language),
    };
    return {
      ...reply('payment/confirmed', values),
      slots: {
        reservation: { ...Object(turn.slots.reservation), status: paid.status },
        receipt_wanted: null,
        file_means: null,
      },
      effects: [{ operation: 'pms.recordPayment', key, reference }],
    };
  } catch (error) {
    // The room is no longer kept, so money has come for nothing: a person puts it right.
    const isOver = error instanceof BotonesError && over.has(error.code);
    if (isOver) return tooLate(booked);
    throw error;
  }
}

const over: ReadonlySet<string> = new Set(['ERR_PMS_CONFLICT', 'ERR_PMS_SOLD_OUT', 'ERR_PMS_NOT_FOUND']);

function tooLate({ reference }: Booked): Outcome {
  const said = together(reply('payment/too_late', { reference }), handoff('payment_too_late'));
  return { ...said, slots: { file_means: null } };
}

/** The note is a courtesy: without it staff still get the conversation, and whatever picture is in it. */
async function leaveToStaff(
  { pms, options }: Pick<Context, 'pms' | 'options'>,
  { reference }: Booked,
  { id, signal }: Turn,
): Promise<Outcome> {
  const said = together(reply('payment/with_staff', { reference }), handoff('payment_claimed'));
  const told: Outcome = { ...said, slots: { file_means: null } };
  if (!pms.capabilities.notes) return told;
  const key = `${id}:payment-note`;
  try {
    await pms.addNote(reference, options.note, key, signal);
    return { ...told, effects: [{ operation: 'pms.addNote', key, reference }] };
  } catch {
    signal.throwIfAborted();
    return told;
  }
}

function hasReceipt({ message }: Turn): boolean {
  return message.parts.some(({ type }) => type === 'image' || type === 'document');
}
