/** The known word that was probably meant, or null. Spelling of case, `-` and `_` does not count: `time_zone` means `timeZone`. */
export function suggest(word: string, known: Iterable<string>): string | null {
  const typed = plain(word);
  let best: string | null = null;
  let least = Math.max(1, Math.floor(typed.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(typed, plain(candidate), least);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** `did you mean "x"?`, or what else there is to say. */
export function didYouMean(word: string, known: Iterable<string>, otherwise: string): string {
  const meant = suggest(word, known);
  return meant === null ? otherwise : `did you mean "${meant}"?`;
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, '');
}

/** Letters to add, drop, change or swap with their neighbour; `limit` when there are as many or more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        cell(last, column) + 1,
        cell(current, column - 1) + 1,
        cell(last, column - 1) + (same ? 0 : 1),
        swapped ? cell(beforeLast, column - 2) + 1 : limit,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return Math.min(limit, cell(last, b.length));
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
