/**
 * What was asked for, or null when it takes longer. It goes on, and its fate is nobody's then.
 *
 * @throws what `signal` was aborted with, at once; what `asking` throws.
 */
export async function orAfter<T>(milliseconds: number, asking: Promise<T>, signal: AbortSignal): Promise<T | null> {
  const over = Promise.withResolvers<null>();
  const leave = () => over.reject(signal.reason);
  const timer = setTimeout(() => over.resolve(null), milliseconds);
  signal.addEventListener('abort', leave, { once: true });
  asking.catch(() => {});
  try {
    return await Promise.race([asking, over.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
  }
}
