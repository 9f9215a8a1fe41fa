import type { Notifier } from '@botones/contract';
import type { Jobs, Task } from '../jobs/jobs.ts';
import type { Guard } from '../resilience/guard.ts';
import type { Database } from '../store/database.ts';
import { findForgotten, markNotified, readHandoffCall } from './handoffs.ts';

/** Calls people, as a job: tried again until the notifier has taken it. */
export function createNotifyTask(
  database: Database,
  notifiers: ReadonlyMap<string, { notifier: Notifier; guard: Guard }>,
): Task {
  return async ({ id }, signal) => {
    const call = await readHandoffCall(database, String(id));
    if (call === null) return;
    const known = notifiers.get(call.property);
    // Thrown so that the job comes back, to a process that knows this hotel.
    if (known === undefined) throw new Error('This process does not know the property of the call.');
    await known.guard.run((inner) => known.notifier.notify(call, inner), signal, { operation: 'notify' });
    await markNotified(database, call.id);
  };
}

/** The job that calls people to a handoff; however often it is filed, one waits. */
export const callJob = (id: string): Parameters<Jobs['add']> => ['notify-handoff', { id }, `handoff-${id}`];

/** Finds handoffs whose job was never filed, because their process died in between. */
export function createSweepTask(database: Database, call: (id: string) => Promise<void>): Task {
  return async () => {
    for (const id of await findForgotten(database)) await call(id);
  };
}
