import { english } from './english.ts';
import type { Grammar } from './grammar.ts';
import type { Reader } from './reader.ts';
import { spanish } from './spanish.ts';

const grammars: Readonly<Record<string, Grammar>> = { en: english, es: spanish };

/** The words of a language; of one that is not known, English ones, which find what needs no words. */
export function grammarOf(language: string): Grammar {
  return grammars[language] ?? english;
}

const digits = /\d/;
const keys = new Map([english, spanish].map((grammar) => [grammar, keysOf(grammar)]));

/** Whether there can be a day, a time, a number or a person in it at all. Most messages have none. */
export function mayCount(reader: Reader, text: string): boolean {
  return digits.test(text) || reader.hasAny(keys.get(reader.grammar) as ReadonlySet<string>);
}

/** A word of each thing that can be found: there is none without one of these. */
function keysOf({
  numbers,
  hundreds,
  multipliers,
  couple,
  months,
  weekdays,
  days,
  feasts,
  weekend,
  none,
  clock,
  spans,
  parties,
  children,
}: Grammar): ReadonlySet<string> {
  const phrases = [
    ...[...days, ...feasts, ...parties].map(([phrase]) => phrase),
    ...[...couple, ...weekend, ...none, ...children],
  ];
  const names = [numbers, hundreds, multipliers, months, weekdays, clock.named, spans].flatMap((each) =>
    Object.keys(each),
  );
  return new Set([...phrases, ...names].flatMap((phrase) => phrase.split(' ')[0] ?? []));
}
