/**
 * What may go wrong with a request, besides what the platform itself refuses. With `taken: true` the platform has done
 * what it was asked before the client is left alone: the cases in which nobody can know.
 */
export type Mishap<E> =
  | { kind: 'error'; error: E }
  /** The page of a proxy in between, in HTML. */
  | { kind: 'page'; status: number; taken?: boolean }
  | { kind: 'hang' | 'reset'; taken: boolean }
  /** A proxy in between sends it twice, and passes on the second answer. */
  | { kind: 'twice' }
  /** Done, and answered with half a body. */
  | { kind: 'garbled' }
  | { kind: 'slow'; ms: number };

interface Planned<E, R> {
  mishap: Mishap<E>;
  left: number;
  when: (request: R) => boolean;
}

/** Which requests fare badly, and how. */
export interface Mishaps<E, R> {
  /** The next `times` requests (1) that `when` picks. */
  next(mishap: Mishap<E>, choice?: { times?: number; when?: (request: R) => boolean }): void;
  /** All of them, until `clear`. */
  always(mishap: Mishap<E>, when?: (request: R) => boolean): void;
  clear(): void;
  /** For the fake itself: what befalls this request. */
  take(request: R): Mishap<E> | null;
}

export function planMishaps<E, R>(): Mishaps<E, R> {
  const planned: Planned<E, R>[] = [];
  return {
    next: (mishap, { times = 1, when = () => true } = {}) => void planned.push({ mishap, left: times, when }),
    always: (mishap, when = () => true) => void planned.push({ mishap, left: Number.POSITIVE_INFINITY, when }),
    clear: () => void planned.splice(0),
    take(request) {
      const one = planned.find(({ left, when }) => left > 0 && when(request));
      if (!one) return null;
      one.left -= 1;
      return one.mishap;
    },
  };
}
