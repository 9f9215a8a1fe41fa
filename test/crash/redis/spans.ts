/** How many of these moments fall into the busiest `span`, wherever it begins. */
export function mostWithin(moments: readonly number[], span: number): number {
  const sorted = moments.toSorted((a, b) => a - b);
  let most = 0;
  let first = 0;
  for (const [index, moment] of sorted.entries()) {
    while (moment - (sorted[first] ?? moment) >= span) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

/** The longest time without any of these moments, its ends included. */
export function longestSilence(
  moments: readonly number[],
  { from, until }: { readonly from: number; readonly until: number },
): number {
  const sorted = [from, ...moments.toSorted((a, b) => a - b), until];
  return Math.max(...sorted.slice(1).map((moment, index) => moment - (sorted[index] ?? moment)));
}
