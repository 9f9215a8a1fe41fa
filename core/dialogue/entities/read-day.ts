import type { Feast } from './grammar.ts';
import type { Read, Reader } from './reader.ts';

/** A day as it was said, not yet in a year. */
export interface SaidDay {
  readonly day?: number;
  readonly month?: number;
  readonly year?: number;
  /** ISO, 1 is Monday; `skips`: not the coming one but that of next week. */
  readonly weekday?: number;
  readonly skips?: boolean;
  /** Days from today. */
  readonly distance?: number;
  /** From Friday to Sunday; with a day, the one around it. */
  readonly weekend?: boolean;
  readonly feast?: Feast;
  /** Days after the day that is said. */
  readonly later?: number;
}

/** The day that is said here, in any of the usual ways; null where none is. */
export function readDay(reader: Reader, at: number): Read<SaidDay> | null {
  const begin = reader.skipAll(at, reader.grammar.dayFillers);
  return (
    readRelative(reader, begin) ??
    readFeast(reader, begin) ??
    readIso(reader, begin) ??
    readNumeric(reader, begin) ??
    readWeekday(reader, begin) ??
    readDayOfMonth(reader, begin) ??
    readMonthDay(reader, begin)
  );
}

/** "tomorrow", "in three days", "dentro de dos semanas". "Por la mañana" and "de la mañana" are no days. */
function readRelative(reader: Reader, at: number): Read<SaidDay> | null {
  const { days, within, dayUnits, weekUnits } = reader.grammar;
  for (const [phrase, distance] of days) {
    const next = phrase.startsWith(reader.word(at)) ? reader.skip(at, [phrase]) : null;
    if (next !== null && reader.word(at - 1) !== 'la') return { value: { distance }, next };
  }
  const span = reader.skip(at, within);
  const count = reader.number(span ?? at);
  if (count === null) return null;
  const unit = reader.word(count.next);
  const distance = dayUnits.includes(unit) ? count.value : weekUnits.includes(unit) ? 7 * count.value : null;
  if (distance === null) return null;
  return span === null
    ? readFromThen(reader, at, distance, count.next + 1)
    : { value: { distance: distance }, next: count.next + 1 };
}

/** "two days from now", "a week from Friday"; but "for a week from Friday" is a stay. */
function readFromThen(reader: Reader, at: number, later: number, next: number): Read<SaidDay> | null {
  const { fromThen, now, weAre } = reader.grammar;
  const then = weAre.includes(reader.word(at - 1)) ? null : reader.skip(next, fromThen);
  if (then === null) return null;
  const today = reader.skip(then, now);
  if (today !== null) return { value: { distance: later }, next: today };
  const day = readDay(reader, then);
  return day === null || later === 0 ? day : { value: { ...day.value, later }, next: day.next };
}

function readFeast(reader: Reader, at: number): Read<SaidDay> | null {
  for (const [phrase, feast] of reader.grammar.feasts) {
    const next = reader.skip(at, [phrase]);
    if (next !== null) return withYear(reader, { feast }, next);
  }
  return null;
}

/** 2031-05-04 */
function readIso(reader: Reader, at: number): Read<SaidDay> | null {
  const [year, first, month, second, day] = [0, 1, 2, 3, 4].map((offset) => reader.word(at + offset));
  if (!/^\d{4}$/.test(year ?? '') || first !== '-' || second !== '-') return null;
  if (!/^\d\d?$/.test(month ?? '') || !/^\d\d?$/.test(day ?? '')) return null;
  return { value: { year: Number(year), month: Number(month), day: Number(day) }, next: at + 5 };
}

