import type { SaidDay } from './read-day.ts';

/** The day that is meant, seen from today; null where there is no such day. Without a year, the coming one is meant. */
export function resolveDay(said: SaidDay, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (said.distance !== undefined) return today.add({ days: said.distance });
  if (said.weekday !== undefined) return coming(said.weekday, today, said.skips ?? false);
  if (said.weekend) return coming(5, today, said.skips ?? false);
  const { day, month, year } = said;
  if (day === undefined || month === undefined) return null;
  if (year !== undefined) return dayOf(year, month, day);
  return (
    [0, 1, 2, 3, 4, 5, 6, 7, 8]
      .map((years) => dayOf(today.year + years, month, day))
      .find((one) => one !== null && Temporal.PlainDate.compare(one, today) >= 0) ?? null
  );
}

/** The next such weekday after today; `skips`: that of next week. */
function coming(weekday: number, today: Temporal.PlainDate, skips: boolean): Temporal.PlainDate {
  if (skips) return today.add({ days: 7 - today.dayOfWeek + weekday });
  return today.add({ days: (weekday - today.dayOfWeek + 7) % 7 || 7 });
}

function dayOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}
