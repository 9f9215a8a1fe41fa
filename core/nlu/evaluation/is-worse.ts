/** Standard errors of the mean difference; chance alone goes this far in one of twenty trainings. */
const CLEARLY = 1.65;

/**
 * Whether a model costs clearly more than another on the same messages. Every training moves some answers to and fro,
 * so a difference counts only beyond what the single messages' differences scatter.
 * @param now and `before`: the losses of the same messages in the same order
 */
export function isWorse(now: readonly number[], before: readonly number[]): boolean {
  const differences = now.map((loss, at) => loss - (before[at] ?? 0));
  const count = differences.length;
  if (count === 0) return false;
  const mean = differences.reduce((sum, one) => sum + one, 0) / count;
  const square = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, count - 1);
  return mean > 0 && mean > CLEARLY * Math.sqrt(square / count);
}
