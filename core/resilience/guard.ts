import { BotonesError } from '@botones/contract';
import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';

export interface GuardPolicy {
  /** Longest time for one call. */
  readonly timeoutMs: number;
  /** Consecutive failures that open the breaker. */
  readonly failures: number;
  /** Rest before one call may try again. */
  readonly halfOpenAfterMs: number;
}

/** Figures of the blueprint. */
export const guardPolicy: GuardPolicy = { timeoutMs: 30_000, failures: 5, halfOpenAfterMs: 30_000 };

export interface GuardEvents {
  /** 0 closed, 1 open, 2 half-open. */
  state(state: 0 | 1 | 2): void;
  called(result: 'ok' | 'failed' | 'refused', seconds: number): void;
}

/** Runs calls to one outside system under a deadline and a breaker. */
export interface Guard {
  /** @throws BotonesError `ERR_TIMEOUT`, `ERR_BREAKER_OPEN`; else what `call` threw. */
  run<T>(call: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** The caller went away. That says nothing about the other side: five guests who leave must not open its breaker. */
class CallerGone extends Error {}

const states = { [CircuitState.Closed]: 0, [CircuitState.Open]: 1, [CircuitState.HalfOpen]: 2 } as const;

/** A breaker alone, for work inside this process: nothing to wait for, so no deadline. */
export function createBreaker(system: string, events: GuardEvents, policy: GuardPolicy = guardPolicy) {
  const breaker: CircuitBreakerPolicy = circuitBreaker(
    // What a breaker does not count it takes for a success; a system on trial is not known to be well by that.
    handleWhen((error) => !(error instanceof CallerGone) || breaker.state === CircuitState.HalfOpen),
    { halfOpenAfter: policy.halfOpenAfterMs, breaker: new ConsecutiveBreaker(policy.failures) },
  );
  breaker.onStateChange((state) => {
    if (state !== CircuitState.Isolated) events.state(states[state]);
  });
  events.state(0);

  /** @throws BotonesError `ERR_BREAKER_OPEN`; else what `call` threw. */
  return async function run<T>(call: () => T | Promise<T>): Promise<T> {
    const started = performance.now();
    const note = (result: 'ok' | 'failed' | 'refused') => events.called(result, (performance.now() - started) / 1000);
    try {
      const result = await breaker.execute(call);
      note('ok');
      return result;
    } catch (error) {
      if (error instanceof BrokenCircuitError) {
        note('refused');
        throw new BotonesError('ERR_BREAKER_OPEN', `${system} is given a rest.`, { cause: error });
      }
      note('failed');
      throw error instanceof CallerGone ? error.cause : error;
    }
  };
}

/** Breaker and deadline, for calls that leave the process. */
export function createGuard(system: string, events: GuardEvents, policy: GuardPolicy = guardPolicy): Guard {
  const run = createBreaker(system, events, policy);
  return { run: (call, signal) => run(() => beforeDeadline(system, call, policy.timeoutMs, signal)) };
}

/** Settles with the call or at the deadline, whichever is first, even if the call does not listen to its signal. */
async function beforeDeadline<T>(
  system: string,
  call: (signal: AbortSignal) => Promise<T>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<T> {
  const deadline = new AbortController();
  let leave: () => void = () => {};
  let expire: () => void = () => {};
  const interrupted = new Promise<never>((_, reject) => {
    leave = () => {
      deadline.abort(signal.reason);
      reject(new CallerGone('The caller went away.', { cause: signal.reason }));
    };
    expire = () => {
      const late = new BotonesError('ERR_TIMEOUT', `${system} took longer than ${timeoutMs} ms.`);
      deadline.abort(late);
      reject(late);
    };
  });
  const timer = setTimeout(() => expire(), timeoutMs);
  signal.addEventListener('abort', leave, { once: true });
  try {
    if (signal.aborted) throw new CallerGone('The caller went away.', { cause: signal.reason });
    return await Promise.race([call(deadline.signal), interrupted]);
  } catch (error) {
    throw signal.aborted ? new CallerGone('The caller went away.', { cause: signal.reason }) : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
  }
}
