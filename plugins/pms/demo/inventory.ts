import type { Hotel } from './hotel.ts';
import type { Query } from './once.ts';
import { nightsOf } from './stay.ts';

interface Taken {
  room_type: string;
  arrival: string;
  departure: string;
  units: number;
}

export interface Span {
  readonly arrival: Temporal.PlainDate;
  readonly departure: Temporal.PlainDate;
}

/** Rooms of each type that are free in every night of the span; `except` is a reservation that moves out of the way. */
export async function countFree(
  query: Query,
  hotel: Hotel,
  { arrival, departure }: Span,
  now: Temporal.Instant,
  except: string | null = null,
): Promise<(roomTypeId: string) => number> {
  const taken = await query<Taken>(
    `select room_type, arrival, departure, units from reservation
     where status <> 'cancelled' and arrival < $2 and departure > $1 and reference is distinct from $4
       and (status = 'confirmed' or held_until > $3)`,
    [String(arrival), String(departure), String(now), except],
  );
  const blocked = hotel.blocked.map(({ roomType, from, until, units }) => ({
    room_type: roomType,
    arrival: from,
    departure: until,
    units,
  }));
  const all = [...taken, ...blocked];
  const nights = nightsOf(arrival, departure).map(String);
  return (roomTypeId) => {
    const own = all.filter(({ room_type }) => room_type === roomTypeId);
    // Days in ISO 8601 compare like their text.
    const takenIn = (night: string) =>
      own.filter((each) => each.arrival <= night && night < each.departure).reduce((sum, { units }) => sum + units, 0);
    const units = hotel.roomTypes[roomTypeId]?.units ?? 0;
    return Math.max(0, units - Math.max(...nights.map(takenIn)));
  };
}

/** Until the end of the transaction nobody else takes or gives back rooms of these types. Always in one order. */
export async function lockTypes(query: Query, ...roomTypeIds: readonly string[]): Promise<void> {
  await query('select id from room_type where id = any($1) order by id for update', [roomTypeIds]);
}
