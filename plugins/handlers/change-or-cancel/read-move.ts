/** By how many days arrival and departure move. */
export interface Move {
  readonly arrival: number;
  readonly departure: number;
}

const counts: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ['un', 'una', 'uno', 'a', 'an', 'one', 'another'],
    ['dos', 'two'],
    ['tres', 'three'],
    ['cuatro', 'four'],
    ['cinco', 'five'],
    ['seis', 'six'],
    ['siete', 'seven'],
  ].flatMap((words, at) => words.map((word) => [word, at + 1])),
);
const count = `(\\d{1,2}|${Object.keys(counts).join('|')})`;
const unit = '(noches?|d[ií]as?|nights?|days?|semanas?|weeks?)';
const span = new RegExp(
  `(?<!\\p{L})${count}\\s+(?:(?:more|extra|m[aá]s|less|fewer|menos)\\s+)?${unit}(?!\\p{L})`,
  'iu',
);
const later = /m[aá]s tarde|despu[eé]s|m[aá]s adelante|\blater\b|\bafter\b/iu;
const earlier = /\bantes\b|m[aá]s pronto|\bearlier\b|\bsooner\b|\bbefore\b/iu;
const more =
  /m[aá]s|\bmore\b|\bextra\b|\blonger\b|\banother\b|adicional|ampl[ií]|alarg|prolong|\bextend|\badd\b|a[nñ]ad/iu;
const less = /\bmenos\b|\bless\b|\bfewer\b|\bshort|acort|reduc|quit/iu;
const arriving = /lleg|entra|arriv|check.?in/iu;
const leaving = /sal[gidr]|march|\bir(?:me|nos)\b|leav|depart|check.?out/iu;

/**
 * "Una noche más" and "one day shorter" change the length of a stay, "a week later" moves all of it, "arriving a day later" its
 * arrival only. Null for anything else.
 */
export function readMove(text: string): Move | null {
  const said = span.exec(text);
  if (said === null) return null;
  const number = counts[said[1]?.toLowerCase() ?? ''] ?? Number(said[1]);
  const days = number * (/^(?:semana|week)/i.test(said[2] ?? '') ? 7 : 1);
  const shift = later.test(text) ? days : earlier.test(text) ? -days : 0;
  if (shift === 0) {
    const longer = less.test(text) ? -days : more.test(text) ? days : 0;
    return longer === 0 ? null : { arrival: 0, departure: longer };
  }
  const [arrives, leaves] = [arriving.test(text), leaving.test(text)];
  return { arrival: leaves && !arrives ? 0 : shift, departure: arrives && !leaves ? 0 : shift };
}
