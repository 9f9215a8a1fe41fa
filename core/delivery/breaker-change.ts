import { randomUUID } from 'node:crypto';
import type { AuditEntry, OperatorAlert } from '@botones/contract';
import type { BreakerState } from '../resilience/breaker.ts';

export interface BreakerChange {
  readonly property: string;
  readonly system: string;
  readonly state: BreakerState;
}

const events = { 0: 'breaker.closed', 1: 'breaker.opened', 2: 'breaker.tried' } as const;

/** A breaker's change as a row of the trail, and as an alert where operators should know. */
export function describeBreakerChange(
  { property, system, state }: BreakerChange,
  at: Temporal.Instant,
): { entry: AuditEntry; alert: OperatorAlert | null } {
  const event = events[state];
  const facts = { id: randomUUID(), at: at.toString(), property };
  const entry = { ...facts, subject: system, event, data: { system, state } };
  if (event === 'breaker.tried') return { entry, alert: null };
  const text =
    event === 'breaker.opened'
      ? `${system} of ${property} failed several times in a row and is given a rest; guests hear that it cannot be asked.`
      : `${system} of ${property} works again.`;
  return { entry, alert: { ...facts, kind: event, system, text } };
}
