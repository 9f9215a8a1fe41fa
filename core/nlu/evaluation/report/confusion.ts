import { OUT_OF_SCOPE } from '@botones/contract';
import type { Answer } from '../answer.ts';
import { escapeText, share } from './charts.ts';

/** A square of the confusion matrix. */
export interface Cell {
  readonly expected: string;
  readonly given: string;
}

/** What was given; no intent at all goes to people, as out of scope does. */
export const givenBy = ({ understanding }: Answer) => understanding.intent ?? OUT_OF_SCOPE;

/** Room for the names, in SVG units. */
const MARGIN = 190;

/** Expected by given, as a grid of squares; the darker, the more of the row. */
export function confusionChart(answers: readonly Answer[], intents: readonly string[]): string {
  const groups = Map.groupBy(answers, (answer) => `${answer.intent}\n${givenBy(answer)}`);
  const used = new Set(answers.flatMap((answer) => [answer.intent, givenBy(answer)]));
  const names = [...new Set([...intents, OUT_OF_SCOPE])].filter((name) => used.has(name));
  const size = names.length > 60 ? 9 : names.length > 34 ? 14 : 20;
  const extent = MARGIN + names.length * size + 10;
  const countOf = (expected: string, given: string) => groups.get(`${expected}\n${given}`)?.length ?? 0;
  const squares = names.flatMap((expected, line) => {
    const total = names.reduce((sum, given) => sum + countOf(expected, given), 0);
    return names.map((given, column) => {
      const count = countOf(expected, given);
      const place = { x: MARGIN + column * size, y: MARGIN + line * size, size: size - 1 };
      return count ? square({ expected, given }, count, total, place) : '';
    });
  });
  return `<svg viewBox="0 0 ${extent} ${extent}" style="min-width:${Math.min(extent, 900)}px;max-width:${extent}px" role="img" aria-label="Confusion matrix">
    <rect x="${MARGIN}" y="${MARGIN}" width="${names.length * size}" height="${names.length * size}" fill="none" class="grid"/>
    ${size > 10 ? names.map((name, at) => label(name, MARGIN + (at + 0.7) * size)).join('') : ''}${squares.join('')}</svg>`;
}

function square(
  { expected, given }: Cell,
  count: number,
  total: number,
  place: { x: number; y: number; size: number },
) {
  const tint = expected === given ? 'var(--right)' : 'var(--wrong)';
  const opacity = (0.2 + 0.8 * share(count, total)).toFixed(2);
  const tip = escapeText(`${count} of ${total} “${expected}” understood as “${given}”`);
  return `<rect class="cell" data-expected="${escapeText(expected)}" data-given="${escapeText(given)}" data-tip="${tip}"
    x="${place.x}" y="${place.y}" width="${place.size}" height="${place.size}" rx="2" fill="${tint}" opacity="${opacity}"/>`;
}

function label(name: string, at: number): string {
  return `<text x="${MARGIN - 6}" y="${at}" text-anchor="end">${escapeText(name)}</text>
    <text transform="translate(${at} ${MARGIN - 6}) rotate(-60)">${escapeText(name)}</text>`;
}
