import type { OpenSpan, ServiceHours, Weekday } from '@botones/contract';

const DAY_MINUTES = 24 * 60;

/** How far an end or an opening is looked for: a pool that closes for the winter opens within it. */
const HORIZON_DAYS = 366;

/** What a guest needs to know: when it closes (null: never, as far as can be seen), or when it opens next. */
export type Status =
  | { open: true; until: Temporal.ZonedDateTime | null }
  | { open: false; next: Temporal.ZonedDateTime | null };

/** Spans of that day; an exception stands for the whole day. */
export function spansOn(hours: ServiceHours, date: Temporal.PlainDate): readonly OpenSpan[] {
  return hours.exceptions[date.toString()] ?? hours.week[date.dayOfWeek as Weekday];
}

export function statusAt(hours: ServiceHours, now: Temporal.ZonedDateTime): Status {
  const today = now.toPlainDate();
  const momentAt = (minute: number) => toMoment(today, minute, now.timeZoneId);
  for (const { from, until } of runsFrom(hours, today)) {
    const closes = momentAt(until);
    if (isBefore(now, closes)) {
      const opens = momentAt(from);
      if (isBefore(now, opens)) return { open: false, next: opens };
      return { open: true, until: until > HORIZON_DAYS * DAY_MINUTES ? null : closes };
    }
  }
  return { open: false, next: null };
}

/**
 * Times without a break, in order, from those of yesterday, which may still run; in minutes after the midnight that begins
 * `today`. Spans that touch are one: around the clock has no end at midnight.
 */
function* runsFrom(hours: ServiceHours, today: Temporal.PlainDate): Generator<OpenSpan> {
  let run: OpenSpan | null = null;
  for (let days = -1; days <= HORIZON_DAYS; days += 1) {
    for (const span of spansOn(hours, today.add({ days })).toSorted((a, b) => a.from - b.from)) {
      const from = days * DAY_MINUTES + span.from;
      const until = days * DAY_MINUTES + span.until;
      if (run !== null && from <= run.until) run = { from: run.from, until: Math.max(run.until, until) };
      else {
        if (run !== null) yield run;
        run = { from, until };
      }
    }
  }
  if (run !== null) yield run;
}

/**
 * Minutes are read off the wall clock. An hour that the clock skips or repeats is taken as RFC 5545 does:
 * skipped, it is later by the gap; repeated, it is the first of the two.
 */
function toMoment(today: Temporal.PlainDate, minute: number, timeZone: string): Temporal.ZonedDateTime {
  const days = Math.floor(minute / DAY_MINUTES);
  const inDay = minute - days * DAY_MINUTES;
  const plainTime = { hour: Math.floor(inDay / 60), minute: inDay % 60 };
  return today.add({ days }).toZonedDateTime({ timeZone, plainTime });
}

function isBefore(one: Temporal.ZonedDateTime, other: Temporal.ZonedDateTime): boolean {
  return Temporal.ZonedDateTime.compare(one, other) < 0;
}
