import { BotonesError, type Operation, type PluginDatabase, pmsOperations } from '@botones/contract';
import type { Hotel } from './hotel.ts';

/** What every operation works with. */
export interface Desk {
  readonly hotel: Hotel;
  readonly database: PluginDatabase;
  readonly now: () => Temporal.Instant;
}

/**
 * Lets go when `signal` is aborted, and turns what the database throws into the words of the port. A write whose end
 * was not seen may have been made: its key tells at the next try.
 */
export async function serve<T>(
  method: keyof typeof pmsOperations,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const left = Promise.withResolvers<never>();
  const leave = () => left.reject(signal.reason);
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([work(), left.promise]);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof BotonesError && error.code.startsWith('ERR_PMS_')) throw error;
    const { does }: Operation = pmsOperations[method];
    if (does === 'read') throw new BotonesError('ERR_PMS_DOWN', 'The database does not answer.', { cause: error });
    throw new BotonesError('ERR_PMS_UNKNOWN_OUTCOME', 'The database went away in a write.', { cause: error });
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
