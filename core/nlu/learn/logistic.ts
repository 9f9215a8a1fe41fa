/** A yes-or-no model on a few dense numbers, each brought to mean 0 and deviation 1 first. */
export interface Logistic {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
}

/** Weighted logistic regression by Newton's method; `penalty` is the L2 penalty on the standardised weights. */
export function trainLogistic(
  rows: readonly (readonly number[])[],
  answers: readonly boolean[],
  importance: readonly number[],
  penalty: number,
): Logistic {
  const width = rows[0]?.length ?? 0;
  const means = columnsOf(width, (column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0) / rows.length);
  const deviations = columnsOf(
    width,
    (column) =>
      Math.sqrt(rows.reduce((sum, row) => sum + ((row[column] ?? 0) - (means[column] ?? 0)) ** 2, 0) / rows.length) ||
      1,
  );
  const scaled = rows.map((row) => [...standardise(row, means, deviations), 1]);
  const weights = new Array<number>(width + 1).fill(0);
  for (let round = 0; round < 30; round++) {
    const gradient = weights.map((weight, at) => (at < width ? penalty * weight : 0));
    const curvature = weights.map((_, at) =>
      weights.map((__, other) => (at === other ? (at < width ? penalty : 1e-6) : 0)),
    );
    scaled.forEach((row, index) => {
      const share = sigmoid(dot(row, weights));
      const weight = importance[index] ?? 1;
      const pull = weight * (share - (answers[index] ? 1 : 0));
      const bend = weight * Math.max(share * (1 - share), 1e-6);
      for (let at = 0; at <= width; at++) {
        gradient[at] = (gradient[at] ?? 0) + pull * (row[at] ?? 0);
        const line = curvature[at] as number[];
        for (let other = 0; other <= width; other++)
          line[other] = (line[other] ?? 0) + bend * (row[at] ?? 0) * (row[other] ?? 0);
      }
    });
    const step = solve(curvature, gradient);
    for (let at = 0; at <= width; at++) weights[at] = (weights[at] ?? 0) - (step[at] ?? 0);
    if (step.every((one) => Math.abs(one) < 1e-7)) break;
  }
  return { means, deviations, weights: weights.slice(0, width), bias: weights[width] ?? 0 };
}

export function applyLogistic({ means, deviations, weights, bias }: Logistic, row: readonly number[]): number {
  return sigmoid(bias + dot(standardise(row, means, deviations), weights));
}

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
const dot = (left: readonly number[], right: readonly number[]) =>
  left.reduce((sum, one, at) => sum + one * (right[at] ?? 0), 0);
const columnsOf = (width: number, of: (column: number) => number) =>
  Array.from({ length: width }, (_, column) => of(column));
const standardise = (row: readonly number[], means: readonly number[], deviations: readonly number[]) =>
  row.map((one, at) => (one - (means[at] ?? 0)) / (deviations[at] ?? 1));

/** Gaussian elimination with pivoting; `matrix` is symmetric and positive. */
function solve(matrix: number[][], right: number[]): number[] {
  const lines = matrix.map((line, at) => [...line, right[at] ?? 0]);
  const size = lines.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let line = column + 1; line < size; line++) {
      if (Math.abs(lines[line]?.[column] ?? 0) > Math.abs(lines[pivot]?.[column] ?? 0)) pivot = line;
    }
    [lines[column], lines[pivot]] = [lines[pivot] as number[], lines[column] as number[]];
    const top = lines[column] as number[];
    const head = top[column] || 1e-12;
    for (let line = 0; line < size; line++) {
      const current = lines[line] as number[];
      const factor = (current[column] ?? 0) / head;
      if (line === column || factor === 0) continue;
      for (let at = column; at <= size; at++) current[at] = (current[at] ?? 0) - factor * (top[at] ?? 0);
    }
  }
  return lines.map((line, at) => (line[size] ?? 0) / (line[at] || 1e-12));
}
