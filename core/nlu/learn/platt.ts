import { solve } from './solve.ts';

/** A number on any scale → probability, by the S-shaped curve `1 / (1 + e^-(slope * number + offset))`. */
export interface Curve {
  readonly slope: number;
  readonly offset: number;
}

/** Weighted logistic regression on one number, by Newton's method (Platt scaling). */
export function fitCurve(
  numbers: readonly number[],
  answers: readonly boolean[],
  importance: readonly number[],
): Curve {
  let curve: Curve = { slope: 0, offset: 0 };
  for (let round = 0; round < 50; round++) {
    const gradient = [0.1 * curve.slope, 0];
    const curvature = [
      [0.1, 0],
      [0, 1e-6],
    ];
    for (const [at, number] of numbers.entries()) {
      const share = applyCurve(curve, number);
      const pull = (importance[at] ?? 1) * (share - (answers[at] ? 1 : 0));
      const bend = (importance[at] ?? 1) * Math.max(share * (1 - share), 1e-4);
      gradient[0] = (gradient[0] ?? 0) + pull * number;
      gradient[1] = (gradient[1] ?? 0) + pull;
      for (const [line, one] of [number, 1].entries()) {
        const row = curvature[line] ?? [];
        row[0] = (row[0] ?? 0) + bend * one * number;
        row[1] = (row[1] ?? 0) + bend * one;
      }
    }
    const [slope = 0, offset = 0] = solve(curvature, gradient);
    curve = { slope: curve.slope - slope, offset: curve.offset - offset };
    if (Math.abs(slope) + Math.abs(offset) < 1e-6) break;
  }
  return curve;
}

export function applyCurve({ slope, offset }: Curve, number: number): number {
  return 1 / (1 + Math.exp(-(slope * number + offset)));
}
