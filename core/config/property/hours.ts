import type { OpenSpan, Weekday } from '@botones/contract';

export const dayNames: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
export const allDay: OpenSpan = Object.freeze({ from: 0, until: 1440 });

/** Days that `mon`, `sat-sun`, `fri-mon` or `daily` stand for; null when it stands for none. */
export function parseDays(key: string): Weekday[] | null {
  if (key === 'daily') return daysFrom(0, 7);
  const [first, last = first, ...more] = key.split('-').map((name) => dayNames.indexOf(name));
  if (first === undefined || last === undefined || more.length > 0 || first < 0 || last < 0) return null;
  return daysFrom(first, ((last - first + 7) % 7) + 1);
}

/** Minutes of `07:00-10:30`; `22:00-02:00` ends on the next day. Null when it is no such span. */
export function parseSpan(text: string): OpenSpan | null {
  const times = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/.exec(text.trim())?.slice(1).map(Number);
  if (!times) return null;
  const [fromHour = 0, fromMinute = 0, untilHour = 0, untilMinute = 0] = times;
  const from = fromHour * 60 + fromMinute;
  const until = untilHour * 60 + untilMinute;
  if (fromMinute > 59 || untilMinute > 59 || from >= 1440 || until > 1440 || from === until) return null;
  return { from, until: until > from ? until : until + 1440 };
}

/** Whether two spans of one day share a minute. */
export function overlap(spans: readonly OpenSpan[]): boolean {
  const sorted = spans.toSorted((a, b) => a.from - b.from);
  return sorted.some((span, index) => span.from < (sorted[index - 1]?.until ?? 0));
}

function daysFrom(first: number, count: number): Weekday[] {
  return Array.from({ length: count }, (_, index) => (((first + index) % 7) + 1) as Weekday);
}
