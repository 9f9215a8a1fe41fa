import { type Answer, isRight } from './answer.ts';

/** A bin of answers with about the same confidence. */
export interface Bin {
  readonly count: number;
  /** Their mean confidence, and the share of them that is right. */
  readonly confidence: number;
  readonly right: number;
}

/** Confidence and share that is right, by bins of equal width; empty bins too. */
export function reliability(answers: readonly Answer[], bins: number): Bin[] {
  const groups = Map.groupBy(answers, ({ understanding }) =>
    Math.min(bins - 1, Math.floor(understanding.confidence * bins)),
  );
  return Array.from({ length: bins }, (_, bin) => {
    const group = groups.get(bin) ?? [];
    return {
      count: group.length,
      confidence: mean(group.map(({ understanding }) => understanding.confidence)),
      right: mean(group.map((answer) => (isRight(answer) ? 1 : 0))),
    };
  });
}

/** Mean distance of confidence from the share that is right, a message. */
export function calibrationError(answers: readonly Answer[]): number {
  return reliability(answers, 15).reduce(
    (sum, { count, confidence, right }) => sum + (Math.abs(confidence - right) * count) / (answers.length || 1),
    0,
  );
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / (numbers.length || 1);
