/** The caller went away. That says nothing about the other side: five guests who leave must not open its breaker. */
export class CallerGone extends Error {
  constructor(reason: unknown) {
    super('The caller went away.', { cause: reason });
  }
}

/** So long a system may keep a caller until the caller's own time is over. */
const PATIENCE_MS = 5_000;

/**
 * A caller whose own time ran out while it waited for the system, as a turn's does before a hanging PMS is late. It left
 * nobody in the lurch: the system did, as if it had been late itself.
 */
export class CallerLate extends CallerGone {
  static is(reason: unknown, waitedMs: number): boolean {
    const { code, name } = (reason ?? {}) as { code?: unknown; name?: unknown };
    return (code === 'ERR_TIMEOUT' || name === 'TimeoutError') && waitedMs >= PATIENCE_MS;
  }
}

/**
 * Settles with the call, or with `late()` after so many milliseconds, or when the caller goes away, whichever is first,
 * even if the call does not listen to its signal. Raced by hand: cockatiel's aggressive timeout costs 9 µs a call, this 2.
 *
 * @throws CallerGone with the caller's reason as its cause; what `late` gives; what the call threw.
 */
export async function within<T>(
  milliseconds: number,
  late: () => Error,
  signal: AbortSignal,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (signal.aborted) throw new CallerGone(signal.reason);
  const inner = new AbortController();
  let leave: () => void = () => {};
  let expire: () => void = () => {};
  const interrupted = new Promise<never>((_, reject) => {
    leave = () => {
      reject(new CallerGone(signal.reason));
      inner.abort(signal.reason);
    };
    expire = () => {
      const error = late();
      reject(error);
      inner.abort(error);
    };
  });
  const timer = setTimeout(() => expire(), milliseconds);
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([call(inner.signal), interrupted]);
  } catch (error) {
    throw signal.aborted && !(error instanceof CallerGone) ? new CallerGone(signal.reason) : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
  }
}
