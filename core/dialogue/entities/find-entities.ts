import type { Entity } from '@botones/contract';
import { findDays } from './find-days.ts';
import { findMeasures, findOneNight } from './find-measures.ts';
import { findPeople } from './find-people.ts';
import { findTimes } from './find-times.ts';
import { grammarOf, mayCount } from './grammars.ts';
import { Reader } from './reader.ts';

const extractor = 'hotel-entities';
/** Characters that are looked at. Nobody books in more. */
const searched = 2000;
const email = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;
const phone = /(?<![\d./-])[+(]?\d[\d ().-]{7,17}\d(?![\d/])/g;

/**
 * What people mean by hotel words: `date`, `time`, `nights`, `adults`, `children`, `child_age`, `money`, `email` and
 * `phone`. Days are seen from `today`, the hotel's. English and Spanish; of other languages only what needs no words.
 */
export function findEntities(message: string, language: string, today: Temporal.PlainDate): Entity[] {
  const text = message.slice(0, searched);
  const contacts = [...findPattern(text, 'email', email), ...findPattern(text, 'phone', phone).filter(isPhone)];
  const reader = new Reader(text, grammarOf(language));
  if (!mayCount(reader, text)) return contacts;
  // Of two that overlap the one that asks for more words comes first: a range of days before a price.
  const [days, measures] = [findDays(reader, today), findMeasures(reader)];
  const nights = findOneNight(reader, days, measures);
  const found = [...days, ...findTimes(reader), ...findPeople(reader), ...measures, ...nights];
  const entities = found.map(({ entity, value, role, at, next }): Entity => {
    return { entity, value, ...(role !== undefined && { role }), ...reader.range(at, next), extractor };
  });
  return withoutOverlaps([...contacts, ...entities]).toSorted((one, other) => one.start - other.start);
}

function findPattern(text: string, entity: string, pattern: RegExp): Entity[] {
  return [...text.matchAll(pattern)].map(({ 0: match, index }) => {
    return { entity, value: match.trim(), start: index, end: index + match.length, extractor };
  });
}

/** Nine digits or more, and no date. */
function isPhone({ value }: Entity): boolean {
  const digits = String(value).replaceAll(/\D/g, '').length;
  return (
    digits >= 9 &&
    digits <= 15 &&
    !/^\d{4}-\d\d-\d\d/.test(String(value)) &&
    !/\d{4}\s*-\s*\d\d?[./]/.test(String(value))
  );
}

/** The first of those that overlap; entities of one place stay together. */
function withoutOverlaps(entities: readonly Entity[]): Entity[] {
  const kept: Entity[] = [];
  for (const one of entities) if (!kept.some((other) => clash(one, other))) kept.push(one);
  return kept;
}

function clash(one: Entity, other: Entity): boolean {
  const isSamePlace = one.start === other.start && one.end === other.end;
  return !isSamePlace && one.start < other.end && other.start < one.end;
}