/** 4/5, 4.5.2031: the day comes first, unless it cannot be meant. */
function readNumeric(reader: Reader, at: number): Read<SaidDay> | null {
  const [day = '', sign = '', month = ''] = [0, 1, 2].map((offset) => reader.word(at + offset));
  if (!/^\d\d?$/.test(day) || !/^\d\d?$/.test(month) || !'/.-'.includes(sign) || sign === '') return null;
  if (!reader.isGlued(at + 1) || !reader.isGlued(at + 2) || Number(month) > 31 || Number(day) > 31) return null;
  const [first, second] = [Number(day), Number(month)];
  if (second > 12 && (first > 12 || sign !== '/')) return null;
  const year = reader.word(at + 3) === sign && /^\d{2}(\d{2})?$/.test(reader.word(at + 4)) ? reader.word(at + 4) : null;
  // "3-5 de mayo" is a range of days.
  if (year === null && sign !== '/') return null;
  const whole = year === null ? {} : { year: Number(year) + (year.length === 2 ? 2000 : 0) };
  const said = second > 12 ? { day: second, month: first } : { day: first, month: second };
  return { value: { ...said, ...whole }, next: at + (year === null ? 3 : 5) };
}

/** "next Friday", "el viernes que viene", "next weekend"; before a date its weekday says nothing more. */
function readWeekday(reader: Reader, at: number): Read<SaidDay> | null {
  const { weekdays, next: nextWords, weekend, nextSkipsThisWeek } = reader.grammar;
  const before = reader.skip(at, nextWords);
  const begin = before ?? at;
  const name = reader.word(begin);
  const isWeekday = Object.hasOwn(weekdays, name);
  const end = isWeekday ? begin + 1 : reader.skip(begin, weekend);
  if (end === null) return null;
  const dated = isWeekday
    ? (readDayOfMonth(reader, skipFillers(reader, end)) ?? readMonthDay(reader, skipFillers(reader, end)))
    : null;
  if (dated !== null) return dated;
  const after = reader.skip(end, nextWords);
  const skips = (before !== null || after !== null) && nextSkipsThisWeek;
  if (!isWeekday) {
    // "The weekend of 14 June", "el finde del 14".
    const of = skipFillers(reader, end);
    const within = of === end ? null : (readDayOfMonth(reader, of) ?? readOrdinal(reader, of));
    if (within !== null) {
      const dayOf = typeof within.value === 'number' ? { day: within.value } : within.value;
      return { value: { ...dayOf, weekend: true }, next: within.next };
    }
  }
  const said = isWeekday ? { weekday: weekdays[name] ?? 1 } : { weekend: true };
  return { value: { ...said, ...(skips && { skips }) }, next: after ?? end };
}

/** "4 de mayo de 2031", "the 4th of May", "4 May 2031" */
function readDayOfMonth(reader: Reader, at: number): Read<SaidDay> | null {
  const day = readOrdinal(reader, at);
  if (day === null) return null;
  const month = readMonth(reader, skipFillers(reader, day.next));
  if (month === null) return null;
  return withYear(reader, { day: day.value, month: month.value }, month.next);
}

/** "May 4th, 2031" */
function readMonthDay(reader: Reader, at: number): Read<SaidDay> | null {
  const month = readMonth(reader, at);
  const day = month && readOrdinal(reader, skipFillers(reader, month.next));
  return day && month ? withYear(reader, { day: day.value, month: month.value }, day.next) : null;
}

/** A day of a month without its month, for the first half of a range. */
export function readOrdinal(reader: Reader, at: number): Read<number> | null {
  const day = reader.number(at);
  if (day === null || day.value < 1 || day.value > 31) return null;
  const ordinal = reader.isGlued(day.next) ? reader.skip(day.next, reader.grammar.ordinals) : null;
  return { value: day.value, next: ordinal ?? day.next };
}

export function readMonth(reader: Reader, at: number): Read<number> | null {
  const { months } = reader.grammar;
  const month = Object.hasOwn(months, reader.word(at)) ? months[reader.word(at)] : undefined;
  return month === undefined ? null : { value: month, next: at + 1 };
}

function withYear(reader: Reader, said: SaidDay, at: number): Read<SaidDay> {
  const year = skipFillers(reader, at);
  const word = reader.word(year);
  return /^20\d\d$/.test(word) ? { value: { ...said, year: Number(word) }, next: year + 1 } : { value: said, next: at };
}

function skipFillers(reader: Reader, at: number): number {
  return reader.skipAll(at, reader.grammar.dayFillers);
}
