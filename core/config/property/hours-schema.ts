import type { OpenSpan, Weekday } from '@botones/contract';
import { z } from 'zod';
import { recordOf } from '../record-of.ts';
import { type Words, words } from '../words.ts';
import { advise } from '../yaml/advise.ts';
import { allDay, dayNames, overlap, parseDays, parseSpan } from './hours.ts';

/** A service's hours before its title is known in each language. */
export interface HoursInput {
  readonly title: Words | undefined;
  readonly week: Readonly<Record<Weekday, readonly OpenSpan[]>>;
  readonly exceptions: Readonly<Record<string, readonly OpenSpan[]>>;
}

const example = '"07:00-10:30", a list of such spans, always or closed';

/** The spans of one day. */
const day = z
  .union([z.string(), z.array(z.string())])
  .describe(example)
  .transform((written, context): readonly OpenSpan[] => {
    if (written === 'always') return [allDay];
    if (written === 'closed') return [];
    const spans = [written].flat().map((text, index) => {
      const span = parseSpan(text);
      if (span) return span;
      const path = Array.isArray(written) ? [index] : [];
      context.addIssue({ code: 'custom', path, message: advise(`"${text}" are no hours`, `write ${example}`) });
      return allDay;
    });
    if (context.issues.length === 0 && overlap(spans)) {
      context.addIssue({ code: 'custom', message: advise('two of these spans overlap', 'join them into one') });
    }
    return spans;
  });

const date = z.string().refine(isDate, {
  error: ({ input }) => advise(`"${input}" is no date`, 'write year-month-day: 2026-12-25'),
});

/** Any other range works as well; editors offer these. */
export const commonDays = ['daily', 'mon-fri', 'sat-sun', ...dayNames];
const dayKeys = z.object(Object.fromEntries(commonDays.map((key) => [key, day.optional()])));

const service = z
  .object({ title: words.optional(), exceptions: z.record(date, day).optional(), ...dayKeys.shape })
  .catchall(z.unknown())
  .describe('title:, days such as mon-fri: "07:00-10:30", and exceptions:')
  .transform(({ title, exceptions, ...rest }, context): HoursInput => {
    const week = weekOf(rest, context);
    return { title: title as Words | undefined, week, exceptions: recordOf(Object.entries(exceptions ?? {})) };
  });

/** Hours of one service: `always`, a span for every day, or days, title and exceptions. */
export const serviceHours = z
  .union([day.transform((spans): HoursInput => ({ title: undefined, week: everyDay(spans), exceptions: {} })), service])
  .describe(`${example}, or title: and days`);

/** The narrower of two keys decides about a day: `sun` before `sat-sun` before `daily`. */
function weekOf(rest: Readonly<Record<string, unknown>>, context: z.core.$RefinementCtx) {
  const week = everyDay([]);
  const widths = new Map<Weekday, number>();
  for (const [key, value] of Object.entries(rest)) {
    if (value === undefined) continue;
    const covered = parseDays(key);
    if (!covered) continue;
    const spans = key in dayKeys.shape ? (value as readonly OpenSpan[]) : readDay(key, value, context);
    for (const weekday of covered) {
      const width = widths.get(weekday) ?? Number.POSITIVE_INFINITY;
      if (width === covered.length) {
        const message = advise(`${dayNames[weekday - 1]} is covered twice`, 'write each day once, or name it alone');
        context.addIssue({ code: 'custom', path: [key], message });
        break;
      }
      if (covered.length > width) continue;
      week[weekday] = spans;
      widths.set(weekday, covered.length);
    }
  }
  return week;
}

function readDay(key: string, value: unknown, context: z.core.$RefinementCtx): readonly OpenSpan[] {
  const result = day.safeParse(value);
  if (result.success) return result.data;
  for (const { message, path } of result.error.issues) {
    const readable = message.includes('\n') ? message : advise('are no hours', `write ${example}`);
    context.addIssue({ code: 'custom', path: [key, ...path], message: readable });
  }
  return [];
}

function everyDay(spans: readonly OpenSpan[]): Record<Weekday, readonly OpenSpan[]> {
  return { 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: spans, 7: spans };
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
