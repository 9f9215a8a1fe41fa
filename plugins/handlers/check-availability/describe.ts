import type { Stay } from './read-stay.ts';

/** Forms of a noun: one, several. */
type Noun = readonly [one: string, several: string];

interface Words {
  readonly nights: Noun;
  readonly adults: Noun;
  readonly children: Noun;
  /** Of one child, and of several. */
  readonly aged: (ages: string, children: number) => string;
  /** A baby's age. */
  readonly underOne: string;
}

const english: Words = {
  nights: ['night', 'nights'],
  adults: ['adult', 'adults'],
  children: ['child', 'children'],
  aged: (ages) => `(aged ${ages})`,
  underOne: 'under 1',
};

const words: Readonly<Record<string, Words>> = {
  en: english,
  es: {
    nights: ['noche', 'noches'],
    adults: ['adulto', 'adultos'],
    children: ['niño', 'niños'],
    aged: (ages, children) => (children === 1 && ages === '1' ? '(1 año)' : `(${ages} años)`),
    underOne: 'menos de 1',
  },
};

/** "Tuesday, 3 June 2031", as the language writes it. */
export function describeDay(day: Temporal.PlainDate, language: string): string {
  return day.toLocaleString(localeOf(language), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

export function describeNights(nights: number, language: string): string {
  return count(nights, wordsOf(language).nights);
}

/** "2 adults and 1 child (aged 6)" */
export function describeGuests({ adults, childAges }: Pick<Stay, 'adults' | 'childAges'>, language: string): string {
  const { adults: grown, children, aged, underOne } = wordsOf(language);
  const list = new Intl.ListFormat(localeOf(language), { type: 'conjunction' });
  if (childAges.length === 0) return count(adults, grown);
  const ages = list.format(childAges.map((age) => (age === 0 ? underOne : String(age))));
  return list.format([count(adults, grown), `${count(childAges.length, children)} ${aged(ages, childAges.length)}`]);
}

function count(number: number, [one, several]: Noun): string {
  return `${number} ${number === 1 ? one : several}`;
}

function wordsOf(language: string): Words {
  return words[language] ?? english;
}

/** European English: the day before the month. */
function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}
