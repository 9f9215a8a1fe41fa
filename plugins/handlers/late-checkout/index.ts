import {
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

const name = 'late-checkout';

const options = z.strictObject({
  /** What it costs, in the smallest unit of the property's currency: 3000 is 30.00 €. 0: nothing. */
  fee: z.int().min(0),
  /** Until when the room may be kept. */
  until: z
    .string()
    .regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'write a time as "14:00"')
    .default('14:00'),
  /** How it stands on the bill. */
  title: z.string().min(1).default('Late check-out'),
  /** The handler that finds a reservation of which this conversation knows nothing. */
  lookup: z.string().min(1).default('reservation-lookup'),
});

/** Asks the PMS whether the room is free in the night after, says the fee, and puts it on the bill at a yes. */
export default defineHandler({
  name,
  options,
  slots: ['late_checkout_confirmed'],
  asks: ['late_checkout_confirmed'],
  checks: true,
  responses: [
    'late/offer',
    'late/offer_free',
    'late/not_free',
    'late/done',
    'late/declined',
    'late/already',
    'late/not_booked',
  ],
  setup(context) {
    return {
      handle: (turn) => answer(context, turn),
      questions: { late_checkout_confirmed: (turn) => askFee(context, turn) },
      check({ slots }) {
        const booked = readBooked(slots.reservation);
        if (booked === null) return goOn(context.options.lookup, { after_lookup: name });
        if (booked.status === 'cancelled')
          return { ...reply('late/not_booked', { reference: booked.reference }), next: null };
        if (slots.late_checkout !== booked.reference) return { replies: [] };
        return { ...reply('late/already', { until: context.options.until }), next: null };
      },
    };
  },
});

type Context = HandlerContext<z.output<typeof options>>;

async function askFee({ pms, options, property }: Context, { slots, signal, language }: Turn): Promise<Outcome> {
  const booked = readBooked(slots.reservation);
  if (booked === null || !pms.capabilities.extras) return handoff('late_checkout');
  const { until, fee } = options;
  const values = {
    until,
    fee: formatMoney({ minor: fee, currency: property.currency }, language),
    day: formatDay(booked.departure, language),
    reference: booked.reference,
  };
  const isFree = await pms.isRoomFree(booked.reference, booked.departure, signal);
  if (!isFree) return { ...reply('late/not_free', values), next: null };
  return reply(fee === 0 ? 'late/offer_free' : 'late/offer', values);
}

async function answer({ pms, options, property }: Context, turn: Turn): Promise<Outcome> {
  const { slots, id, signal } = turn;
  const booked = readBooked(slots.reservation);
  if (booked === null) return { ...handoff('late_checkout'), slots: { late_checkout_confirmed: null } };
  if (slots.late_checkout_confirmed !== true) {
    return { ...reply('late/declined'), slots: { late_checkout_confirmed: null } };
  }
  const { reference } = booked;
  const key = `${id}:late-checkout`;
  const price = { minor: options.fee, currency: property.currency };
  await pms.addExtra(reference, { name: options.title, price }, key, signal);
  return together(
    reply('late/done', { until: options.until, reference }),
    { replies: [], slots: { late_checkout_confirmed: null, late_checkout: reference } },
    { replies: [], effects: [{ operation: 'pms.addExtra', key, reference }] },
  );
}

const shape = z.object({
  reference: z.string(),
  status: z.string(),
  departure: z.iso.date().transform((day) => Temporal.PlainDate.from(day)),
});

function readBooked(slot: unknown): z.output<typeof shape> | null {
  return shape.safeParse(slot).data ?? null;
}
