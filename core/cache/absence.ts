/** Rest after a failure before Redis is asked again: a black hole costs each question a second otherwise. */
const REST_MS = 2_000;

/** Whether Redis failed just now, so that nobody waits for it who need not. */
export interface Absence {
  readonly isAway: boolean;
  failed(): void;
}

export function createAbsence(now: () => number = () => performance.now()): Absence {
  let until = 0;
  return {
    get isAway() {
      return now() < until;
    },
    failed() {
      until = now() + REST_MS;
    },
  };
}
