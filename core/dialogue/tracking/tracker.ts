import type { Features } from '../features/features.ts';
import type { DialogueEvent } from './event.ts';
import { blankMemory, type Memory, type SlotValues } from './memory.ts';
import type { Moment } from './moment.ts';

/** A conversation's memory, as rules and stories need it. Never changed in place. */
export interface Tracker {
  readonly memory: Memory;
  /** What still counts, oldest first; at least one. Only the last `Folding.keep` are kept. */
  readonly moments: readonly Moment[];
  /** The action that was rejected, while nothing else has run. */
  readonly rejected: string | null;
  /** Names of all loops that ever ran. */
  readonly loops: readonly string[];
  /** Slots set since the last message. */
  readonly filled: SlotValues;
  /** The last three messages, the newest first: their intents, or null for one that was taken back. */
  readonly intents: readonly (string | null)[];
}

/** What the fold needs of the engine. */
export interface Folding {
  readonly blank: Features;
  readonly initialSlots: SlotValues;
  /** Moments that are kept. */
  readonly keep: number;
  next(features: Features, event: DialogueEvent, index: number): Features;
}

/** A tracker before anything happened. */
export function blankTracker(folding: Pick<Folding, 'blank' | 'initialSlots'>, followup?: string): Tracker {
  const memory = blankMemory(folding.initialSlots, followup);
  const start: Moment = { index: 0, action: null, hidden: false, events: [], memory, features: folding.blank };
  return { memory, moments: [start], rejected: null, loops: [], filled: {}, intents: [] };
}
