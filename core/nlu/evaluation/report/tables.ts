import type { Thresholds } from '../../../config/config.ts';
import { type Answer, isRight } from '../answer.ts';
import { intentRows } from '../intent-report.ts';
import { type Fate, fateOf } from '../thresholds.ts';
import { escapeText, percent, share } from './charts.ts';
import { type Cell, givenBy } from './confusion.ts';

export type SortKey = 'name' | 'support' | 'precision' | 'recall' | 'f1' | 'staff' | 'wrong';
export interface Sort {
  readonly key: SortKey;
  readonly up: boolean;
}

const columns: readonly [SortKey, string][] = [
  ['name', 'Intent'],
  ['support', 'Messages'],
  ['precision', 'Precision'],
  ['recall', 'Recall'],
  ['f1', 'F1'],
  ['staff', 'To staff'],
  ['wrong', 'Wrong'],
];

export function countFates(answers: readonly Answer[], thresholds: Thresholds): Record<Fate, number> {
  const counts = { right: 0, asked: 0, escalated: 0, wrong: 0 };
  for (const answer of answers) counts[fateOf(answer, thresholds)]++;
  return counts;
}

export function intentTable(answers: readonly Answer[], thresholds: Thresholds, { key, up }: Sort): string {
  const rows = intentRows(answers).map(([name, scores]) => {
    const fates = countFates(
      answers.filter(({ intent }) => intent === name),
      thresholds,
    );
    const others = Object.entries(scores.confused_with)
      .slice(0, 2)
      .map(([other, count]) => `${other} ${count}`);
    const staff = share(fates.escalated, scores.support);
    return { ...scores, name, f1: scores['f1-score'], staff, wrong: fates.wrong, others: others.join(', ') };
  });
  rows.sort((left, right) => (left[key] < right[key] ? -1 : left[key] > right[key] ? 1 : 0) * (up ? 1 : -1));
  const head = columns.map(([id, title]) => {
    const order = id === key ? (up ? 'ascending' : 'descending') : 'none';
    const arrow = id === key ? (up ? ' ↑' : ' ↓') : '';
    return `<th class="${id === 'name' ? '' : 'number'}" aria-sort="${order}"><button data-sort="${id}">${title}${arrow}</button></th>`;
  });
  const body = rows.map(
    (row) => `<tr><td>${escapeText(row.name)}</td><td class="number">${row.support}</td>
      <td class="number">${percent(row.precision)}</td><td class="number">${percent(row.recall)}</td>
      <td class="number">${percent(row.f1)}<span class="meter"><i style="width:${100 * row.f1}%"></i></span></td>
      <td class="number">${percent(row.staff)}</td><td class="number">${row.wrong}</td><td>${escapeText(row.others)}</td></tr>`,
  );
  return `<table><thead><tr>${head.join('')}<th>Mostly taken for</th></tr></thead><tbody>${body.join('')}</tbody></table>`;
}

/** The messages of a cell, or all that were understood wrongly; the most confident first. */
export function exampleTable(answers: readonly Answer[], thresholds: Thresholds, cell: Cell | null): string {
  const chosen = answers.filter((answer) =>
    cell
      ? answer.intent === cell.expected && givenBy(answer) === cell.given
      : !isRight(answer) && answer.understanding.intent !== null,
  );
  const sorted = chosen.sort((left, right) => right.understanding.confidence - left.understanding.confidence);
  const body = sorted.slice(0, 200).map((answer) => {
    const { ranking, confidence } = answer.understanding;
    const ranked = ranking.map(
      (one) => `${escapeText(one.intent)} <span class="quiet">${one.confidence.toFixed(2)}</span>`,
    );
    const fate = fateOf(answer, thresholds);
    return `<tr><td class="message" lang="${answer.language}">${escapeText(answer.text)}</td><td>${escapeText(answer.intent)}</td>
      <td>${ranked.join('<br>')}</td><td class="number">${confidence.toFixed(2)}</td>
      <td><span class="dot" style="background:var(--${fate})"></span>${fate}</td></tr>`;
  });
  return `<table><thead><tr><th>Message</th><th>Meant</th><th>Understood</th><th class="number">Confidence</th><th>Fate</th></tr></thead>
    <tbody>${body.join('')}</tbody></table>`;
}
