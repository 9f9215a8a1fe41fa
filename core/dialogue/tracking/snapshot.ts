import { applyEvents } from './apply-event.ts';
import type { DialogueEvent } from './event.ts';
import type { Memory } from './memory.ts';
import type { Moment } from './moment.ts';
import { blankTracker, type Folding, type Tracker } from './tracker.ts';

/** A tracker as plain JSON. Features are left out: they are numbers of one compiled engine. */
export interface Snapshot extends Pick<Tracker, 'memory' | 'rejected' | 'loops' | 'filled' | 'intents'> {
  /** The oldest moment, as it stands. */
  readonly base: Pick<Moment, 'index' | 'action' | 'hidden' | 'events' | 'memory'>;
  /** What happened since, in order. */
  readonly moments: readonly Pick<Moment, 'action' | 'hidden' | 'events'>[];
}

export function takeSnapshot({ memory, moments, rejected, loops, filled, intents }: Tracker): Snapshot {
  const [first, ...later] = moments as [Moment, ...Moment[]];
  const { features: _, ...base } = first;
  return {
    base,
    moments: later.map(({ action, hidden, events }) => ({ action, hidden, events })),
    memory,
    rejected,
    loops,
    filled,
    intents,
  };
}

/** The tracker of a snapshot, for the engine that will use it; a blank one for none. */
export function restoreSnapshot(snapshot: Snapshot | null | undefined, folding: Folding): Tracker {
  if (!snapshot) return blankTracker(folding);
  const { base, moments, ...rest } = snapshot;
  const events = eventsOf(base.memory).reduce((one, event) => folding.next(one, event, base.index), folding.blank);
  const start = { ...blankTracker(folding), memory: base.memory, moments: [{ ...base, features: events }] };
  // Loops are left out of the fold: what a loop's runs had in common is one moment already.
  const whole = applyEvents(start, moments.flatMap(replay), { ...folding, keep: moments.length + 1 });
  return { ...whole, ...rest };
}

function replay({ action, hidden, events }: Snapshot['moments'][number]): DialogueEvent[] {
  return [{ type: 'action', name: action ?? '', hidden }, ...events];
}

function eventsOf({ slots, loop, message, action }: Memory): DialogueEvent[] {
  return [
    ...Object.entries(slots).map(([name, value]): DialogueEvent => ({ type: 'slot', name, value })),
    ...(loop ? [{ type: 'loop', name: loop.name } as const] : []),
    ...(message ? [message] : []),
    ...(action ? [{ type: 'action', name: action } as const] : []),
  ];
}
