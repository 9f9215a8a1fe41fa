import { BotonesError } from '@botones/contract';
import Bottleneck from 'bottleneck';
import type { Policy } from './policy.ts';

/** Hands out turns in the order in which they were asked for. */
export interface Slots {
  /** Waits for a turn; the caller gives it back. @throws what `signal` was aborted with, at once; `ERR_BUSY`. */
  take(signal: AbortSignal): Promise<() => void>;
}

/** More than these wait for nothing: their callers' time would be over. */
const MAX_WAITING = 1_000;
const noop = () => {};

/**
 * Concurrency by a count of our own, which costs nothing while there is room; pacing by Bottleneck, whose timers cost
 * 5 ms a call and are spent only where calls shall be spread anyway. Neither Bottleneck nor cockatiel lets go of a
 * caller that leaves its queue, so callers wait here, and Bottleneck sees one of them at a time.
 */
export function createSlots(system: string, { concurrency, pacing }: Pick<Policy, 'concurrency' | 'pacing'>): Slots {
  const room = concurrency ?? Number.POSITIVE_INFINITY;
  const pace = pacing && new Bottleneck({ minTime: (pacing.seconds * 1000) / pacing.calls });
  const waiting = new Set<() => void>();
  let running = 0;
  let asked = false;

  function giveBack(): void {
    running -= 1;
    serve();
  }

  function serve(): void {
    if (waiting.size === 0 || running >= room) return;
    if (pace === null) {
      next();
    } else if (!asked) {
      asked = true;
      void pace.schedule(async () => {
        asked = false;
        next();
      });
    }
  }

  function next(): void {
    if (running >= room) return;
    const [first] = waiting;
    if (first === undefined) return;
    waiting.delete(first);
    running += 1;
    first();
    serve();
  }

  return {
    take(signal) {
      if (pace === null && running < room && waiting.size === 0) {
        running += 1;
        return Promise.resolve(once(giveBack));
      }
      if (waiting.size >= MAX_WAITING)
        return Promise.reject(new BotonesError('ERR_BUSY', `Too many calls wait for ${system}.`));
      return new Promise((resolve, reject) => {
        const leave = () => {
          waiting.delete(start);
          reject(signal.reason);
        };
        const start = () => {
          signal.removeEventListener('abort', leave);
          resolve(once(giveBack));
        };
        if (signal.aborted) return reject(signal.reason);
        signal.addEventListener('abort', leave, { once: true });
        waiting.add(start);
        serve();
      });
    },
  };
}

/** A turn that is given back twice must not make room twice. */
function once(act: () => void): () => void {
  let todo = act;
  return () => {
    const now = todo;
    todo = noop;
    now();
  };
}
