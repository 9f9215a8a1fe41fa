import type { Entity } from '@botones/contract';
import { endsBefore, readAge } from './find-people.ts';
import type { Found } from './found.ts';
import { grammarOf } from './grammars.ts';
import { readDay, readOrdinal } from './read-day.ts';
import { Reader } from './reader.ts';
import { inComingMonth, resolveDay } from './resolve-day.ts';

/** Words of an answer to a question; longer messages say what they mean by their nouns. */
const longestAnswer = 8;

/** What was asked, and what an answer to it is seen from. */
export interface Question {
  /** Name of the slot. */
  readonly slot: string;
  readonly language: string;
  /** The day from which "the 5th" is counted. */
  readonly from: Temporal.PlainDate;
}

/**
 * Entities that words mean only because of the question before them: "2" is how many adults, "el 5" the coming 5th, "4 y
 * 7" two ages, "none" no children. Nothing for a message that is more than an answer.
 */
export function findAnswer(text: string, { slot, language, from }: Question): Entity[] {
  const reader = new Reader(text, grammarOf(language));
  const answer = takesNumbers(slot) ? answers[slot] : undefined;
  if (answer === undefined || wordsIn(reader) > longestAnswer) return [];
  return answer(reader, from).map(({ entity, value, at, next }) => {
    return { entity, value, ...reader.range(at, next), extractor: 'answer' };
  });
}

/** Whether a number alone answers the question for the slot. */
export function takesNumbers(slot: string): boolean {
  return Object.hasOwn(answers, slot);
}

const answers: Readonly<Record<string, (reader: Reader, from: Temporal.PlainDate) => Found[]>> = {
  arrival: (reader, from) => findDay(reader, from),
  departure(reader, from) {
    const day = isBare(reader) ? [] : findDay(reader, from);
    return day.length > 0 ? day : findCount(reader, 'nights');
  },
  adults(reader) {
    for (let at = 0; at < reader.length; at++) {
      for (const [phrase, value] of reader.grammar.parties) {
        const next = reader.skip(at, [phrase]);
        if (next !== null) return [{ entity: 'adults', value, at, next }];
      }
    }
    return findCount(reader, 'adults');
  },
  children: findChildren,
  child_ages: findAges,
};

/** "15", "el 5", "the 3rd"; also a day that there is not, so that the guest can be told. */
function findDay(reader: Reader, from: Temporal.PlainDate): Found[] {
  for (let at = 0; at < reader.length; at++) {
    const said = readDay(reader, at);
    if (said === null) continue;
    const { year = from.year, month, day } = said.value;
    if (month === undefined || day === undefined || resolveDay(said.value, from) !== null) return [];
    const value = [String(year), ...[month, day].map((part) => String(part).padStart(2, '0'))].join('-');
    return [{ entity: 'date', value, at, next: said.next }];
  }
  const [only, ...others] = numbersIn(reader);
  const day = only === undefined || others.length > 0 ? null : readOrdinal(reader, only.at);
  const date = day && inComingMonth(day.value, from);
  return date && only && day ? [{ entity: 'date', value: date.toString(), at: only.at, next: day.next }] : [];
}

function findCount(reader: Reader, entity: string): Found[] {
  const [only, ...others] = numbersIn(reader);
  if (only !== undefined && isAge(reader, only)) return [];
  return only !== undefined && others.length === 0 && only.value > 0 && only.value < 100 ? [{ ...only, entity }] : [];
}

/** "2", "none, thanks"; "two, 4 and 7" and "uno de 6" with the ages, "4 y 7 años" as ages alone. */
function findChildren(reader: Reader): Found[] {
  const { none, courtesies, yearsOld, onlyUs } = reader.grammar;
  const words = wordsOf(reader);
  for (let at = 0; at < reader.length; at++) {
    const next = reader.skip(at, onlyUs);
    if (next !== null) return [{ entity: 'children', value: 0, at, next }];
  }
  if (words.some((word) => none.includes(word)) && words.every((word) => [...none, ...courtesies].includes(word))) {
    return [{ entity: 'children', value: 0, at: 0, next: reader.length }];
  }
  const [count, ...rest] = agedIn(reader);
  if (count === undefined)
    return saysNone(reader, words) ? [{ entity: 'children', value: 0, at: 0, next: reader.length }] : [];
  const children = { ...count, entity: 'children' };
  if (rest.length === 0 && !isAge(reader, count) && !words.some((word) => yearsOld.includes(word))) return [children];
  if (rest.length === count.value && !isAge(reader, count)) return [children, ...agesAt(reader, rest)];
  const ages = findAges(reader);
  return [...ages, ...ages.slice(0, 1).map((age) => ({ ...age, entity: 'children', value: ages.length }))];
}

/** "No viajamos con niños", "we have no little children". */
function saysNone(reader: Reader, words: readonly string[]): boolean {
  const { none, children } = reader.grammar;
  const [no, noun] = [none, children].map((list) => words.findIndex((word) => list.includes(word)));
  return (
    no !== undefined &&
    noun !== undefined &&
    no >= 0 &&
    noun > no &&
    !words.includes('se') &&
    !reader.hasAny(new Set(['?']))
  );
}

/** "She is 5", "tiene 5". */
function isAge(reader: Reader, { at }: Found): boolean {
  return reader.grammar.isAged.some((phrase) => endsBefore(reader, at, phrase));
}

function findAges(reader: Reader): Found[] {
  return agesAt(reader, agedIn(reader));
}

/** Numbers, without the "one" of "one is 4, the other 7". */
function agedIn(reader: Reader): (Found & { value: number })[] {
  const isPronoun = ({ value, at, next }: Found) =>
    value === 1 && !/\d/.test(reader.word(at)) && reader.grammar.aged.includes(reader.word(next));
  const numbers = numbersIn(reader);
  const ages = numbers.filter((number) => !isPronoun(number));
  return ages.length === 0 || numbers.length === 1 ? numbers : ages;
}

function agesAt(reader: Reader, numbers: readonly Found[]): Found[] {
  return numbers.flatMap(({ at }) => {
    const age = readAge(reader, at);
    return age === null ? [] : [{ entity: 'child_age', value: age.value, at, next: age.next }];
  });
}

/** Numbers that are no articles. */
function numbersIn(reader: Reader): (Found & { value: number })[] {
  const found: (Found & { value: number })[] = [];
  for (let at = 0; at < reader.length; at++) {
    const number = reader.grammar.articles.includes(reader.word(at)) ? null : reader.number(at);
    if (number === null) continue;
    found.push({ entity: '', value: number.value, at, next: number.next });
    at = number.next - 1;
  }
  return found;
}

/** Nothing but a number: rather so many than the day of that number. */
function isBare(reader: Reader): boolean {
  const [number] = numbersIn(reader);
  return number !== undefined && wordsOf(reader).length === number.next - number.at;
}

function wordsOf(reader: Reader): string[] {
  return Array.from({ length: reader.length }, (_, at) => reader.word(at)).filter((word) => /[\p{L}\d]/u.test(word));
}

function wordsIn(reader: Reader): number {
  return wordsOf(reader).length;
}
