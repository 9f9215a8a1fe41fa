import type { Thresholds } from '../../config/index.ts';
import { type Answer, isRight } from './answer.ts';
import { figuresOf } from './figures.ts';
import { lossOf } from './thresholds.ts';

/** Two models or pipelines on the same messages. */
export interface Comparison {
  /** Lines of a table: what, with the first, with the second. */
  readonly rows: readonly (readonly [name: string, first: string, second: string])[];
  /** Messages that only one of them understood. */
  readonly onlyFirst: readonly Answer[];
  readonly onlySecond: readonly Answer[];
  /** Chance, 0 to 1, of a difference as large if both were equally good (sign test on those messages). */
  readonly chance: number;
}

/** @param first and `second`: answers to the same messages in the same order */
export function compare(first: readonly Answer[], second: readonly Answer[], thresholds: Thresholds): Comparison {
  const [left, right] = [figuresOf(first), figuresOf(second)];
  const onlyFirst = first.filter((answer, at) => isRight(answer) && !understood(second[at]));
  const onlySecond = second.filter((answer, at) => isRight(answer) && !understood(first[at]));
  const decimals = (value: number | null) => value?.toFixed(3) ?? '–';
  const percent = (value: number | null) => (value === null ? '–' : `${(100 * value).toFixed(1)} %`);
  return {
    rows: [
      ['right intent on top', percent(left.accuracy), percent(right.accuracy)],
      ['macro F1', percent(left.macroF1), percent(right.macroF1)],
      ['AUROC in against out of scope', decimals(left.oosAuroc), decimals(right.oosAuroc)],
      ['escalated out of scope at 5 % lost', percent(left.oosRecallAt5), percent(right.oosRecallAt5)],
      ['calibration error', decimals(left.ece), decimals(right.ece)],
      ['loss a message', decimals(lossOf(first, thresholds)), decimals(lossOf(second, thresholds))],
    ],
    onlyFirst,
    onlySecond,
    chance: signTest(onlyFirst.length, onlySecond.length),
  };
}

const understood = (answer: Answer | undefined) => answer !== undefined && isRight(answer);

/** Two-sided: how often a fair coin falls at least as unevenly. */
function signTest(one: number, other: number): number {
  const throws = one + other;
  let term = 0.5 ** throws;
  let sum = 0;
  for (let heads = 0; heads <= Math.min(one, other); heads++) {
    sum += term;
    term *= (throws - heads) / (heads + 1);
  }
  return Math.min(1, 2 * sum);
}
