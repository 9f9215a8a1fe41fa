import type { OpenSpan } from '@botones/contract';
import { clock, type Opening } from './schedule.ts';

interface Words {
  closed: string;
  and: string;
  today(time: string): string;
  tomorrow(time: string): string;
  on(day: string, time: string): string;
}

const words: Record<string, Words> = {
  es: {
    closed: 'cerrado',
    and: ' y ',
    today: (time) => `a las ${time}`,
    tomorrow: (time) => `mañana a las ${time}`,
    on: (day, time) => `el ${day} a las ${time}`,
  },
  en: {
    closed: 'closed',
    and: ' and ',
    today: (time) => `at ${time}`,
    tomorrow: (time) => `tomorrow at ${time}`,
    on: (day, time) => `on ${day} at ${time}`,
  },
};

/** Signs instead of words, for a language that nobody has added above. */
const plain: Words = {
  closed: '–',
  and: ', ',
  today: (time) => time,
  tomorrow: (time) => `+1, ${time}`,
  on: (day, time) => `${day}, ${time}`,
};

/** `13:00–15:30 y 20:00–23:00`. */
export function describeSpans(spans: readonly OpenSpan[], language: string): string {
  const { closed, and } = words[language] ?? plain;
  if (spans.length === 0) return closed;
  if (spans.some(({ from, until }) => from === 0 && until >= 24 * 60)) return '24 h';
  return spans.map(({ from, until }) => `${clock(from)}–${clock(until)}`).join(and);
}

/** `mañana a las 09:00`, `on Monday at 09:00`. */
export function describeOpening({ date, time }: Opening, now: Temporal.ZonedDateTime, language: string): string {
  const say = words[language] ?? plain;
  const days = now.toPlainDate().until(date).days;
  if (days === 0) return say.today(time);
  if (days === 1) return say.tomorrow(time);
  if (days < 7) return say.on(date.toLocaleString(language, { weekday: 'long' }), time);
  return say.on(date.toLocaleString(language, { day: 'numeric', month: 'long' }), time);
}
