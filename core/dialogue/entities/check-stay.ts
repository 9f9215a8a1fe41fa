/** Why a stay cannot be meant as it was understood. */
export type StayProblem = 'arrival_past' | 'departure_not_after_arrival' | 'no_such_day';

/** What is wrong with the days of a stay, so that the guest is asked again with the reason; null where nothing is. */
export function checkStay(
  { arrival, departure }: { readonly arrival?: string | null; readonly departure?: string | null },
  today: Temporal.PlainDate,
): StayProblem | null {
  const [from, to] = [arrival, departure].map((day) => (day == null ? null : parseDay(day)));
  if (from === undefined || to === undefined) return 'no_such_day';
  if (from !== null && Temporal.PlainDate.compare(from, today) < 0) return 'arrival_past';
  const begin = from ?? today;
  return to !== null && Temporal.PlainDate.compare(to, begin) <= 0 ? 'departure_not_after_arrival' : null;
}

/** Undefined for what is no day. */
function parseDay(day: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(day);
  } catch {
    return undefined;
  }
}
