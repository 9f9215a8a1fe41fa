import type { Choice, Understanding } from '@botones/contract';

/** Something that happened in a conversation. Stored events are the truth; the tracker is their fold. */
export type TrackerEvent =
  | { type: 'user'; text: string; understanding: Understanding }
  | { type: 'action'; name: string }
  | { type: 'slot'; name: string; value: unknown }
  | { type: 'offered'; choices: Choice[] }
  | { type: 'told'; what: string }
  | { type: 'handoff'; reason: string }
  | { type: 'returned' };

/** The conversation's memory. Plain data: it is stored as a snapshot with each turn. */
export interface Tracker {
  readonly slots: Readonly<Record<string, unknown>>;
  /** Ready answers of the last question, for the guest who types "2" or the label. */
  readonly offered: readonly Choice[];
  /** Things that are said once only. */
  readonly told: readonly string[];
  /** Turns answered so far. */
  readonly turns: number;
}

const empty: Tracker = { slots: {}, offered: [], told: [], turns: 0 };

/** The tracker of a stored snapshot, whatever an older version left out of it. */
export function restoreTracker(snapshot: unknown): Tracker {
  return { ...empty, ...(snapshot as Partial<Tracker> | null) };
}

export function fold(tracker: Tracker, events: readonly TrackerEvent[]): Tracker {
  return events.reduce(apply, tracker);
}

function apply(tracker: Tracker, event: TrackerEvent): Tracker {
  switch (event.type) {
    case 'user':
      return { ...tracker, offered: [], turns: tracker.turns + 1 };
    case 'slot':
      return { ...tracker, slots: { ...tracker.slots, [event.name]: event.value } };
    case 'offered':
      return { ...tracker, offered: event.choices };
    case 'told':
      return { ...tracker, told: [...tracker.told, event.what] };
    case 'action':
    case 'handoff':
      return tracker;
    case 'returned':
      return { ...tracker, told: [], offered: [] };
  }
}
