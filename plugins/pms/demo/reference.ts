import { randomInt } from 'node:crypto';

// None that sounds or looks like another in Spanish or English: no B beside V, no M beside N, no O, no I, no 0 and 1.
const letters = 'ACFHJKLRTXY';
const digits = '23456789';

/** `KRTA-4827`: easily said on the telephone, and one of sixty million. */
export function newReference(): string {
  const some = (from: string) => Array.from({ length: 4 }, () => from[randomInt(from.length)]).join('');
  return `${some(letters)}-${some(digits)}`;
}

/** As guests write it: `krta 4827`, `KRTA4827`. */
export function normalReference(text: string): string {
  const plain = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return `${plain.slice(0, 4)}-${plain.slice(4)}`;
}
