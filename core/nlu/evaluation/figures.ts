import { type Answer, eagernessOf, isInScope, isRight } from './answer.ts';
import { intentReport } from './intent-report.ts';
import type { Figures } from './measured.ts';
import { calibrationError } from './reliability.ts';

export type { Figures };

export function figuresOf(answers: readonly Answer[]): Figures {
  const inScope = answers.filter(isInScope);
  const outOfScope = answers.filter((answer) => !isInScope(answer));
  const [insiders, strangers] = [inScope.map(eagernessOf), outOfScope.map(eagernessOf)];
  const some = insiders.length > 0 && strangers.length > 0;
  return {
    messages: answers.length,
    outOfScope: outOfScope.length,
    accuracy: inScope.filter(isRight).length / (inScope.length || 1),
    macroF1: intentReport(inScope)['macro avg']['f1-score'],
    oosAuroc: some ? areaUnderCurve(insiders, strangers) : null,
    oosRecallAt5: some ? recallAt(insiders, strangers, 0.05) : null,
    ece: calibrationError(answers),
  };
}

/** By ranks, ties counting half (Mann–Whitney U). */
export function areaUnderCurve(insiders: readonly number[], strangers: readonly number[]): number {
  const sorted = strangers.toSorted((left, right) => left - right);
  let wins = 0;
  for (const one of insiders) wins += (countBelow(sorted, one, false) + countBelow(sorted, one, true)) / 2;
  return wins / (insiders.length * strangers.length);
}

function countBelow(sorted: readonly number[], limit: number, including: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle] ?? 0;
    if (value < limit || (including && value === limit)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function recallAt(insiders: readonly number[], strangers: readonly number[], lost: number): number {
  const sorted = insiders.toSorted((left, right) => left - right);
  const threshold = sorted[Math.floor(lost * sorted.length)] ?? 0;
  return strangers.filter((one) => one < threshold).length / strangers.length;
}
