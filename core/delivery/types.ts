import type { AuditEntry, GuestAddress, Message, Part, SendFailure } from '@botones/contract';
import type { Window } from './window.ts';

/** A conversation as its owner holds it. */
export interface Conversation extends Window {
  readonly id: string;
  readonly property: string;
  readonly channel: string;
  readonly account: string;
  guest: GuestAddress;
  owner: 'bot' | 'staff';
  language: string | null;
  /** Snapshot of the tracker; the stored events are the truth. */
  tracker: unknown;
  lastGuestAt: string | null;
  windowUntil: string | null;
  windowClosedAt: string | null;
  /** Starts of the head message that ended with the end of their process. */
  attempts: number;
  /** Highest position given to anything. */
  lastSeq: number;
  /** Highest position of a message, and highest that is answered. */
  lastIn: number;
  doneIn: number;
  /** Highest position of a reply, and highest that is settled. */
  lastOut: number;
  sentOut: number;
}

/** A stored message that waits for its turn. */
export interface Inbound {
  readonly seq: number;
  readonly message: Message;
  /** Seconds since it was stored, when it was loaded; a message that has just come has none. */
  readonly waited?: number;
}

/** A message that this very process has just stored. */
export interface Arrival extends Inbound {
  readonly conversationId: string;
}

/** A stored reply that is not delivered yet. */
export interface Outbound {
  readonly seq: number;
  state: 'queued' | 'sending';
  readonly payload: unknown;
  readonly inReplyTo: string | null;
  attempts: number;
  /** Seconds since its last try began, when it was loaded. */
  readonly sinceTry?: number;
  /** Of those, seconds in which news of it would have been heard, and before them those in which nobody listened. */
  readonly heard?: number;
  readonly deaf?: number;
  /** The guest has written again since the message that it answers. */
  readonly overtaken: boolean;
  /** Committed by ourselves a moment ago: its call has not been made, so its fate is known. */
  fresh?: boolean;
}

/** What a turn leaves behind; committed whole or not at all. */
export interface TurnResult {
  readonly owner: 'bot' | 'staff';
  readonly language: string | null;
  readonly tracker: unknown;
  readonly events: readonly unknown[];
  readonly replies: readonly Rendered[];
  readonly audit: readonly Omit<AuditEntry, 'property' | 'subject'>[];
  /** `draft`: for staff, what the bot would have answered to the parts of a letter that it understood. */
  readonly handoff: { id: string; reason: string; language: string; draft?: string } | null;
  /** Not part of the commit: kept after it, where that can be done. */
  readonly lesson?: Lesson;
}

/** A message of which the bot could learn, and what it was taken for. */
export interface Lesson {
  /** `escalated`: the bot was too unsure to answer. `corrected`: the guest or staff said that it was wrong. */
  readonly reason: 'escalated' | 'corrected';
  readonly text: string;
  readonly language: string;
  readonly intent: string | null;
  readonly confidence: number;
  /** What the guest says was meant; null where nobody said. */
  readonly meant: string | null;
}

/** One payload for the channel, and what a reader of the conversation sees of it (null: the former row shows it). */
export interface Rendered {
  readonly payload: unknown;
  readonly parts: readonly Part[] | null;
}

/** What became of one outbound item. */
export interface Mark {
  readonly conversationId: string;
  readonly seq: number;
  readonly state: 'queued' | 'sending' | 'sent' | 'failed';
  readonly providerId?: string;
  readonly failure?: string;
  /** It is being tried now, or has just been: the wait for its fate begins anew. */
  readonly tried?: boolean;
  /** Sent in place of what the row holds. */
  readonly payload?: unknown;
  readonly attempts: number;
  /** Not before this many seconds; null: it is settled. */
  readonly retrySeconds: number | null;
}

/** A reply that the guest will not get, and how staff are told. */
export interface Undelivered {
  readonly conversationId: string;
  readonly seq: number;
  /** The platform's code or a word of ours; no guest text. */
  readonly failure: string;
  readonly kind: SendFailure;
}

/** The answer to every commit: is there more? */
export interface Standing {
  readonly lastIn: number;
  readonly lastOut: number;
}
