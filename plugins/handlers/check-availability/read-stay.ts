import { z } from 'zod';
import type { Party } from './share-rooms.ts';

/** What a guest looks for. */
export interface Stay {
  readonly arrival: Temporal.PlainDate;
  readonly departure: Temporal.PlainDate;
  readonly party: Party;
  /** Null: as few as it takes. */
  readonly rooms: number | null;
  /** The value of `room_type`. */
  readonly wish: string | null;
}

const slotsOfStay = z.object({
  arrival: z.iso.date(),
  departure: z.iso.date(),
  adults: z.int().min(1),
  child_ages: z.array(z.int().min(0)).nullish(),
  rooms: z.int().min(1).nullish(),
  room_type: z.string().min(1).nullish(),
});

/** Null where the slots say no stay. */
export function readStay(slots: Readonly<Record<string, unknown>>): Stay | null {
  const { data } = slotsOfStay.safeParse(slots);
  if (data === undefined) return null;
  const arrival = Temporal.PlainDate.from(data.arrival);
  const departure = Temporal.PlainDate.from(data.departure);
  if (Temporal.PlainDate.compare(arrival, departure) >= 0) return null;
  const party = { adults: data.adults, childrenAges: data.child_ages ?? [] };
  return { arrival, departure, party, rooms: data.rooms ?? null, wish: data.room_type ?? null };
}
