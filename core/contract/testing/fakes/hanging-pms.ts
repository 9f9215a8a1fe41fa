import { pmsOperations } from '../../ports/pms.ts';
import { type FakePms, fakePms } from './fake-pms.ts';

/** A PMS that never answers: each call waits until its signal is aborted. */
export function hangingPms(): FakePms {
  const pms = fakePms();
  const hang =
    (method: keyof typeof pmsOperations) =>
    (...given: unknown[]) => {
      const operation = pmsOperations[method];
      const key = operation.does === 'write' ? String(given[operation.key]) : undefined;
      pms.calls.push({ method, ...(key === undefined ? {} : { key }) });
      const signal = given.at(-1) as AbortSignal;
      return new Promise<never>((_, reject) => {
        if (signal.aborted) reject(signal.reason);
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    };
  const methods = Object.keys(pmsOperations) as (keyof typeof pmsOperations)[];
  return { ...pms, ...Object.fromEntries(methods.map((method) => [method, hang(method)])) };
}
