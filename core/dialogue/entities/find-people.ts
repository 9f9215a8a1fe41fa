import type { Found } from './found.ts';
import type { Read, Reader } from './reader.ts';

/**
 * "two adults and a child of six": `adults`, `children` and one `child_age` a child. "Four people" are adults, "no kids"
 * are no children; of "we are four, two of them children" two are adults.
 */
export function findPeople(reader: Reader): Found[] {
  const found: Found[] = [];
  for (let at = 0; at < reader.length; at++) {
    const here = findParty(reader, at) ?? findOneChild(reader, at) ?? findCounted(reader, at, found);
    if (here === null) continue;
    found.push(...here);
    at = (here[here.length - 1]?.next ?? at + 1) - 1;
  }
  return withSum(found);
}

/** "A boy of 4 and a girl of 6" are two children. */
function withSum(found: readonly Found[]): Found[] {
  const each = found.flatMap(({ entity, value }) => (entity === 'children' ? [Number(value)] : []));
  if (each.length < 2 || each.includes(0)) return [...found];
  const all = each.reduce((sum, value) => sum + value, 0);
  return found.map((one) => (one.entity === 'children' ? { ...one, value: all } : one));
}

/** "me and my wife", "una pareja"; "a couple of nights" is nobody. */
function findParty(reader: Reader, at: number): Found[] | null {
  const { parties, dayFillers } = reader.grammar;
  for (const [phrase, value] of parties) {
    const next = reader.skip(at, [phrase]);
    if (next !== null && !(['of', 'de'].includes(reader.word(next)) && dayFillers.includes(reader.word(next)))) {
      return [{ entity: 'adults', value, at, next }];
    }
  }
  return null;
}

/** "my son of five", "our 3 year old", "no kids". */
function findOneChild(reader: Reader, at: number): Found[] | null {
  const { children, none, whose, ours, yearsOld, monthsOld } = reader.grammar;
  const word = reader.word(at);
  if (none.includes(word) && children.includes(reader.word(at + 1))) {
    return [{ entity: 'children', value: 0, at, next: at + 2 }];
  }
  if (whose.includes(word) && children.includes(reader.word(at + 1))) {
    const ages = readAges(reader, at + 2, 1);
    return ages.value.length === 0 && !ours.includes(word) ? null : withAges(1, ages, at, at + 2);
  }
  // "A 6 month old baby", "our 3 year old".
  const age = /^\d+$/.test(word) || whose.includes(reader.word(at - 1)) ? readAge(reader, at) : null;
  if (age === null) return null;
  const unit = reader.word(age.next) === '-' ? age.next + 1 : age.next;
  const isInMonths = monthsOld.includes(reader.word(age.next - 1)) || monthsOld.includes(reader.word(unit));
  const old = isInMonths && monthsOld.includes(reader.word(age.next - 1)) ? age.next : unit + 1;
  const said = reader.word(old) === '-' ? old + 1 : old;
  if (reader.word(said) !== 'old' || !(isInMonths || yearsOld.includes(reader.word(unit)))) return null;
  const next = children.includes(reader.word(said + 1)) ? said + 2 : said + 1;
  return withAges(1, { value: [age.value], next }, at, next);
}

function findCounted(reader: Reader, at: number, found: readonly Found[]): Found[] | null {
  const { adults, children, people, weAre, groupOf, ofUs, ofThem, isAged } = reader.grammar;
  const grouped = reader.skip(at, groupOf);
  const count = reader.number(grouped ?? at);
  if (count === null || count.value < 1 || count.value > 99) return null;
  const { value, next } = count;
  const several = reader.skip(next, ofUs);
  if (grouped !== null || several !== null) return [{ entity: 'adults', value, at, next: several ?? next }];
  const noun = reader.skip(next, ofThem) ?? next;
  const word = reader.word(noun);
  const grown = reader.skip(next, [...adults, ...people]);
  if (grown !== null) return [{ entity: 'adults', value, at, next: grown }];
  if (children.includes(word)) {
    if (noun !== next) takeFrom(found, value);
    return withAges(value, readAges(reader, noun + 1, value), at, noun + 1);
  }
  const isAge = isAged.some((phrase) => endsBefore(reader, at, phrase));
  if (weAre.includes(reader.word(at - 1)) && !isAge && isAlone(reader, next))
    return [{ entity: 'adults', value, at, next }];
  return null;
}

/** Those who turn out to be children are no adults. */
function takeFrom(found: readonly Found[], children: number): void {
  const all = found.findLast(({ entity }) => entity === 'adults') as { value: unknown } | undefined;
  if (all !== undefined && Number(all.value) > children) all.value = Number(all.value) - children;
}

function withAges(children: number, ages: Read<number[]>, at: number, next: number): Found[] {
  return [
    { entity: 'children', value: children, at, next },
    ...ages.value.map((age) => ({ entity: 'child_age', value: age, at: next, next: Math.max(next + 1, ages.next) })),
  ];
}

/** "of six", "de 4 y 7 años", "(6)", "aged 3, 5 and 8", "de 8 meses": as many as there are children. In years. */
function readAges(reader: Reader, at: number, children: number): Read<number[]> {
  const { aged, ageJoin, yearsOld } = reader.grammar;
  const ages: number[] = [];
  let next = reader.skipAll(at, aged);
  if (next === at) return { value: ages, next };
  while (ages.length < children) {
    const age = readAge(reader, next);
    if (age === null) break;
    ages.push(age.value);
    next = reader.skipAll(age.next, ageJoin);
  }
  return { value: ages, next: ages.length === 0 ? at : reader.skipAll(next, [...yearsOld, '-', ')']) };
}

/** "6", "six", "8 months". */
export function readAge(reader: Reader, at: number): Read<number> | null {
  const age = reader.number(at);
  if (age === null) return null;
  const isInMonths = reader.grammar.monthsOld.includes(reader.word(age.next));
  const years = isInMonths ? Math.floor(age.value / 12) : age.value;
  return years > 17 ? null : { value: years, next: isInMonths ? age.next + 1 : age.next };
}

/** "somos cuatro", "para dos del 3 al 5", and not "for 3 nights". */
function isAlone(reader: Reader, at: number): boolean {
  const word = reader.word(at);
  return at >= reader.length || /^[^\p{L}\d]$/u.test(word) || reader.grammar.afterCount.includes(word);
}

/** Whether the phrase stands directly before. */
export function endsBefore(reader: Reader, at: number, phrase: string): boolean {
  const begin = at - phrase.split(' ').length;
  return begin >= 0 && reader.skip(begin, [phrase]) === at;
}
