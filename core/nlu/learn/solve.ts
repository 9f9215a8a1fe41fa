/** Gaussian elimination with pivoting, for the few unknowns of a Newton step. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const lines = matrix.map((line, at) => [...line, right[at] ?? 0]);
  const size = lines.length;
  for (let column = 0; column < size; column++) {
    const below = lines.slice(column).map((line) => Math.abs(line[column] ?? 0));
    const pivot = column + below.indexOf(Math.max(...below));
    [lines[column], lines[pivot]] = [lines[pivot] ?? [], lines[column] ?? []];
    const top = lines[column] ?? [];
    const head = top[column] || 1e-12;
    for (const line of lines) {
      const factor = line === top ? 0 : (line[column] ?? 0) / head;
      if (factor === 0) continue;
      for (let at = column; at <= size; at++) line[at] = (line[at] ?? 0) - factor * (top[at] ?? 0);
    }
  }
  return lines.map((line, at) => (line[size] ?? 0) / (line[at] || 1e-12));
}
