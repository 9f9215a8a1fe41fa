const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/** Milliseconds before try number `failures` + 1: doubling from 0.5 s to 15 s, spread by half so that not all guests return at once. */
export function backoff(failures: number, random: () => number = Math.random): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return whole * (0.5 + random() / 2);
}
