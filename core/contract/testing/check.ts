/** One promise of the contract, as a sentence about the plugin, and how to see that it is kept. */
export interface Check {
  readonly title: string;
  /** Rejects, mostly with an AssertionError, when the promise is broken. */
  run(): Promise<void>;
}

interface Runner {
  describe(title: string, body: () => void): void;
  it(title: string, test: () => Promise<void>): void;
}

/** Hands checks to the test runner that is there: mocha, or any other with `describe` and `it` as globals. */
export function describeChecks(title: string, checks: readonly Check[]): void {
  const { describe, it } = globalThis as unknown as Partial<Runner>;
  if (!describe || !it) {
    throw new Error('There is no test runner: run this file with mocha, or give the checks to your runner one by one.');
  }
  describe(title, () => {
    for (const check of checks) it(check.title, () => check.run());
  });
}
