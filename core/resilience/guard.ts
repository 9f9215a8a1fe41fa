import { BotonesError } from '@botones/contract';
import { ExponentialBackoff, halfJitterGenerator } from 'cockatiel';
import { type BreakerState, createBreaker, open } from './breaker.ts';
import { type Clock, monotonicClock } from './clock.ts';
import { type Judge, judge } from './judge.ts';
import type { Limits } from './limit.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { createSlots } from './slots.ts';
import { CallerGone, CallerLate, within } from './within.ts';

export interface GuardEvents {
  state(state: BreakerState): void;
  /** One try. `declined`: the system answered no. `refused`: not called at all. `left`: the caller went away. */
  called(result: CallResult, seconds: number, operation: string): void;
  /** A try is followed by another. */
  retried?(operation: string): void;
  timedOut?(operation: string): void;
  /** The fallback answers. */
  fellBack?(operation: string): void;
}

export type CallResult = 'ok' | 'declined' | 'failed' | 'refused' | 'left';

export interface CallOptions {
  /** For metrics. */
  readonly operation?: string;
  /** The call may be made again after a failure: a read, or a write with its key. */
  readonly again?: boolean;
  /** Answers in place of a system that failed or could not be asked. */
  readonly instead?: ((error: unknown) => Promise<unknown>) | null;
}

/** Runs calls to one outside system as its policy says. */
export interface Guard {
  /** Of its breaker; half open, too, when its rest is over and nobody has called yet. */
  readonly state: BreakerState;
  /**
   * @throws BotonesError `ERR_TIMEOUT`; `ERR_BREAKER_OPEN` or `ERR_BUSY` without any call; what the caller's signal was
   * aborted with; else what the last `call` threw.
   */
  run<T>(call: (signal: AbortSignal) => Promise<T>, signal: AbortSignal, options?: CallOptions): Promise<T>;
}

export interface GuardTools {
  readonly clock?: Clock;
  readonly judge?: Judge;
  /** Counts for `policy.limit`, which is left out of account without it. */
  readonly limits?: Limits;
}

/** What the system answered when it declined; to the breaker that is a success. */
class Declined {
  readonly error: unknown;
  constructor(error: unknown) {
    this.error = error;
  }
}

const once: CallOptions = {};

/**
 * The wraps, from the outside in: deadline, tries, turn (concurrency, pacing, shared limit), breaker, time of one try.
 * The breaker stands inside the tries, so each failed call counts and the fifth opens it, not the fifth guest; the
 * turn stands outside the breaker, so waiting for it is nobody's failure.
 */
