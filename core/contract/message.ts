import type { Part } from './part.ts';

/** What a guest (or staff, writing from the hotel's own phone) sent, in one form for all channels. */
export interface Message {
  /**
   * The platform's id of this message, unique within the channel account, at most 512 characters. The same id is
   * answered once, however often the platform delivers it (kept for 8 days and more).
   */
  providerId: string;
  /** The hotel's side of the conversation: a phone number id, a mailbox, a site. Finds the property. */
  account: string;
  /** The guest's side: whatever names the same guest next time. Never logged. */
  guest: GuestAddress;
  /** Who wrote it. `staff`: somebody of the hotel answered outside Botones, so the bot steps back. */
  from: 'guest' | 'staff';
  /** When the platform says it was written. ISO 8601 instant. */
  sentAt: string;
  parts: Part[];
  /** All that was written, where `parts` hold only the guest's own new words (a mail with its quotes and signature). For staff. */
  whole?: string;
  /** What a letter is headed with. */
  subject?: string;
  /**
   * The bot must not answer. `nobody`: a program wrote it; it is kept for staff to see, and no one is called.
   * `staff`: a person has to look at it first, say because its sender is not proven. `reason` is a short code.
   */
  leaveTo?: { who: 'nobody' | 'staff'; reason: string };
  /** The message this one quotes or answers: its provider id. */
  inReplyTo?: string;
  /** Hours for which it opens the platform's window; default `capabilities.windowHours`. 0: it does not open it. */
  opensWindow?: number;
  /** The platform's own form, kept for what the normal form leaves out (a referral, a thread id). */
  raw?: unknown;
}

export interface GuestAddress {
  /** Stable key of the guest on this account, at most 256 characters. One key is one conversation. */
  key: string;
  /**
   * Another key under which the platform may speak of this guest (a number beside an id), at most 256 characters.
   * What comes under it alone is of the same conversation.
   */
  otherKey?: string;
  name?: string;
  /** E.164, when the platform shares it; an attribute, never the identity. */
  phone?: string;
  email?: string;
  /** BCP 47, as the platform or browser tells it; a hint for the first answer. */
  locale?: string;
}

/** What the platform says became of something that we sent. */
export interface DeliveryEvent {
  /** Our id of the outbound item, where the platform echoes it. */
  itemId?: string;
  /** The platform's id, as `send` returned it. */
  providerId?: string;
  account: string;
  state: 'sent' | 'delivered' | 'read' | 'failed';
  /** ISO 8601 instant. */
  at: string;
  /** Platform code and a sentence for staff, when it failed; `kind` as `send` would have said it. */
  failure?: { code: string; detail: string; kind?: 'recipient' | 'window' | 'content' | 'account' };
  /** What the platform charges for it, in its own words; the first that comes is kept. */
  pricing?: Readonly<Record<string, unknown>>;
  /** ISO instant until which the platform says that free text may be sent. */
  windowUntil?: string;
}
