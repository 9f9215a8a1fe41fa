import type { Pms } from '../../ports/pms.ts';
import type { FakePms } from './fake-pms.ts';

/** A PMS that never answers: each call waits until its signal is aborted. */
export function hangingPms(): FakePms {
  const calls: FakePms['calls'] = [];
  const hang = (method: keyof Pms, signal: AbortSignal, key?: string) => {
    calls.push({ method, ...(key === undefined ? {} : { key }) });
    return new Promise<never>((_, reject) => {
      if (signal.aborted) reject(signal.reason);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  };
  return {
    calls,
    getRoomTypes: (signal) => hang('getRoomTypes', signal),
    searchOffers: (_search, signal) => hang('searchOffers', signal),
    createReservation: (_request, key, signal) => hang('createReservation', signal, key),
    findReservation: (_query, signal) => hang('findReservation', signal),
  };
}
