/** The words of one language, folded: in lower case and without accents. */
export interface Grammar {
  readonly numbers: Readonly<Record<string, number>>;
  /** Those that count places in a row, and no amount: "the first week". */
  readonly places: readonly string[];
  /** Hundreds by their own names, and the words that multiply what stands before them: "two hundred", "dos mil". */
  readonly hundreds: Readonly<Record<string, number>>;
  readonly multipliers: Readonly<Record<string, number>>;
  /** Between hundreds and the rest: "two hundred and ten". */
  readonly hundredsJoin: readonly string[];
  /** Two of something. */
  readonly couple: readonly string[];
  /** Between tens and ones: "thirty and one", "treinta y uno". */
  readonly tensJoin: readonly string[];
  readonly months: Readonly<Record<string, number>>;
  /** ISO: 1 is Monday. */
  readonly weekdays: Readonly<Record<string, number>>;
  /** Phrases for a day, with its distance from today; the longer ones first. */
  readonly days: readonly (readonly [phrase: string, distance: number])[];
  /** Feasts and long weekends; the longer ones first. */
  readonly feasts: readonly (readonly [phrase: string, feast: Feast])[];
  /** After a span of time that begins then: "two days from now", "a week from Friday". */
  readonly fromThen: readonly string[];
  readonly now: readonly string[];
  /** Before a day, what happens on it. */
  readonly arriving: readonly string[];
  readonly leaving: readonly string[];
  /** Stands directly before and after two days of a month that have no month: "del 30 al 2". Empty: such days have signs. */
  readonly bareFrom: readonly string[];
  /** Before and after a weekday or weekend that is not the very next one or simply the coming one. */
  readonly next: readonly string[];
  /** Whether "next Friday" skips a Friday of this week. English does, Spanish does not. */
  readonly nextSkipsThisWeek: boolean;
  readonly weekend: readonly string[];
  /** May stand before a day or between its parts. */
  readonly dayFillers: readonly string[];
  readonly ordinals: readonly string[];
  /** Before the first day of a range. */
  readonly from: readonly string[];
  /** Between the days of a range. */
  readonly to: readonly string[];
  /** Before a span of time that begins today: "in three days". */
  readonly within: readonly string[];
  readonly dayUnits: readonly string[];
  readonly weekUnits: readonly string[];
  readonly nightUnits: readonly string[];
  readonly roomUnits: readonly string[];
  /** Phrases that say a day and that it is for one night. */
  readonly oneNight: readonly string[];
  /** Stays by their own names, in nights. */
  readonly spans: Readonly<Record<string, number>>;
  readonly adults: readonly string[];
  readonly children: readonly string[];
  readonly people: readonly string[];
  /** Before a number of people that has no noun: "somos cuatro". */
  readonly weAre: readonly string[];
  /** After such a number, what else is said of the stay: "para dos del 3 al 5". */
  readonly afterCount: readonly string[];
  /** Before and after a number of people: "party of 6", "four of us". */
  readonly groupOf: readonly string[];
  readonly ofUs: readonly string[];
  /** Between a number and who they are: "two of them children". */
  readonly ofThem: readonly string[];
  /** Before a child that is one: "my son of five". */
  readonly whose: readonly string[];
  /** Of these, those after which a child comes along even without an age: "my son". */
  readonly ours: readonly string[];
  /** Who comes, without a number; the longer ones first. */
  readonly parties: readonly (readonly [phrase: string, adults: number])[];
  /** Nobody, before a noun or alone. */
  readonly none: readonly string[];
  /** Begin a yes, a no, and what takes either back. */
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly but: readonly string[];
  /** Say nothing in an answer. */
  readonly courtesies: readonly string[];
  /** Say that the same is wanted with a difference, and nothing of it: "what about …", "y con …". */
  readonly varying: readonly string[];
  /** Numbers that are articles more often. */
  readonly articles: readonly string[];
  /** Without children, and nothing else: "just us". */
  readonly onlyUs: readonly string[];
  /** Before a number that is an age: "she is 5". */
  readonly isAged: readonly string[];
  /** Between a child and its age. */
  readonly aged: readonly string[];
  readonly yearsOld: readonly string[];
  /** After the age of a baby. */
  readonly monthsOld: readonly string[];
  readonly ageJoin: readonly string[];
  readonly currencies: Readonly<Record<string, string>>;
  readonly clock: ClockWords;
}

/** A day of every year, or one that moves with Easter; with its nights where it is a stay. */
export type Feast =
  | { readonly month: number; readonly day: number; readonly nights?: number }
  | { readonly fromEaster: number; readonly nights?: number };

export interface ClockWords {
  /** Before an hour that is no date: "at", "a las". */
  readonly at: readonly string[];
  readonly morning: readonly string[];
  readonly afternoon: readonly string[];
  readonly half: readonly string[];
  readonly quarterPast: readonly string[];
  readonly quarterTo: readonly string[];
  /** Before the hour: "half past three". */
  readonly before: readonly (readonly [phrase: string, minutes: number])[];
  readonly named: Readonly<Record<string, string>>;
}
