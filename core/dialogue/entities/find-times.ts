import type { Found } from './found.ts';
import type { Read, Reader } from './reader.ts';

/** "15:30", "3 pm", "a las tres y media de la tarde", "noon" as `time`, HH:MM. */
export function findTimes(reader: Reader): Found[] {
  const found: Found[] = [];
  for (let at = 0; at < reader.length; at++) {
    const time = readNamed(reader, at) ?? readClock(reader, at);
    if (time === null) continue;
    found.push({ entity: 'time', value: time.value, at, next: time.next });
    at = time.next - 1;
  }
  return found;
}

function readNamed(reader: Reader, at: number): Read<string> | null {
  const { named } = reader.grammar.clock;
  const time = Object.hasOwn(named, reader.word(at)) ? named[reader.word(at)] : undefined;
  return time === undefined ? null : { value: time, next: at + 1 };
}

/** An hour alone is a time only where a word says so: "at 3", "3 pm", "15h". */
function readClock(reader: Reader, at: number): Read<string> | null {
  const { clock } = reader.grammar;
  const prefixed = reader.skip(at, clock.at);
  const before = readBefore(reader, prefixed ?? at);
  const hour = reader.number(before?.next ?? prefixed ?? at);
  if (hour === null || hour.value > 24) return null;
  const minutes = before === null ? readMinutes(reader, hour.next) : { value: before.value, next: hour.next };
  const after = minutes?.next ?? hour.next;
  const half = readHalf(reader, after);
  const isMarked =
    minutes !== null || half !== null || (reader.isGlued(after) && /^(h|hs|hrs)$/.test(reader.word(after)));
  if (prefixed === null && !isMarked) return null;
  const hoursWord = /^(h|hs|hrs|horas|hours)$/.test(reader.word(after)) ? after + 1 : after;
  const shift =
    half?.value === 'afternoon' && hour.value < 12 ? 12 : half?.value === 'morning' && hour.value === 12 ? -12 : 0;
  const total = ((hour.value + shift) * 60 + (minutes?.value ?? 0) + 1440) % 1440;
  const value = [Math.floor(total / 60), total % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return { value, next: half?.next ?? hoursWord };
}

/** "half past three" */
function readBefore(reader: Reader, at: number): Read<number> | null {
  for (const [phrase, value] of reader.grammar.clock.before) {
    const next = reader.skip(at, [phrase]);
    if (next !== null) return { value, next };
  }
  return null;
}

function readMinutes(reader: Reader, at: number): Read<number> | null {
  const { half, quarterPast, quarterTo } = reader.grammar.clock;
  const digits = reader.word(at + 1);
  if (/^[:.]$/.test(reader.word(at)) && /^[0-5]\d$/.test(digits) && reader.isGlued(at) && reader.isGlued(at + 1)) {
    return { value: Number(digits), next: at + 2 };
  }
  for (const [phrases, value] of [
    [half, 30],
    [quarterPast, 15],
    [quarterTo, -15],
  ] as const) {
    const next = reader.skip(at, phrases);
    if (next !== null) return { value, next };
  }
  return null;
}

function readHalf(reader: Reader, at: number): Read<'morning' | 'afternoon'> | null {
  const { morning, afternoon } = reader.grammar.clock;
  const early = reader.skip(at, morning);
  if (early !== null) return { value: 'morning', next: early };
  const late = reader.skip(at, afternoon);
  return late === null ? null : { value: 'afternoon', next: late };
}
