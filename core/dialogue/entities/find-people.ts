import type { Found } from './found.ts';
import type { Read, Reader } from './reader.ts';

/**
 * "two adults and a child of six": `adults`, `children` and one `child_age` a child. "Four people" are adults, "no kids"
 * are no children.
 */
export function findPeople(reader: Reader): Found[] {
  const { adults, children, people, weAre, none } = reader.grammar;
  const found: Found[] = [];
  for (let at = 0; at < reader.length; at++) {
    if (none.includes(reader.word(at)) && children.includes(reader.word(at + 1))) {
      found.push({ entity: 'children', value: 0, at, next: at + 2 });
      continue;
    }
    const count = reader.number(at);
    if (count === null || count.value < 1 || count.value > 99) continue;
    const { value, next } = count;
    const noun = reader.word(next);
    if (adults.includes(noun) || people.includes(noun)) found.push({ entity: 'adults', value, at, next: next + 1 });
    else if (children.includes(noun)) {
      found.push({ entity: 'children', value, at, next: next + 1 });
      const ages = readAges(reader, next + 1, value);
      found.push(...ages.value.map((age) => ({ entity: 'child_age', value: age, at: next + 1, next: ages.next })));
    } else if (weAre.includes(reader.word(at - 1)) && isAlone(reader, next)) {
      found.push({ entity: 'adults', value, at, next });
    } else continue;
    at = (found[found.length - 1]?.next ?? next) - 1;
  }
  return found;
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

/** "somos cuatro", and not "somos cuatro amigos de Juan" or "for 3 nights". */
function isAlone(reader: Reader, at: number): boolean {
  return at >= reader.length || /^[^\p{L}\d]$/u.test(reader.word(at));
}
