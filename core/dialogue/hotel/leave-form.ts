import { type Domain, requestedSlot } from '../domain/domain.ts';
import type { DialogueEvent } from '../tracking/event.ts';
import { activeLoop } from '../tracking/memory.ts';
import type { Tracker } from '../tracking/tracker.ts';
import { misunderstood } from './names.ts';

/**
 * Leaves the form that runs, in the middle: what was answered so far is forgotten, so that the next time it is asked
 * anew. Nothing where no form runs.
 */
export function leaveForm({ memory }: Tracker, { forms, slots }: Pick<Domain, 'forms' | 'slots'>): DialogueEvent[] {
  const loop = activeLoop(memory);
  if (loop === null) return [];
  const wanted = [...(forms.get(loop)?.requiredSlots ?? []), 'nights', 'rooms', misunderstood, requestedSlot];
  const filled = wanted.filter((name) => slots.has(name) && (memory.slots[name] ?? null) !== null);
  return [...filled.map((name): DialogueEvent => ({ type: 'slot', name, value: null })), { type: 'loop', name: null }];
}
