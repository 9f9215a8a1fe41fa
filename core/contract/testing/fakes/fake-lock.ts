import { BotonesError } from '../../errors.ts';
import type { RunLocked } from '../../plugin-store.ts';

/** Locks of this process, with the promises of the real ones; `taken` lists what was locked, in order. */
export function fakeLock(): RunLocked & { readonly taken: readonly string[] } {
  const taken: string[] = [];
  const tails = new Map<string, Promise<unknown>>();
  let token = 0;
  const run: RunLocked = async (resource, { seconds, waitSeconds = seconds, signal }, work) => {
    signal.throwIfAborted();
    const before = tails.get(resource) ?? Promise.resolve();
    const { promise: done, resolve: release } = Promise.withResolvers<void>();
    tails.set(
      resource,
      before.then(() => done),
    );
    const patience = AbortSignal.any([signal, AbortSignal.timeout(waitSeconds * 1000)]);
    try {
      await Promise.race([before, refusal(patience)]);
      if (signal.aborted) throw signal.reason;
      taken.push(resource);
      token += 1;
      return await work(token, AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]));
    } catch (error) {
      if (error === patience.reason && !signal.aborted)
        throw new BotonesError('ERR_TIMEOUT', `${resource} was not free in time.`, { cause: error });
      throw error;
    } finally {
      release();
    }
  };
  return Object.assign(run, { taken });
}

function refusal(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
