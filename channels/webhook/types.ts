import type { Part } from '@botones/contract';

/** What a guest gets at one time: everything that one turn says. */
export interface Payload {
  parts: Part[];
  /** The same as plain text, for receivers that know nothing else. */
  text: string;
}

/** One reply as it is posted to the receiver. */
export interface Reply extends Payload {
  /** Ours; also sent as `idempotency-key`. The receiver ignores an id that it has seen. */
  id: string;
  account: string;
  /** The guest: `from` of their messages. */
  to: string;
  /** Id of the message that this answers, when there is one. */
  inReplyTo?: string;
}
