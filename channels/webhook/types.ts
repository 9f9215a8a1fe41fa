import type { Part } from '@botones/contract';

/** One reply, as it is posted. */
export interface Payload {
  parts: Part[];
  /** The same as plain text, for receivers that know nothing else. */
  text: string;
}

/** The body of an inbound post: one or many messages. */
export interface InboundBody {
  messages: InboundMessage[];
}

export interface InboundMessage {
  /** The sender's own id; a message that comes again under it is dropped. */
  id: string;
  /** Names the guest. */
  from: string;
  text?: string;
  /** The payload of a choice that the guest took. */
  payload?: string;
  name?: string;
  /** BCP 47. */
  locale?: string;
  /** ISO 8601 instant; default now. */
  sentAt?: string;
  /** Written by staff of the hotel, not by the guest. */
  staff?: boolean;
}
