import type { ActionResult } from '../actions/action-result.ts';
import { nothingDone } from '../actions/action-result.ts';
import type { Tracker } from '../tracking/tracker.ts';

/** Looks at the guests that a form has taken: each child has its age, and where there are no children no age is asked for. */
export function validateGuests({ memory: { slots }, filled }: Tracker): ActionResult {
  const children = typeof slots.children === 'number' ? slots.children : null;
  const ages = Array.isArray(slots.child_ages) ? slots.child_ages : null;
  if (children === null) return ages === null || ages.length === 0 ? nothingDone : set('children', ages.length);
  if (children === ages?.length) return nothingDone;
  if (children === 0) return set('child_ages', []);
  // Ages were given, but not all of them.
  const replies = ages !== null && 'child_ages' in filled ? [{ response: 'utter_ages_missing' }] : [];
  return { replies, events: ages === null ? [] : [{ type: 'slot', name: 'child_ages', value: null }] };
}

function set(name: string, value: unknown): ActionResult {
  return { replies: [], events: [{ type: 'slot', name, value }] };
}
