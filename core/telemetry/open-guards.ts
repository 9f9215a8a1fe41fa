import type { BreakerState } from '../resilience/breaker.ts';
import { createGuard, type Guard } from '../resilience/guard.ts';
import type { Limits } from '../resilience/limit.ts';
import { changePolicy, defaultPolicy, type Policy, type PolicyChanges } from '../resilience/policy.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import { observeGuard } from './observe.ts';

export interface GuardsParts {
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly limits: Limits;
  /** A breaker opened, is tried, or closed; not called for its first state. */
  changed(change: { property: string; system: string; state: BreakerState }): void;
}

/** A guard of one property around one outside system: watched, and with limits of its own. Later changes go before earlier ones. */
export type GuardOf = (property: string, system: string, ...changes: readonly (PolicyChanges | undefined)[]) => Guard;

export function openGuards({ metrics, logger, limits, changed }: GuardsParts): GuardOf {
  return (property, system, ...changes) => {
    const policy = changes.reduce<Policy>((before, change) => changePolicy(before, change ?? {}), defaultPolicy);
    const watched = observeGuard({ property, system }, metrics, logger);
    let isNew = true;
    const state = (state: BreakerState) => {
      watched.state(state);
      if (!isNew) changed({ property, system, state });
      isNew = false;
    };
    const guard = createGuard(system, { ...watched, state }, policy, {
      limits: { take: (key, limit) => limits.take(`${property}:${key}`, limit) },
    });
    metrics.showBreaker(property, system, () => guard.state);
    return guard;
  };
}
