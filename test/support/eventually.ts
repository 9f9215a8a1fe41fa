/** Asks again until the answer is yes, for states that nobody announces. Fails with `what` after ten seconds. */
export async function eventually(what: string, check: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await check())) {
    if (performance.now() > end) throw new Error(`It never came to pass that ${what}.`);
    await new Promise((next) => setTimeout(next, 5));
  }
}
