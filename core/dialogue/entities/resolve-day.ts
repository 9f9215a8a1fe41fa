import type { Feast } from './grammar.ts';
import type { SaidDay } from './read-day.ts';

/** The day that is meant, seen from today; null where there is no such day. Without a year, the coming one is meant. */
export function resolveDay({ later, ...said }: SaidDay, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (later !== undefined) return resolveDay(said, today)?.add({ days: later }) ?? null;
  if (said.distance !== undefined) return today.add({ days: said.distance });
  if (said.weekday !== undefined) return coming(said.weekday, today, said.skips ?? false);
  if (said.weekend && said.day !== undefined) return fridayAt(resolveDay({ ...said, weekend: false }, today));
  if (said.weekend) return coming(5, today, said.skips ?? false);
  if (said.feast !== undefined) return resolveFeast(said.feast, said.year ?? null, today);
  const { day, month, year } = said;
  if (day === undefined) return null;
  if (month === undefined) return inComingMonth(day, today);
  if (year !== undefined) return dayOf(year, month, day);
  return firstFrom(today, [0, 1, 2, 3, 4, 5, 6, 7, 8], (years) => dayOf(today.year + years, month, day));
}

/** Of the weekend that the day lies in, or before. */
function fridayAt(day: Temporal.PlainDate | null): Temporal.PlainDate | null {
  return day?.add({ days: 5 - day.dayOfWeek }) ?? null;
}

function resolveFeast(feast: Feast, year: number | null, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const inYear = (one: number) =>
    'fromEaster' in feast ? easterOf(one).add({ days: feast.fromEaster }) : dayOf(one, feast.month, feast.day);
  return year === null ? firstFrom(today, [0, 1], (years) => inYear(today.year + years)) : inYear(year);
}

/** The next such day of a month, this month or a later one. */
export function inComingMonth(day: number, from: Temporal.PlainDate): Temporal.PlainDate | null {
  const begin = from.with({ day: 1 });
  return firstFrom(from.add({ days: 1 }), [0, 1, 2], (months) => {
    const { year, month } = begin.add({ months });
    return dayOf(year, month, day);
  });
}

function firstFrom(
  today: Temporal.PlainDate,
  steps: readonly number[],
  dayAt: (step: number) => Temporal.PlainDate | null,
): Temporal.PlainDate | null {
  return steps.map(dayAt).find((one) => one !== null && Temporal.PlainDate.compare(one, today) >= 0) ?? null;
}

/** Easter Sunday of the Gregorian calendar: the algorithm of Meeus, Jones and Butcher. */
function easterOf(year: number): Temporal.PlainDate {
  const [century, rest] = [Math.floor(year / 100), year % 100];
  const golden = year % 19;
  const shift = Math.floor((century + 8) / 25);
  const moon = Math.floor((century - shift + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moon + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(days / 31), day: (days % 31) + 1 });
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
