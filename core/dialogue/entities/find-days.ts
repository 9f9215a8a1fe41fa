import type { Found } from './found.ts';
import { readDay, readMonth, readOrdinal, type SaidDay } from './read-day.ts';
import type { Read, Reader } from './reader.ts';
import { resolveDay } from './resolve-day.ts';

/** A day, or two that belong together; the second is looked for after the first. */
interface Span {
  readonly from: SaidDay;
  readonly to: SaidDay | null;
}

/** Days; a range that is longer was not meant. */
const longestStay = 180;

/** Days as `date`; of a range the first with role `arrival`, the second with role `departure`. ISO 8601. */
export function findDays(reader: Reader, today: Temporal.PlainDate): Found[] {
  const found: Found[] = [];
  for (let at = 0; at < reader.length; at++) {
    const span = readSpan(reader, at) ?? readLeaving(reader, at, found);
    if (span === null) continue;
    const role = span.value.to === null ? roleAt(reader, at) : undefined;
    // A day of departure is seen from the arrival.
    const arrival =
      span.value.from.month === undefined && role === 'departure' ? found[found.length - 1]?.value : undefined;
    const from = typeof arrival === 'string' ? Temporal.PlainDate.from(arrival) : today;
    found.push(...toEntities(span.value, from, role).map((one) => ({ ...one, at, next: span.next })));
    at = span.next - 1;
  }
  return found;
}

/** "we arrive on …", "until …", said shortly before the day. */
function roleAt(reader: Reader, at: number): 'arrival' | 'departure' | undefined {
  const { arriving, leaving, from } = reader.grammar;
  for (let before = at; before >= Math.max(0, at - 4); before--) {
    const word = reader.word(before);
    if (leaving.includes(word)) return 'departure';
    if (arriving.includes(word)) return 'arrival';
    // "Check in", "check out": the small word tells which.
    if (reader.word(before - 1).startsWith('check') && word === 'out') return 'departure';
    if (reader.word(before - 1).startsWith('check') && word === 'in') return 'arrival';
    if (before < at && (/^\p{P}$/u.test(word) || (from.includes(word) && word !== 'de'))) return undefined;
  }
  return undefined;
}

/** "… y nos vamos el 14": a day alone, once the arrival is known. */
function readLeaving(reader: Reader, at: number, found: readonly Found[]): Read<Span> | null {
  if (found.length === 0 || !reader.grammar.leaving.includes(reader.word(at))) return null;
  const day = readOrdinal(reader, reader.skipAll(at + 1, reader.grammar.dayFillers));
  return day === null || !isAlone(reader, day.next)
    ? null
    : { value: { from: { day: day.value }, to: null }, next: day.next };
}

function isAlone(reader: Reader, at: number): boolean {
  return at >= reader.length || !/^[\p{L}\d]/u.test(reader.word(at));
}

function toEntities(
  { from, to }: Span,
  today: Temporal.PlainDate,
  role: 'arrival' | 'departure' | undefined,
): Pick<Found, 'entity' | 'value' | 'role'>[] {
  const first = resolveDay(from, today);
  if (first === null) return [];
  const nights = from.weekend ? 2 : from.feast?.nights;
  if (nights !== undefined) return [date(first, 'arrival'), date(first.add({ days: nights }), 'departure')];
  if (to === null) return [date(first, role)];
  const second = resolveEnd(to, first, today);
  return second === null ? [date(first)] : [date(first, 'arrival'), date(second, 'departure')];
}

/**
 * "From 30 December to 2 January" ends in the next year; "from 5 to 3 May" is a slip, and stays one, so that the guest
 * can be asked again.
 */
function resolveEnd(said: SaidDay, first: Temporal.PlainDate, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const asSaid = resolveDay(said, today);
  if (asSaid === null || said.year !== undefined || said.distance !== undefined) return asSaid;
  if (said.month === undefined) return resolveDay(said, first);
  const after = resolveDay(said, Temporal.PlainDate.compare(first, today) > 0 ? first : today);
  return after !== null && first.until(after).days <= longestStay ? after : asSaid;
}

function date(day: Temporal.PlainDate, role?: string): Pick<Found, 'entity' | 'value' | 'role'> {
  return { entity: 'date', value: day.toString(), ...(role !== undefined && { role }) };
}

function readSpan(reader: Reader, at: number): Read<Span> | null {
  const { from, to, dayFillers } = reader.grammar;
  const begin = reader.skip(at, from) ?? at;
  const bare = readBareRange(reader, reader.skipAll(begin, dayFillers)) ?? readRangeOfDays(reader, at);
  if (bare !== null) return bare;
  const first = readDay(reader, begin);
  if (first === null) return null;
  const joined = reader.skip(first.next, to);
  if (joined === null) return { value: { from: first.value, to: null }, next: first.next };
  const second = readDay(reader, joined) ?? sameMonth(reader, joined, first.value);
  if (second === null) return { value: { from: first.value, to: null }, next: first.next };
  return { value: { from: first.value, to: second.value }, next: second.next };
}

/** "3 al 5 de mayo", "3rd to 5th of May", "3-5 May": the month stands once. */
function readBareRange(reader: Reader, at: number): Read<Span> | null {
  const first = readOrdinal(reader, at);
  const joined = first && reader.skip(first.next, reader.grammar.to);
  const second = joined === null ? null : readDay(reader, joined);
  if (first === null || second === null || second.value.month === undefined || second.value.day === undefined)
    return null;
  return { value: { from: { ...second.value, day: first.value }, to: second.value }, next: second.next };
}

/** "del 30 al 2", "from the 30th to the 2nd": no month at all. */
function readRangeOfDays(reader: Reader, at: number): Read<Span> | null {
  const { from, to, bareFrom, dayFillers } = reader.grammar;
  const begin = reader.skip(at, from);
  if (begin === null) return null;
  const first = readOrdinal(reader, reader.skipAll(begin, dayFillers));
  const joined = first && reader.skip(first.next, to);
  const second = joined === null ? null : readOrdinal(reader, reader.skipAll(joined, dayFillers));
  if (first === null || second === null) return null;
  const isSigned = [first, second].every(({ next }) => reader.grammar.ordinals.includes(reader.word(next - 1)));
  const isSaid = bareFrom.includes(reader.word(at)) && reader.word(first.next) === 'al';
  if ((!isSigned && !isSaid) || !isAlone(reader, second.next)) return null;
  return { value: { from: { day: first.value }, to: { day: second.value } }, next: second.next };
}

/** "May 3 to 5" */
function sameMonth(reader: Reader, at: number, first: SaidDay): Read<SaidDay> | null {
  const second = readOrdinal(reader, reader.skipAll(at, reader.grammar.dayFillers));
  if (second === null || first.month === undefined || readMonth(reader, second.next) !== null) return null;
  // "3 June and two nights"
  const { nightUnits, weekUnits, dayUnits, adults, children, people } = reader.grammar;
  const counted = [nightUnits, weekUnits, dayUnits, adults, children, people];
  if (counted.some((units) => units.includes(reader.word(second.next)))) return null;
  return { value: { ...first, day: second.value }, next: second.next };
}
