import { BotonesError } from '@botones/contract';
import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import { type Clock, monotonicClock } from './clock.ts';
import type { Policy } from './policy.ts';
import { CallerGone, CallerLate } from './within.ts';

/** 0 closed, 1 open, 2 half-open. */
export type BreakerState = 0 | 1 | 2;

export interface Breaker {
  /** What it would do with a call just now: an open one whose rest is over would let it try. */
  readonly state: BreakerState;
  /** @throws BotonesError `ERR_BREAKER_OPEN` without a call; else what `call` threw. */
  run<T>(call: () => Promise<T>): Promise<T>;
}

const states = { [CircuitState.Closed]: 0, [CircuitState.Open]: 1, [CircuitState.HalfOpen]: 2 } as const;

/** So many failures in a row open it; after its rest one call goes ahead, and the others wait for that one's fate. */
export function createBreaker(
  system: string,
  changed: (state: BreakerState) => void,
  { failures, halfOpenSeconds }: Policy['breaker'],
  clock: Clock = monotonicClock,
): Breaker {
  let restsUntil = 0;
  // Cockatiel measures the rest by the wall clock, which may be set back by hours; so it is told for ever, or not at all.
  const rest = {
    get duration() {
      return clock.now() < restsUntil ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    },
    next: () => rest,
  };
  const breaker: CircuitBreakerPolicy = circuitBreaker(
    // What a breaker does not count it takes for a success; a system on trial is not known to be well by that.
    handleWhen(
      (error) =>
        !(error instanceof CallerGone) || error instanceof CallerLate || breaker.state === CircuitState.HalfOpen,
    ),
    { halfOpenAfter: rest, breaker: new ConsecutiveBreaker(failures) },
  );
  breaker.onBreak(() => {
    restsUntil = clock.now() + halfOpenSeconds * 1000;
  });
  breaker.onStateChange((state) => {
    if (state !== CircuitState.Isolated) changed(states[state]);
  });
  changed(0);

  return {
    get state() {
      if (breaker.state === CircuitState.Open) return clock.now() < restsUntil ? 1 : 2;
      return states[breaker.state as Exclude<CircuitState, CircuitState.Isolated>];
    },
    async run(call) {
      try {
        return await breaker.execute(call);
      } catch (error) {
        throw error instanceof BrokenCircuitError ? open(system) : error;
      }
    },
  };
}

export function open(system: string): BotonesError {
  return new BotonesError('ERR_BREAKER_OPEN', `${system} is given a rest.`);
}
