import type { OpenSpan, ServiceHours, Weekday } from '@botones/contract';

const DAY = 24 * 60;
/** How far ahead an opening is looked for; a service that is closed for longer has no next opening worth naming. */
const HORIZON_DAYS = 14;

export function spansOn(hours: ServiceHours, date: Temporal.PlainDate): readonly OpenSpan[] {
  return hours.exceptions[date.toString()] ?? hours.week[date.dayOfWeek as Weekday] ?? [];
}

export function isAlwaysOpen(hours: ServiceHours): boolean {
  const wholeDay = (spans: readonly OpenSpan[]) => spans.some(({ from, until }) => from === 0 && until >= DAY);
  return Object.values(hours.week).every(wholeDay) && Object.values(hours.exceptions).every(wholeDay);
}

/** Local time (`HH:MM`) at which the span that is open now ends; null when nothing is open. Spans may run past midnight. */
export function openUntil(hours: ServiceHours, now: Temporal.ZonedDateTime): string | null {
  const minute = now.hour * 60 + now.minute;
  const today = now.toPlainDate();
  const running =
    spansOn(hours, today).find(({ from, until }) => from <= minute && minute < until) ??
    spansOn(hours, today.subtract({ days: 1 })).find(({ until }) => minute + DAY < until);
  return running ? clock(running.until) : null;
}

export interface Opening {
  date: Temporal.PlainDate;
  /** `HH:MM`. */
  time: string;
}

export function nextOpening(hours: ServiceHours, now: Temporal.ZonedDateTime): Opening | null {
  const minute = now.hour * 60 + now.minute;
  const today = now.toPlainDate();
  for (let days = 0; days <= HORIZON_DAYS; days += 1) {
    const date = today.add({ days });
    const starts = spansOn(hours, date)
      .map(({ from }) => from)
      .filter((from) => days > 0 || from > minute);
    if (starts.length > 0) return { date, time: clock(Math.min(...starts)) };
  }
  return null;
}

/** Minutes after midnight as `HH:MM`; the midnight that ends a day is 00:00. */
export function clock(minutes: number): string {
  const inDay = minutes % DAY;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}
