import type { DialogueEvent } from './event.ts';
import { remember } from './memory.ts';
import type { Moment } from './moment.ts';
import type { Folding } from './tracker.ts';

/**
 * A loop that runs again without a digression in between is still the same run: stories see a form begin and end, however
 * often it asks. Gives back the moments without the asking and answering since its last run, or null where this is its
 * first run or the return from a digression.
 */
export function collapse(moments: readonly Moment[], loop: string, folding: Folding): Moment[] | null {
  const last = findRun(moments, loop);
  if (last === null) return null;
  const kept = moments.slice(0, last);
  const run = moments.slice(last).reduce((whole, { events }, at) => {
    return at === 0 ? whole : events.filter(outlives).reduce((one, event) => extend(one, event, folding), whole);
  }, moments[last] as Moment);
  return [...kept, { ...run, events: withoutOverwritten(run.events) }];
}

/** What a slot was before it was set again leaves no trace, however often a form asks. */
function withoutOverwritten(events: readonly DialogueEvent[]): DialogueEvent[] {
  const later = new Set<string>();
  const kept = events.toReversed().filter((event) => {
    if (event.type === 'slots_reset') later.clear();
    if (event.type !== 'slot') return true;
    const isLast = !later.has(event.name);
    later.add(event.name);
    return isLast;
  });
  return kept.reverse();
}

/** A moment in which one more thing happened. */
export function extend(moment: Moment, event: DialogueEvent, folding: Folding): Moment {
  return {
    ...moment,
    events: [...moment.events, event],
    memory: remember(moment.memory, event, folding.initialSlots),
    features: folding.next(moment.features, event, moment.index),
  };
}

function outlives({ type }: DialogueEvent): boolean {
  return type !== 'user' && type !== 'counted';
}

/** Where the loop ran last, unless a digression or an end lies between. */
function findRun(moments: readonly Moment[], loop: string): number | null {
  let later: string | null = null;
  for (let at = moments.length - 1; at >= 0; at--) {
    const { events, action } = moments[at] as Moment;
    for (const event of events.toReversed()) if (ends(event, loop, later)) return null;
    if (action === loop) return at;
    later = action;
  }
  return null;
}

function ends(event: DialogueEvent, loop: string, nextAction: string | null): boolean {
  switch (event.type) {
    case 'loop':
      return event.name === null;
    case 'rejected':
      return event.action === loop;
    case 'user':
      return nextAction !== null && nextAction !== loop;
    default:
      return false;
  }
}
