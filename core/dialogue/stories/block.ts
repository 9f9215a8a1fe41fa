import type { Place } from '../../config/config.ts';
import type { DialogueEvent } from '../tracking/event.ts';

/** A rule or story, or the part of a story between two checkpoints. */
export interface Block {
  readonly name: string;
  readonly place: Place;
  readonly isRule: boolean;
  /** Where it goes on from; none: it begins a conversation, or anywhere in one if it is a rule. */
  readonly starts: readonly Checkpoint[];
  /** Where it leads; none: here the story ends. */
  readonly ends: readonly string[];
  /** Its events in every combination of its `or:` steps. */
  readonly sequences: readonly (readonly DialogueEvent[])[];
}

export interface Checkpoint {
  readonly name: string;
  /** Slots that must have these values. */
  readonly conditions: Readonly<Record<string, unknown>>;
}

/** One way through the rules or stories, with the events that are only implied. */
export interface Path {
  /** The names of its blocks, joined. */
  readonly name: string;
  readonly place: Place;
  readonly isRule: boolean;
  readonly events: readonly DialogueEvent[];
  /** It begins with an action of its own: nothing comes before, so nothing predicts that one. */
  readonly beginsWithAction: boolean;
}

/** Stands in rules for whatever happened before, and after rules that do not wait. */
export const anything = '...';
