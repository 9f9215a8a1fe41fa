import { applyEvents } from './apply-event.ts';
import type { DialogueEvent, UserEvent } from './event.ts';
import type { Memory, SlotValues } from './memory.ts';
import type { Moment } from './moment.ts';
import { blankTracker, type Folding, type Tracker } from './tracker.ts';

/**
 * A tracker as plain JSON, as small as it goes: it is stored with every turn. Features are left out, because they are
 * numbers of one compiled engine, and so are slots that are as they began.
 */
export interface Snapshot extends Pick<Tracker, 'rejected' | 'loops' | 'filled' | 'intents'> {
  /** The oldest moment, as it stands. */
  readonly base: Pick<Moment, 'index' | 'action' | 'hidden' | 'events'> & {
    /** Its message is left out where it is the last of the events. */
    readonly memory: Omit<Memory, 'message'> & Partial<Pick<Memory, 'message'>>;
  };
  /** What happened since, in order. */
  readonly moments: readonly Pick<Moment, 'action' | 'hidden' | 'events'>[];
  /** Null where it is what the moments lead to. */
  readonly memory: Memory | null;
}

export function takeSnapshot(
  { memory, moments, rejected, loops, filled, intents }: Tracker,
  initial: SlotValues,
): Snapshot {
  const [first, ...later] = moments as [Moment, ...Moment[]];
  const { features: _, memory: before, ...base } = first;
  const { message, ...rest } = { ...before, slots: changed(before.slots, initial) };
  const isLast = message !== null && message === lastMessage(first.events);
  return {
    base: { ...base, memory: isLast ? rest : { ...rest, message } },
    moments: later.map(({ action, hidden, events }) => ({ action, hidden, events })),
    memory: isSame(memory, (later.at(-1) ?? first).memory)
      ? null
      : { ...memory, slots: changed(memory.slots, initial) },
    rejected,
    loops,
    filled,
    intents,
  };
}

/** The tracker of a snapshot, for the engine that will use it; a blank one for none. */
export function restoreSnapshot(snapshot: Snapshot | null | undefined, folding: Folding): Tracker {
  if (!snapshot) return blankTracker(folding);
  const { base, moments, memory, ...rest } = snapshot;
  const before = whole({ message: lastMessage(base.events), ...base.memory }, folding);
  const features = eventsOf(before).reduce((one, event) => folding.next(one, event, base.index), folding.blank);
  const start = { ...blankTracker(folding), memory: before, moments: [{ ...base, memory: before, features }] };
  // Loops are left out of the fold: what a loop's runs had in common is one moment already.
  const folded = applyEvents(start, moments.flatMap(replay), { ...folding, keep: moments.length + 1 });
  return { ...folded, ...rest, memory: memory === null ? folded.memory : whole(memory, folding) };
}

function whole(memory: Memory, { initialSlots }: Folding): Memory {
  return { ...memory, slots: { ...initialSlots, ...memory.slots } };
}

function changed(slots: SlotValues, initial: SlotValues): SlotValues {
  return Object.fromEntries(Object.entries(slots).filter(([name, value]) => value !== initial[name]));
}

function lastMessage(events: readonly DialogueEvent[]): UserEvent | null {
  return events.findLast((event) => event.type === 'user') ?? null;
}

/** The same objects where they come from the same events; that they are equal otherwise does not matter. */
function isSame(one: Memory, other: Memory): boolean {
  return (
    one.message === other.message &&
    one.action === other.action &&
    one.followup === other.followup &&
    isEqual({ ...one.loop }, { ...other.loop }) &&
    isEqual(one.slots, other.slots)
  );
}

function isEqual(one: SlotValues, other: SlotValues): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
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
