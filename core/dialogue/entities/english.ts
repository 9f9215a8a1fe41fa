import type { Feast, Grammar } from './grammar.ts';

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety';
const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth';
const months = 'january february march april may june july august september october november december';
const companions =
  'wife husband partner girlfriend boyfriend fiance fiancee mother father mum mom dad sister brother friend'.split(' ');
const weekdays = 'monday tuesday wednesday thursday friday saturday sunday';

export const english: Grammar = {
  numbers: {
    ...number(ones, (at) => at),
    ...number(tens, (at) => 20 + 10 * at),
    ...number(ordinals, (at) => at + 1),
    a: 1,
    an: 1,
  },
  places: ordinals.split(' '),
  hundreds: {},
  multipliers: { hundred: 100, thousand: 1000 },
  hundredsJoin: ['and'],
  couple: ['a couple of', 'couple of'],
  tensJoin: ['-'],
  months: {
    ...number(months, (at) => at + 1),
    ...number('jan feb mar apr jun jul aug sep sept oct nov dec', abbreviated),
  },
  weekdays: { ...number(weekdays, (at) => at + 1), ...number('mon tue wed thu fri sat sun', (at) => at + 1) },
  days: [
    ['the day after tomorrow', 2],
    ['day after tomorrow', 2],
    ['tomorrow', 1],
    ['today', 0],
    ['tonight', 0],
    ['yesterday', -1],
  ],
  feasts: [
    ['christmas eve', { month: 12, day: 24 }],
    ['christmas day', { month: 12, day: 25 }],
    ['christmas', { month: 12, day: 25 }],
    ['boxing day', { month: 12, day: 26 }],
    ...newYear('eve', { month: 12, day: 31 }),
    ...newYear('day', { month: 1, day: 1 }),
    ['new year', { month: 1, day: 1 }],
    ['good friday', { fromEaster: -2 }],
    ['easter monday', { fromEaster: 1 }],
    ['easter', { fromEaster: 0 }],
  ],
  fromThen: ['from', 'after'],
  now: ['now', 'today'],
  arriving: ['arriving', 'arrive', 'arrival', 'checkin'],
  leaving: ['leaving', 'leave', 'departing', 'depart', 'departure', 'until', 'till', 'checkout'],
  bareFrom: [],
  next: ['next', 'following'],
  nextSkipsThisWeek: true,
  weekend: ['weekend'],
  dayFillers: ['the', 'of', 'on', 'this', 'coming', ','],
  ordinals: ['st', 'nd', 'rd', 'th'],
  from: ['from', 'between'],
  to: ['to', 'until', 'till', 'through', 'and', '-', '–'],
  within: ['in'],
  dayUnits: ['day', 'days'],
  weekUnits: ['week', 'weeks'],
  nightUnits: ['night', 'nights'],
  roomUnits: ['room', 'rooms', 'bedroom', 'bedrooms'],
  oneNight: ['night of', 'overnight'],
  spans: { fortnight: 14 },
  adults: ['adult', 'adults', 'grownup', 'grownups', 'grown ups', 'grown up', 'grown - ups', 'grown - up'],
  children:
    'child children kid kids baby babies toddler toddlers infant infants son sons daughter daughters boy boys girl girls'.split(
      ' ',
    ),
  people: ['people', 'persons', 'person', 'guests', 'guest', 'pax', 'friends'],
  weAre: ['are', 're', 'for'],
  afterCount: ['from', 'on', 'with', 'and', 'plus', 'arriving', 'this', 'next', 'tomorrow', 'tonight', 'in', 'please'],
  groupOf: ['party of', 'group of'],
  ofUs: ['of us'],
  ofThem: ['of them are', 'of them', 'of which', 'of whom'],
  whose: ['my', 'our', 'the'],
  ours: ['my', 'our'],
  parties: [
    ...companions.flatMap((one): [string, number][] =>
      [`me and my ${one}`, `my ${one} and me`, `my ${one} and i`, `with my ${one}`].map((phrase) => [phrase, 2]),
    ),
    ['the two of us', 2],
    ['both of us', 2],
    ['us two', 2],
    ['a couple', 2],
    ['only me', 1],
    ['just me', 1],
    ['just for me', 1],
    ['on my own', 1],
    ['myself', 1],
    ['alone', 1],
  ],
  onlyUs: [
    'just the two of us',
    'only the two of us',
    'just us two',
    'just us',
    'only us',
    'just me',
    'only me',
    'just adults',
    'only adults',
    'adults only',
  ],
  isAged: [
    'she is',
    'he is',
    'they are',
    'she s',
    'he s',
    "she ' s",
    "he ' s",
    'she ’ s',
    'he ’ s',
    "they ' re",
    'aged',
  ],
  none: ['no', 'none', 'zero', 'without', 'nobody'],
  yes: 'yes yeah yep yup sure ok okay confirm confirmed correct absolutely definitely perfect go'.split(' '),
  no: ['no', 'nope', 'nah', 'don', 'not'],
  but: 'but wait although except instead if when what how why where which can could does is are later maybe'.split(' '),
  courtesies:
    'thanks thank you please sorry of them he she it they we i me m s re is are would will be yes ok well only just'.split(
      ' ',
    ),
  varying:
    'what about how if in with for instead actually wait rather better make change it then also too but so hmm let us be same one there maybe perhaps hold say'.split(
      ' ',
    ),
  articles: ['a', 'an'],
  aged: ['of', 'aged', 'age', '(', 'who', 'is'],
  yearsOld: ['year', 'years', 'old', 'yo'],
  monthsOld: ['month', 'months'],
  ageJoin: ['and', ',', '&'],
  currencies: {
    '€': 'EUR',
    euro: 'EUR',
    euros: 'EUR',
    eur: 'EUR',
    $: 'USD',
    dollars: 'USD',
    usd: 'USD',
    '£': 'GBP',
    pounds: 'GBP',
    gbp: 'GBP',
  },
  clock: {
    at: ['at', 'around', 'by'],
    morning: ['am', 'in the morning'],
    afternoon: ['pm', 'in the afternoon', 'in the evening', 'at night'],
    half: [],
    quarterPast: [],
    quarterTo: [],
    before: [
      ['half past', 30],
      ['quarter past', 15],
      ['quarter to', -15],
    ],
    named: { noon: '12:00', midday: '12:00', midnight: '00:00' },
  },
};

/** "New Year's Eve", however its apostrophe is written. */
function newYear(part: string, feast: Feast): [string, Feast][] {
  return ["new year ' s", 'new year ’ s', 'new years', 'new year'].map((name) => [`${name} ${part}`, feast]);
}

/** Words to numbers, by their position. */
function number(words: string, valueAt: (position: number) => number): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word, position) => [word, valueAt(position)]));
}

/** There is no short May, and two short Septembers. */
function abbreviated(position: number): number {
  return [1, 2, 3, 4, 6, 7, 8, 9, 9, 10, 11, 12][position] ?? 0;
}
