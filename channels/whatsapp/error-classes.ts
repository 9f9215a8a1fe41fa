/** What an error code of Meta's asks for. */
export type ErrorClass = 'retry' | 'pair' | 'account' | 'window' | 'recipient' | 'content';

const classes: readonly [ErrorClass, readonly (number | readonly [from: number, to: number])[]][] = [
  ['pair', [131056]],
  ['retry', [1, 2, 4, 80007, 130429, 131000, 131016, 131057, 133004]],
  ['account', [0, 3, 10, 190, [200, 299], 131005, 131031, 368, 130497, 131042, 131045, 131048, 131064, 133010]],
  // 470 was its number until 2022.
  ['window', [131047, 470]],
  ['recipient', [131026, 131021, 131030, 130403, 131049, 131050, 130472, 131062]],
];

const byCode = new Map<number, ErrorClass>();
for (const [name, codes] of classes) {
  for (const code of codes) {
    const [from, to] = typeof code === 'number' ? [code, code] : code;
    for (let each = from; each <= to; each++) byCode.set(each, name);
  }
}

/** Faults of ours: in a message, a file or a template. */
const ours = new Set([100, 131008, 131009, 131051, 131052, 131053, 135000]);

/** Does the page of Meta's codes list it? */
export function isKnown(code: number): boolean {
  return byCode.has(code) || ours.has(code) || (code >= 132000 && code <= 132999);
}

/** Codes decide, not HTTP: Meta answers most of them with 400. What is not listed is our own fault. */
export function classOf(code: number): ErrorClass {
  return byCode.get(code) ?? 'content';
}
