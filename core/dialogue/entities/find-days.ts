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
    const span = readSpan(reader, at);
    if (span === null) continue;
    found.push(...toEntities(span.value, today).map((one) => ({ ...one, at, next: span.next })));
    at = span.next - 1;
  }
  return found;
}

function toEntities({ from, to }: Span, today: Temporal.PlainDate): Pick<Found, 'entity' | 'value' | 'role'>[] {
  const first = resolveDay(from, today);
  if (first === null) return [];
  if (from.weekend) return [date(first, 'arrival'), date(first.add({ days: 2 }), 'departure')];
  if (to === null) return [date(first)];
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
  const bare = readBareRange(reader, reader.skipAll(begin, dayFillers));
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

/** "May 3 to 5" */
function sameMonth(reader: Reader, at: number, first: SaidDay): Read<SaidDay> | null {
  const second = readOrdinal(reader, reader.skipAll(at, reader.grammar.dayFillers));
  if (second === null || first.month === undefined || readMonth(reader, second.next) !== null) return null;
  return { value: { ...first, day: second.value }, next: second.next };
}
