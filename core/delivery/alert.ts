import type { Notifier, OperatorAlert } from '@botones/contract';
import type { Task } from '../jobs/jobs.ts';
import type { Guard } from '../resilience/guard.ts';
import type { Tally } from './tally.ts';

export interface AlertDesk {
  readonly notifier: Notifier;
  readonly guard: Guard;
  /** One alert of a kind in this time. */
  readonly cooldownSeconds: number;
}

/** What the job is told: the alert, as plain data. */
export type AlertJob = OperatorAlert & Record<string, unknown>;

/**
 * Alerts operators, as a job: tried again until the notifier has taken it. Others of its kind are left out for the
 * hotel's cooldown, whichever process they come from; the same alert passes at every try.
 */
export function createAlertTask(desks: ReadonlyMap<string, AlertDesk>, tally: Tally): Task {
  return async (payload, signal) => {
    const alert = payload as AlertJob;
    const desk = desks.get(alert.property);
    if (desk === undefined) throw new Error('This process does not know the property of the alert.');
    const { notifier, guard, cooldownSeconds } = desk;
    if (notifier.alert === undefined) return;
    const kind = `alert:${alert.property}:${alert.kind}:${alert.system}`;
    if (cooldownSeconds > 0 && (await tally(kind, alert.id, { points: 1, seconds: cooldownSeconds })) > 0) return;
    await guard.run(async (inner) => notifier.alert?.(alert, inner), signal, { operation: 'alert' });
  };
}
