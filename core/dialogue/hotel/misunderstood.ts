import type { ActionResult } from '../actions/action-result.ts';
import { type Domain, requestedSlot } from '../domain/domain.ts';
import { activeLoop } from '../tracking/memory.ts';
import type { Tracker } from '../tracking/tracker.ts';
import { leaveForm } from './leave-form.ts';
import { misunderstood } from './names.ts';

/**
 * The first time at a question of a form the form asks again; variations of its question with the condition that slot
 * `action_misunderstood` is the slot asked for may ask differently. The second time a person is called. Outside forms it
 * is for `doubt` to say what becomes of the message.
 */
export function handleMisunderstanding(tracker: Tracker, domain: Domain, doubt: () => ActionResult): ActionResult {
  const { memory } = tracker;
  const asked = activeLoop(memory) === null ? null : (memory.slots[requestedSlot] ?? null);
  if (asked === null) return doubt();
  if (memory.slots[misunderstood] === asked) {
    return { replies: [], events: leaveForm(tracker, domain), handoff: { reason: 'low_confidence' } };
  }
  return {
    replies: [{ response: 'utter_misunderstood' }],
    events: [{ type: 'slot', name: misunderstood, value: asked }],
  };
}
