import type { ActionResult } from '../actions/action-result.ts';
import { requestedSlot } from '../domain/domain.ts';
import { activeLoop } from '../tracking/memory.ts';
import type { Tracker } from '../tracking/tracker.ts';

/** The fallback action of a hotel's bot, and the slot that remembers at which question it was needed. */
export const misunderstood = 'action_misunderstood';

/**
 * The first time at a question of a form the form asks again; variations of its question with the condition that slot
 * `action_misunderstood` is the slot asked for may ask differently. The second time, and outside forms, a person is called.
 */
export function handleMisunderstanding({ memory }: Tracker): ActionResult {
  const asked = activeLoop(memory) === null ? null : (memory.slots[requestedSlot] ?? null);
  if (asked === null || memory.slots[misunderstood] === asked) {
    return {
      replies: [],
      events: [
        { type: 'slot', name: misunderstood, value: null },
        { type: 'slot', name: requestedSlot, value: null },
        { type: 'loop', name: null },
      ],
      handoff: { reason: 'low_confidence' },
    };
  }
  return {
    replies: [{ response: 'utter_misunderstood' }],
    events: [{ type: 'slot', name: misunderstood, value: asked }],
  };
}
