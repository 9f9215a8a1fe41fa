import type { RankedIntent } from '@botones/contract';

/** Something that happened in a conversation, in Rasa's sense. Stored events are the truth; a tracker is their fold. */
export type DialogueEvent =
  | UserEvent
  | ActionEvent
  | { readonly type: 'bot'; readonly text: string }
  | SlotEvent
  | { readonly type: 'slots_reset' }
  | { readonly type: 'loop'; readonly name: string | null }
  /** The form comes back from a digression: it asks again without reading the message as an answer. */
  | { readonly type: 'loop_interrupted' }
  | { readonly type: 'rejected'; readonly action: string }
  /** Whether the last message counts by its words or by its intent from now on. */
  | { readonly type: 'counted'; readonly by: 'text' | 'intent' }
  | { readonly type: 'followup'; readonly action: string }
  /** Takes back everything since the last action, that action included. */
  | { readonly type: 'undo' }
  /** Takes back the last message and what followed, the listening before it included. */
  | { readonly type: 'rewind' }
  | { readonly type: 'restart' }
  | { readonly type: 'session_started' };

export interface UserEvent {
  readonly type: 'user';
  /** Null in a story that names the intent only. */
  readonly text: string | null;
  readonly understanding: Heard;
  /** When it came: ISO 8601 instant. Sessions expire by it. */
  readonly at?: string;
}

/** What was understood of a message, as far as a dialogue needs it. An `Understanding` fits. */
export interface Heard {
  readonly intent: string | null;
  readonly confidence: number;
  readonly entities: readonly Mark[];
  readonly ranking?: readonly RankedIntent[];
  /** Of a retrieval intent the whole name, `faq/ask_wifi`, where `intent` is its base, `faq`. */
  readonly selected?: string;
}

/** An entity, as far as a dialogue needs it. */
export interface Mark {
  readonly entity: string;
  readonly value: unknown;
  readonly role?: string | undefined;
  readonly group?: string | undefined;
  /** Where it stands in the text; only tests ask. */
  readonly start?: number;
  readonly end?: number;
}

export interface ActionEvent {
  readonly type: 'action';
  /** Name of the action, or the words of an end-to-end story. */
  readonly name: string;
  /** Predicted by a rule that no story repeats: memorized stories look past it. */
  readonly hidden?: boolean;
}

export interface SlotEvent {
  readonly type: 'slot';
  readonly name: string;
  readonly value: unknown;
}

export const listen = 'action_listen';
/** Stands in rules for a slot or loop that must not be set, as in Rasa. */
export const mustBeUnset = 'should_not_be_set';
