const numbers: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ['una', 'uno', 'un', 'one'],
    ['dos', 'two'],
    ['tres', 'three'],
    ['cuatro', 'four'],
    ['cinco', 'five'],
    ['seis', 'six'],
    ['siete', 'seven'],
    ['ocho', 'eight'],
    ['nueve', 'nine'],
    ['diez', 'ten'],
  ].flatMap((words, at) => words.map((word) => [word, at + 1])),
);
const number = `10|[1-9]|${Object.keys(numbers).join('|')}`;
const before = '(?<![\\p{L}\\d.,])';
const after = '(?![\\p{L}\\d])';

const stars = new RegExp(
  `${before}(${number})\\s*(?:estrellas?${after}|stars?${after}|\\*|★|⭐|(?:/|de|sobre|out of)\\s*(?:5|cinco|five)${after})`,
  'iu',
);
const ofTen = new RegExp(`${before}(${number})\\s*(?:/|de|sobre|out of)\\s*(?:10|diez|ten)${after}`, 'iu');
/** "Four", "un 4", "I'd say three, please". */
const only = new RegExp(
  `^(?:pues |yo |le |les |os )?(?:(?:i(?:'d| would)? (?:say|give)|doy|pongo|digo|diria|diría|give you|it'?s)\\s+)?(?:you\\s+)?(?:un|una|a|an|el|the)?\\s*(${number})(?:[\\s,.!]+(?:por favor|please|gracias|thanks))?[.!]*$`,
  'iu',
);
/** More than five can only be of ten. */
const mark = new RegExp(
  `${before}(?:un|an?|nota|puntuaci[oó]n|valoraci[oó]n|score|rating|rate you|puntúo con un)\\s*(?:es|is|:|de|of|with)?\\s*(?:un|an?)?\\s*(10|[6-9]|seis|siete|ocho|nueve|diez|six|seven|eight|nine|ten)${after}`,
  'iu',
);

/** 1 to 5 of `4`, "4 estrellas", "five stars", "3/5", "★★★★", and half of "8 de 10", "un 9"; null for anything else. */
export function readRating(said: unknown): number | null {
  const text = String(said ?? '')
    .trim()
    .toLowerCase();
  const starred = inRange(stars.exec(text)?.[1]);
  if (starred !== null) return starred;
  const signs = text.match(/[★⭐]/gu)?.length ?? 0;
  if (signs >= 1 && signs <= 5) return signs;
  const alone = inRange(only.exec(text)?.[1]);
  if (alone !== null) return alone;
  const ten = numberOf(ofTen.exec(text)?.[1] ?? mark.exec(text)?.[1]);
  return ten === null ? null : Math.ceil(ten / 2);
}

/** "4", "four, please": nothing but a rating. */
export function isRatingAlone(said: string): boolean {
  return inRange(only.exec(said.trim().toLowerCase())?.[1]) !== null;
}

function inRange(word: string | undefined): number | null {
  const value = numberOf(word);
  return value !== null && value <= 5 ? value : null;
}

function numberOf(word: string | undefined): number | null {
  return word === undefined ? null : (numbers[word] ?? (Number(word) || null));
}
