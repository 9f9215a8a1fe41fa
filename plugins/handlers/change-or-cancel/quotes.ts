import type { CancelQuote, ChangeQuote } from '@botones/contract';
import { z } from 'zod';

const money = z.object({ minor: z.int(), currency: z.string() });
const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));
const instant = z.string().transform((text) => Temporal.Instant.from(text));

/** What was put before the guest, as slot `change_quote` keeps it; a pressed "yes" must name its `token`. */
const asked = z.object({ token: z.string(), reference: z.string(), fee: money, expiresAt: instant });
const cancel = asked.extend({ do: z.literal('cancel'), refund: money });
const change = asked.extend({
  do: z.literal('change'),
  change: z.object({ arrival: day, departure: day }),
  before: money,
  after: money,
});
const either = z.discriminatedUnion('do', [cancel, change]);

export type Asked = z.output<typeof either>;

/** Null where nothing was put before the guest. */
export function readAsked(slot: unknown): Asked | null {
  return either.safeParse(slot).data ?? null;
}

export function writeCancel({ reference, fee, refund, expiresAt }: CancelQuote, token: string): z.input<typeof cancel> {
  return { do: 'cancel', token, reference, fee: { ...fee }, refund: { ...refund }, expiresAt: expiresAt.toString() };
}

/** Of a change of days. */
export function writeChange(quote: ChangeQuote, token: string): z.input<typeof change> {
  const { reference, fee, before, after, expiresAt, change: wanted } = quote;
  return {
    do: 'change',
    token,
    reference,
    fee: { ...fee },
    before: { ...before },
    after: { ...after },
    change: { arrival: String(wanted.arrival), departure: String(wanted.departure) },
    expiresAt: expiresAt.toString(),
  };
}
