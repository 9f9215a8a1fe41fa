import type { OfferSearch } from '@botones/contract';
import { z } from 'zod';

/** What a guest looks for. */
export interface Stay {
  readonly search: Omit<OfferSearch, 'roomTypeId'>;
  /** The value of `room_type`. */
  readonly wish: string | null;
}

const slotsOfStay = z.object({
  arrival: z.iso.date(),
  departure: z.iso.date(),
  adults: z.int().min(1),
  child_ages: z.array(z.int().min(0)).nullish(),
  room_type: z.string().min(1).nullish(),
});

/** Null where the slots say no stay. */
export function readStay(slots: Readonly<Record<string, unknown>>): Stay | null {
  const { data } = slotsOfStay.safeParse(slots);
  if (data === undefined) return null;
  const arrival = Temporal.PlainDate.from(data.arrival);
  const departure = Temporal.PlainDate.from(data.departure);
  if (Temporal.PlainDate.compare(arrival, departure) >= 0) return null;
  const rooms = [{ adults: data.adults, childrenAges: data.child_ages ?? [] }];
  return { search: { arrival, departure, rooms }, wish: data.room_type ?? null };
}
