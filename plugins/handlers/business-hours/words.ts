/** How a language says hours and days. */
export interface Words {
  closed: string;
  and: string;
  today(time: string): string;
  tomorrow(time: string): string;
  /** `day`: a weekday or a date. */
  on(day: string, time: string): string;
  /** Follows "open until". */
  untilOn(day: string, time: string): string;
}

/** `a las 09:00`, `a la 01:30`. */
const alas = (time: string) => `${time.startsWith('01') ? 'a la' : 'a las'} ${time}`;

const languages: Readonly<Record<string, Words>> = {
  es: {
    closed: 'cerrado',
    and: ' y ',
    today: alas,
    tomorrow: (time) => `mañana ${alas(time)}`,
    on: (day, time) => `el ${day} ${alas(time)}`,
    untilOn: (day, time) => `${time} del ${day}`,
  },
  en: {
    closed: 'closed',
    and: ' and ',
    today: (time) => `at ${time}`,
    tomorrow: (time) => `tomorrow at ${time}`,
    on: (day, time) => `on ${day} at ${time}`,
    untilOn: (day, time) => `${time} on ${day}`,
  },
};

/** Signs instead of words, for a language that nobody has added above. */
const signs: Words = {
  closed: '–',
  and: ', ',
  today: (time) => time,
  tomorrow: (time) => `+1, ${time}`,
  on: (day, time) => `${day}, ${time}`,
  untilOn: (day, time) => `${time}, ${day}`,
};

export function wordsOf(language: string): Words {
  return languages[language] ?? signs;
}
