import type { OfferSearch } from '@botones/contract';
import { z } from 'zod';

/** What a guest chose: `double/flexible/2031-06-03/2031-06-05/2+6/22000`. */
export interface Choice {
  readonly roomTypeId: string;
  readonly ratePlan: string;
  readonly search: OfferSearch;
  /** The total that was shown with it, in the smallest unit. */
  readonly shown: number;
}

const room = z
  .string()
  .transform((text) => text.split('+').map(Number))
  .pipe(z.array(z.int().min(0)))
  .transform(([adults = 0, ...childrenAges]) => ({ adults, childrenAges }))
  .refine(({ adults }) => adults > 0);
const parts = z.tuple([
  z.string().min(1),
  z.string().min(1),
  z.iso.date(),
  z.iso.date(),
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(room).min(1)),
  z.string().transform(Number).pipe(z.int().min(0)),
]);

/** Null for anything that is no choice. */
export function readChoice(given: unknown): Choice | null {
  const { data } = parts.safeParse(typeof given === 'string' ? given.split('/').map(decoded) : null);
  if (data === undefined) return null;
  const [roomTypeId, ratePlan, from, until, rooms, shown] = data;
  const arrival = Temporal.PlainDate.from(from);
  const departure = Temporal.PlainDate.from(until);
  if (Temporal.PlainDate.compare(arrival, departure) >= 0) return null;
  return { roomTypeId, ratePlan, search: { arrival, departure, rooms, roomTypeId }, shown };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
