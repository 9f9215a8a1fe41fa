import { type Audit, auditOperations } from '@botones/contract';
import type { Guard } from '../resilience/guard.ts';
import { harden } from '../resilience/harden.ts';
import type { PolicyChanges } from '../resilience/policy.ts';

/** A booking waits for its line, within a turn of 20 s; behind a sink that hangs it should still find time. */
export const auditPolicy: PolicyChanges = { timeoutSeconds: 5, deadlineSeconds: 10 };

/** The sink of each hotel behind a guard of its own; what a hotel left behind that is gone goes to the first. */
export function guardSinks(
  guards: readonly (readonly [property: string, guard: Guard])[],
  sink: Audit,
): (property: string) => Audit {
  const sinks = new Map(guards.map(([property, guard]) => [property, harden(sink, auditOperations, guard)]));
  const [first = sink] = sinks.values();
  return (property) => sinks.get(property) ?? first;
}
