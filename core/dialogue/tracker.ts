import type { Choice, Understanding } from '@botones/contract';
import type { DialogueEvent } from './tracking/event.ts';
import type { Snapshot } from './tracking/snapshot.ts';

/** Something that happened in a conversation. Stored events are the truth; the tracker is their fold. */
export type TrackerEvent =
  | DialogueEvent
  /** A message that the dialogue did not see: staff's, one to staff, or one without words. */
  | { type: 'noted'; text: string; understanding: Understanding }
  | { type: 'offered'; choices: Choice[] }
  /** The guest was asked back. */
  | ({ type: 'doubted' } & Doubted)
  | { type: 'told'; what: string }
  | { type: 'handoff'; reason: string };

/** A message that nobody was sure of, and what it was taken for. */
export interface Doubted extends Pick<Understanding, 'intent' | 'confidence' | 'language'> {
  readonly text: string;
}

/** The conversation's memory. Plain data: it is stored as a snapshot with each turn. */
export interface Tracker {
  /** Slots, forms and what was done last, as the dialogue engine keeps them; null before the first turn. */
  readonly dialogue: Snapshot | null;
  /** Ready answers of the last question, for the guest who types "2" or the label. */
  readonly offered: readonly Choice[];
  /** What the guest was asked back about just now. */
  readonly doubted: Doubted | null;
  /** Things that are said once only. */
  readonly told: readonly string[];
  /** Turns answered so far. */
  readonly turns: number;
}

const empty: Tracker = { dialogue: null, offered: [], doubted: null, told: [], turns: 0 };

/** The tracker of a stored snapshot, whatever an older version left out of it. */
export function restoreTracker(snapshot: unknown): Tracker {
  return { ...empty, ...(snapshot as Partial<Tracker> | null) };
}

/** The tracker after the events of one turn; the dialogue engine has folded its own into `dialogue`. */
export function fold(tracker: Tracker, events: readonly TrackerEvent[], dialogue: Snapshot): Tracker {
  const { dialogue: _, ...rest } = events.reduce(apply, tracker);
  return { dialogue, ...rest };
}

function apply(tracker: Tracker, event: TrackerEvent): Tracker {
  switch (event.type) {
    case 'user':
    case 'noted':
      return { ...tracker, offered: [], doubted: null, turns: tracker.turns + 1 };
    case 'offered':
      return { ...tracker, offered: event.choices };
    case 'doubted': {
      const { type: _, ...doubted } = event;
      return { ...tracker, doubted };
    }
    case 'told':
      return { ...tracker, told: [...tracker.told, event.what] };
    default:
      return tracker;
  }
}
