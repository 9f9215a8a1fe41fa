import type { GuestAddress } from './message.ts';
import type { Part } from './part.ts';

/** Something that a platform tells besides messages. It is kept, and where it says so it changes what is stored; it never starts a turn. */
export type ChannelEvent = ReactionEvent | EditEvent | RevokeEvent | MoveEvent | NoteEvent | TroubleEvent;

interface Told {
  /** The platform's id of the event, unique within account and type, at most 512 characters; doubles fall away. */
  providerId: string;
  account: string;
  /** When the platform says it happened. ISO 8601 instant. */
  at: string;
}

interface ByGuest extends Told {
  guest: GuestAddress;
  /** `staff`: somebody of the hotel did it, on the hotel's own phone. */
  from: 'guest' | 'staff';
}

export interface ReactionEvent extends ByGuest {
  type: 'reaction';
  /** Provider id of the message that it is about. */
  message: string;
  /** Null: taken back. */
  emoji: string | null;
}

/** The stored text is replaced. */
export interface EditEvent extends ByGuest {
  type: 'edit';
  message: string;
  parts: Part[];
}

/** The stored text is deleted; if it waits for its turn, nobody answers it. */
export interface RevokeEvent extends ByGuest {
  type: 'revoke';
  message: string;
}

/** A guest is known by another key from now on. The conversation goes on under it, with all that was said. */
export interface MoveEvent extends Told {
  type: 'move';
  /** The new address. */
  guest: GuestAddress;
  /** Former keys, the surest first. */
  was: string[];
}

/** Something that nobody has to do with, kept for what it may be good for. */
export interface NoteEvent extends Told {
  type: 'note';
  guest?: GuestAddress;
  /** The platform's own name for it. */
  what: string;
  raw?: unknown;
}

/** Something is wrong with the account, for operators. */
export interface TroubleEvent extends Told {
  type: 'trouble';
  /** The platform's code or name for it. */
  code: string;
  /** A sentence for operators; no guest text. */
  detail: string;
}
