import {
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleAll,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import { createGuard } from '../../../core/resilience/guard.ts';
import { harden } from '../../../core/resilience/harden.ts';
import { createLimits } from '../../../core/resilience/limit.ts';
import { changePolicy, defaultPolicy, type PolicyChanges } from '../../../core/resilience/policy.ts';
import { createMetrics } from '../../../core/telemetry/metrics.ts';
import { observeGuard } from '../../../core/telemetry/observe.ts';
import { makeLogger } from '../../support/log-lines.ts';

interface Desk {
  find(name: string, signal: AbortSignal): Promise<string>;
}

/** Answers in the next microtask, as a call that costs nothing would. */
export const desk: Desk = {
  async find(name) {
    return name;
  },
};

/** Behind `harden`, with metrics as in a running bot. */
export function hardenedDesk(changes: PolicyChanges = {}): Desk {
  const metrics = createMetrics({ pool: () => ({ size: 0, checkedOut: 0 }) });
  const events = observeGuard({ property: 'bench', system: 'pms' }, metrics, makeLogger('fatal').logger);
  const guard = createGuard('pms', events, changePolicy(defaultPolicy, changes), { limits: createLimits(null) });
  return harden(desk, { find: { does: 'read' } }, guard);
}

/** What cockatiel alone has for the same: retry, breaker, bulkhead and a timeout that does not wait for its call. */
export function cockatielDesk(): Desk {
  const policy = wrap(
    retry(handleAll, { maxAttempts: 2, backoff: new ExponentialBackoff() }),
    circuitBreaker(handleAll, { halfOpenAfter: 30_000, breaker: new ConsecutiveBreaker(5) }),
    bulkhead(100, 1_000),
    timeout(30_000, TimeoutStrategy.Aggressive),
  );
  return { find: (name, signal) => policy.execute(({ signal: inner }) => desk.find(name, inner), signal) };
}
