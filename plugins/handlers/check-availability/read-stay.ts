import { z } from 'zod';

/** What a guest looks for. */
export interface Stay {
  readonly arrival: Temporal.PlainDate;
  /** After the arrival. */
  readonly departure: Temporal.PlainDate;
  readonly adults: number;
  /** In years, one a child. */
  readonly childAges: readonly number[];
  readonly roomType: string;
}

const slotsOfStay = z.object({
  arrival: z.iso.date(),
  departure: z.iso.date(),
  adults: z.int().min(1),
  child_ages: z.array(z.int().min(0)),
  room_type: z.string().min(1),
});

/** Null where the slots say no stay. */
export function readStay(slots: Readonly<Record<string, unknown>>): Stay | null {
  const { data } = slotsOfStay.safeParse(slots);
  if (data === undefined) return null;
  const arrival = Temporal.PlainDate.from(data.arrival);
  const departure = Temporal.PlainDate.from(data.departure);
  if (Temporal.PlainDate.compare(arrival, departure) >= 0) return null;
  return { arrival, departure, adults: data.adults, childAges: data.child_ages, roomType: data.room_type };
}
