import type { RoomGuests } from './ports/pms-values.ts';

/** Forms of a noun: one, several. */
type Noun = readonly [one: string, several: string];

interface Words {
  readonly nights: Noun;
  readonly rooms: Noun;
  readonly adults: Noun;
  readonly children: Noun;
  /** Of one child, and of several. */
  readonly aged: (ages: string, children: number) => string;
  /** A baby's age. */
  readonly underOne: string;
  /** An hour of a day: `at 14:30`. */
  readonly at: (time: string) => string;
}

const english: Words = {
  nights: ['night', 'nights'],
  rooms: ['room', 'rooms'],
  adults: ['adult', 'adults'],
  children: ['child', 'children'],
  aged: (ages) => `(aged ${ages})`,
  underOne: 'under 1',
  at: (time) => `at ${time}`,
};

const words: Readonly<Record<string, Words>> = {
  en: english,
  es: {
    nights: ['noche', 'noches'],
    rooms: ['habitación', 'habitaciones'],
    adults: ['adulto', 'adultos'],
    children: ['niño', 'niños'],
    aged: (ages, children) => (children === 1 && /^(?:menos de )?1$/.test(ages) ? `(${ages} año)` : `(${ages} años)`),
    underOne: 'menos de 1',
    at: (time) => (/^0?1:/.test(time) ? `a la ${time}` : `a las ${time}`),
  },
};

const wholeDay = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** `Tuesday 3 June 2031`, as the language writes it within a sentence. */
export function formatDay(day: Temporal.PlainDate, language: string): string {
  const said = day.toLocaleString(localeOf(language), wholeDay);
  return language in words ? said.replace(/^(\p{L}+),/u, '$1') : said;
}

/** `Sunday 1 June 2031 at 14:30`, by the clock of the hotel. */
export function formatMoment(moment: Temporal.Instant, timeZone: string, language: string): string {
  const local = moment.toZonedDateTimeISO(timeZone).toPlainDateTime();
  const known = words[language];
  if (known === undefined) return local.toLocaleString(localeOf(language), { ...wholeDay, ...clock });
  const time = local.toPlainTime().toLocaleString(localeOf(language), clock);
  return `${formatDay(local.toPlainDate(), language)} ${known.at(time)}`;
}

/** `2 nights`, in English for a language that nobody has added. */
export function formatNights(nights: number, language: string): string {
  return count(nights, wordsOf(language).nights);
}

/** `2 adults and 1 child (aged 6)`; of several rooms `2 rooms (…; …)`. */
export function formatGuests(rooms: readonly RoomGuests[], language: string): string {
  const each = rooms.map((room) => oneRoom(room, language));
  if (each.length === 1) return each[0] ?? '';
  return `${count(each.length, wordsOf(language).rooms)} (${each.join('; ')})`;
}

function oneRoom({ adults, childrenAges }: RoomGuests, language: string): string {
  const { adults: grown, children, aged, underOne } = wordsOf(language);
  const list = new Intl.ListFormat(localeOf(language), { type: 'conjunction' });
  if (childrenAges.length === 0) return count(adults, grown);
  const ages = list.format(childrenAges.map((age) => (age === 0 ? underOne : String(age))));
  return list.format([
    count(adults, grown),
    `${count(childrenAges.length, children)} ${aged(ages, childrenAges.length)}`,
  ]);
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