export function createGuard(
  system: string,
  events: GuardEvents,
  policy: Policy = defaultPolicy,
  tools: GuardTools = {},
): Guard {
  const { clock = monotonicClock, judge: judgeError = judge, limits } = tools;
  const breaker = createBreaker(system, events.state, policy.breaker, clock);
  const slots = policy.concurrency === null && policy.pacing === null ? null : createSlots(system, policy);
  const backoff = new ExponentialBackoff({
    generator: halfJitterGenerator,
    initialDelay: policy.backoff.firstSeconds * 1000,
    maxDelay: policy.backoff.maxSeconds * 1000,
  });
  const hasQueue = slots !== null || (policy.limit !== null && limits !== undefined);
  let busyUntil = 0;

  async function run<T>(call: (signal: AbortSignal) => Promise<T>, signal: AbortSignal, options = once): Promise<T> {
    const { operation = 'call', instead } = options;
    if (!instead) return tryAgain(call, signal, options);
    try {
      return await tryAgain(call, signal, options);
    } catch (error) {
      if (signal.aborted || !judgeError(error).again) throw error;
      events.fellBack?.(operation);
      return (await instead(error)) as T;
    }
  }

  async function tryAgain<T>(
    call: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
    options: CallOptions,
  ): Promise<T> {
    const { operation = 'call', again = false } = options;
    const end = clock.now() + policy.deadlineSeconds * 1000;
    const tries = again ? policy.tries : 1;
    let pauses = backoff.next();
    let failure: unknown;
    for (let n = 1; ; n += 1) {
      const started = clock.now();
      const note = (result: CallResult) => events.called(result, (clock.now() - started) / 1000, operation);
      let giveBack: (() => void) | null = null;
      let made = false;
      const make = (inner: AbortSignal) => {
        made = true;
        return call(inner);
      };
      try {
        signal.throwIfAborted();
        // Nobody stands in a queue before a closed door.
        if (breaker.state === 1) throw open(system);
        if (hasQueue || busyUntil > started) giveBack = await waitForTurn(end, signal);
        const result = await attempt(make, () => made, end, signal, operation);
        if (!(result instanceof Declined)) {
          note('ok');
          return result;
        }
        note(judgeError(result.error).ours ? 'failed' : 'declined');
        failure = result.error;
      } catch (error) {
        if (signal.aborted || error instanceof CallerGone) {
          note(error instanceof CallerLate ? 'failed' : 'left');
          throw error instanceof CallerGone ? error.cause : signal.reason;
        }
        note(made ? 'failed' : 'refused');
        // A try that was not made says nothing of those before it: a write may have happened.
        if (!made) throw failure ?? error;
        failure = error;
      } finally {
        giveBack?.();
      }
      const { again: worthwhile, restSeconds } = judgeError(failure);
      if (restSeconds !== null) busyUntil = Math.max(busyUntil, clock.now() + restSeconds * 1000);
      const pause = Math.max(pauses.duration, (restSeconds ?? 0) * 1000);
      const hopeless = breaker.state === 1 || clock.now() + pause >= end;
      if (n >= tries || !worthwhile || hopeless) throw failure;
      events.retried?.(operation);
      await clock.sleep(pause, signal);
      pauses = pauses.next(undefined as never);
    }
  }

  async function waitForTurn(end: number, signal: AbortSignal): Promise<(() => void) | null> {
    if (busyUntil > clock.now()) await pauseUntil(busyUntil, end, signal);
    const giveBack = slots && (await within(end - clock.now(), busy, signal, (inner) => slots.take(inner)));
    try {
      await takeShare(end, signal);
    } catch (error) {
      giveBack?.();
      throw error;
    }
    return giveBack;
  }

  async function takeShare(end: number, signal: AbortSignal): Promise<void> {
    const { limit } = policy;
    if (limit === null || limits === undefined) return;
    for (;;) {
      // A Redis that falls silent keeps the question for a second; whoever leaves need not wait for that.
      const seconds = await within(end - clock.now(), busy, signal, () => limits.take(system, limit));
      if (seconds === 0) return;
      await pauseUntil(clock.now() + seconds * 1000, end, signal);
    }
  }

  async function pauseUntil(until: number, end: number, signal: AbortSignal): Promise<void> {
    if (until >= end) throw busy();
    await clock.sleep(until - clock.now(), signal);
  }

  function busy(): BotonesError {
    return new BotonesError('ERR_BUSY', `${system} has no room for another call just now.`);
  }

  async function attempt<T>(
    call: (signal: AbortSignal) => Promise<T>,
    isMade: () => boolean,
    end: number,
    signal: AbortSignal,
    operation: string,
  ): Promise<T | Declined> {
    const guarded = async () => {
      const began = clock.now();
      const milliseconds = Math.min(policy.timeoutSeconds * 1000, end - clock.now());
      const expire = () => {
        events.timedOut?.(operation);
        return late(milliseconds);
      };
      try {
        return await within(milliseconds, expire, signal, call);
      } catch (error) {
        if (error instanceof CallerGone && CallerLate.is(error.cause, clock.now() - began)) {
          events.timedOut?.(operation);
          throw new CallerLate(error.cause);
        }
        const { counts, ours } = judgeError(error);
        // A system on trial is not known to be well by a call that did not reach it.
        const undecided = ours && breaker.state === 2;
        if (error instanceof CallerGone || counts || undecided) throw error;
        return new Declined(error);
      }
    };
    if (breaker.state === 0) return breaker.run(guarded);
    // Half open, it may hold this call back until it knows the fate of the one ahead.
    const left = end - clock.now();
    return within(
      left,
      () => (isMade() ? late(left) : busy()),
      signal,
      () => breaker.run(guarded),
    );
  }

  function late(milliseconds: number): BotonesError {
    return new BotonesError('ERR_TIMEOUT', `${system} took longer than ${Math.round(milliseconds)} ms.`);
  }

  return {
    get state() {
      return breaker.state;
    },
    run,
  };
}
