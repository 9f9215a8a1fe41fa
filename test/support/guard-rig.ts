import { createGuard, type GuardTools } from '../../core/resilience/guard.ts';
import { changePolicy, defaultPolicy, type PolicyChanges } from '../../core/resilience/policy.ts';

export class Broken extends Error {}

export const never = new AbortController().signal;

/** A guard whose events are written down, with a call that works and one that fails. */
export function aGuard(changes: PolicyChanges = {}, tools: GuardTools = {}) {
  const states: number[] = [];
  const results: string[] = [];
  const told: string[] = [];
  const events = {
    state: (state: number) => void states.push(state),
    called: (result: string) => void results.push(result),
    retried: (operation: string) => void told.push(`retried ${operation}`),
    timedOut: (operation: string) => void told.push(`timed out ${operation}`),
  };
  const guard = createGuard('pms', events, changePolicy(defaultPolicy, { timeoutSeconds: 1, ...changes }), tools);
  let calls = 0;
  const run = <T>(call: (signal: AbortSignal) => Promise<T>, signal = never, again = false) =>
    guard.run(
      (inner) => {
        calls += 1;
        return call(inner);
      },
      signal,
      { operation: 'find', again },
    );
  return {
    guard,
    states,
    results,
    told,
    calls: () => calls,
    run,
    ok: (signal = never) => run(async () => 'ok', signal),
    fail: () => run(() => Promise.reject(new Broken())).catch((error) => error),
  };
}
