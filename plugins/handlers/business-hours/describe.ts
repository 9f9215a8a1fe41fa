import type { OpenSpan, ServiceHours, Weekday } from '@botones/contract';
import { wordsOf } from './words.ts';

const DAY_MINUTES = 24 * 60;
const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** Any Monday gives the names of the days. */
const monday = Temporal.PlainDate.from('2024-01-01');

/** `13:00–15:30 y 20:00–23:00`, `24 h`, `closed`. */
export function describeSpans(spans: readonly OpenSpan[], language: string): string {
  const { closed, and } = wordsOf(language);
  if (spans.length === 0) return closed;
  if (spans.some(({ from, until }) => from === 0 && until >= DAY_MINUTES)) return '24 h';
  return spans.map(({ from, until }) => `${clock(from)}–${clock(until)}`).join(and);
}

/** One line for days in a row that are alike: `lunes–viernes: 07:00–10:30`. */
export function describeWeek({ week }: ServiceHours, language: string): string {
  const rows: { first: Weekday; last: Weekday; spans: string }[] = [];
  for (const day of weekdays) {
    const spans = describeSpans(week[day], language);
    const row = rows.at(-1);
    if (row?.spans === spans) row.last = day;
    else rows.push({ first: day, last: day, spans });
  }
  return rows
    .map(({ first, last, spans }) => {
      const days = [...new Set([first, last])].map((day) => nameOf(monday.add({ days: day - 1 }), language));
      return `${days.join('–')}: ${spans}`;
    })
    .join('\n');
}

/** `a las 09:00`, `tomorrow at 09:00`, `el lunes a las 09:00`, `on December 26 at 09:00`. */
export function describeOpening(moment: Temporal.ZonedDateTime, now: Temporal.ZonedDateTime, language: string): string {
  const say = wordsOf(language);
  const time = timeOf(moment);
  const days = daysUntil(moment, now);
  if (days === 0) return say.today(time);
  if (days === 1) return say.tomorrow(time);
  return say.on(dayOf(moment, now, language), time);
}

/** `23:00`; with its day, `00:00 del viernes`, when that is more than a day away. */
export function describeClosing(moment: Temporal.ZonedDateTime, now: Temporal.ZonedDateTime, language: string): string {
  const isNear = Temporal.ZonedDateTime.compare(moment, now.add({ days: 1 })) < 0;
  return isNear ? timeOf(moment) : wordsOf(language).untilOn(dayOf(moment, now, language), timeOf(moment));
}

/** The weekday, or the date where the weekday could be taken for a nearer one. */
function dayOf(moment: Temporal.ZonedDateTime, now: Temporal.ZonedDateTime, language: string): string {
  if (daysUntil(moment, now) < 7) return nameOf(moment.toPlainDate(), language);
  return moment.toPlainDate().toLocaleString(language, { day: 'numeric', month: 'long' });
}

function daysUntil(moment: Temporal.ZonedDateTime, now: Temporal.ZonedDateTime): number {
  return now.toPlainDate().until(moment.toPlainDate()).days;
}

function nameOf(date: Temporal.PlainDate, language: string): string {
  return date.toLocaleString(language, { weekday: 'long' });
}

function timeOf(moment: Temporal.ZonedDateTime): string {
  return moment.toPlainTime().toString({ smallestUnit: 'minute' });
}

/** Minutes after midnight as `HH:MM`; the midnight that ends a day is 00:00. */
function clock(minutes: number): string {
  const time = Temporal.PlainTime.from({ hour: Math.floor((minutes % DAY_MINUTES) / 60), minute: minutes % 60 });
  return time.toString({ smallestUnit: 'minute' });
}
