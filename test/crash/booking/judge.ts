import { totalOf } from '../../fakes/qloapps/price.ts';
import type { Receiver } from '../../support/webhook-receiver.ts';
import type { BadPms } from './bad-pms.ts';
import { referenceIn } from './converse.ts';
import type { Attempt } from './guests.ts';

export interface Verdict {
  attempts: number;
  /** Attempts whose guest was given a reference. */
  told: number;
  /** Bookings of the bot that stand in the books of the PMS. */
  reserved: number;
  /** Attempts with a second booking, or a second reference. */
  doubled: number;
  /** Pairs of stays that share a room. */
  oversold: number;
  /** Bookings of the bot that no guest was told of. */
  orphans: number;
  /** Bookings that came to more than their guest had said yes to. */
  mispriced: number;
  kills: number;
}

export interface Evidence {
  readonly attempts: readonly Attempt[];
  readonly posts: Receiver['posts'];
  readonly pms: Pick<BadPms, 'world' | 'doubles'>;
  readonly kills: number;
}

/** What guests were told, beside the books of the PMS. */
export function judge({ attempts, posts, pms, kills }: Evidence): Verdict {
  const told = new Map<string, Set<string>>();
  for (const { to, text } of posts) {
    const reference = referenceIn(text);
    if (reference !== null) told.set(to, (told.get(to) ?? new Set()).add(reference));
  }
  const booked = pms.world.orders
    .filter(({ source }) => source.startsWith('botones:'))
    .map((order) => ({ ...order, rows: liveRows(pms, order.id) }))
    .filter(({ rows }) => rows.length > 0);
  const references = new Set([...told.values()].flatMap((each) => [...each]));
  const agreed = new Map(attempts.map((attempt) => [attempt.guest, attempt.agreed]));
  const mispriced = [...told].filter(([guest, each]) =>
    booked.some((order) => each.has(order.reference) && minorOf(order.rows) > (agreed.get(guest) ?? 0)),
  );
  const secondOrders = booked.length - new Set(booked.map(({ source }) => source)).size;
  const secondReferences = [...told.values()].filter((each) => each.size > 1).length;
  return {
    attempts: attempts.length,
    told: told.size,
    reserved: booked.length,
    doubled: secondOrders + secondReferences,
    oversold: pms.doubles().length,
    orphans: booked.filter(({ reference }) => !references.has(reference)).length,
    mispriced: mispriced.length,
    kills,
  };
}

export function isSound({ told, reserved, doubled, oversold, orphans, mispriced }: Verdict): boolean {
  // Where nobody books anything, nothing was put to the proof.
  return told > 0 && told === reserved && doubled + oversold + orphans + mispriced === 0;
}

type Rows = BadPms['world']['rows'];

function liveRows({ world }: Evidence['pms'], order: number): Rows {
  return world.rows.filter((row) => row.id_order === order && !row.is_cancelled && !row.is_refunded);
}

/** All in, in minor units. */
function minorOf(rows: Rows): number {
  const { net, tax } = totalOf(rows);
  return Math.round((net + tax) * 100);
}
