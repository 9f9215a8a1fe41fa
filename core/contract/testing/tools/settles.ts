import assert from 'node:assert/strict';

/** Far more than anything here needs; only what hangs gets that far. */
const PATIENCE_MS = 1500;

/** The settled result, whether it resolves or rejects; fails with `complaint` when it does neither. */
export async function settles<T>(promise: Promise<T>, complaint: string): Promise<PromiseSettledResult<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hangs = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new assert.AssertionError({ message: complaint })), PATIENCE_MS);
  });
  try {
    const [result] = await Promise.race([Promise.allSettled([promise]), hangs]);
    return result;
  } finally {
    clearTimeout(timer);
  }
}
