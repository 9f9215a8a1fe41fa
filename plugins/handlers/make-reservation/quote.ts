import type { Offer } from '@botones/contract';
import { z } from 'zod';

const money = z.object({ minor: z.int(), currency: z.string() });
const words = z.record(z.string(), z.string());
const instant = z.string().transform((text) => Temporal.Instant.from(text));

/** What was put before the guest, as a slot keeps it. */
const quote = z.object({
  /** The choice that it is about. */
  offer: z.string(),
  /** What a pressed "yes" must name: another quote, another token. */
  token: z.string(),
  /** Whom it named. */
  guest: z.string(),
  details: z.object({
    id: z.string(),
    roomTypeId: z.string(),
    ratePlan: z.string(),
    ratePlanName: words,
    nightly: z.array(money),
    charges: z.array(z.object({ name: words, amount: money, included: z.boolean() })),
    total: money,
    unitsLeft: z.number(),
    cancelPolicy: z.object({ steps: z.array(z.object({ from: instant, fee: money })) }),
    expiresAt: instant,
  }),
});

export type Quote = Omit<z.output<typeof quote>, 'details'> & { readonly details: Offer };

/** Null where nothing, or nothing that can be read, was put before the guest. */
export function readQuote(slot: unknown): Quote | null {
  return quote.safeParse(slot).data ?? null;
}

/** A quote as plain data. */
export function writeQuote({ details, ...rest }: Quote): z.input<typeof quote> {
  const steps = details.cancelPolicy.steps.map(({ from, fee }) => ({ from: from.toString(), fee }));
  const { ratePlanName, nightly, charges, ...plain } = details;
  return {
    ...rest,
    details: {
      ...plain,
      ratePlanName: { ...ratePlanName },
      nightly: [...nightly],
      charges: charges.map((charge) => ({ ...charge, name: { ...charge.name } })),
      cancelPolicy: { steps },
      expiresAt: details.expiresAt.toString(),
    },
  };
}
