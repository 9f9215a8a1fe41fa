import type { Mailbox } from '../mailbox/mailbox.ts';
import type { Stored } from '../mailbox/stored.ts';
import { answerTo, compose, type Letter, type Writer } from './compose.ts';
import { type Received, receive } from './received.ts';
import type { Checks } from './stamp.ts';

/** Somebody with a mail address anywhere. */
export interface Guest extends Writer {
  /** What came to them, oldest first. */
  readonly inbox: readonly Received[];
  writes(letter: Letter, delivery?: Delivery): Promise<Stored>;
  /** Answers the last mail, or this one. */
  replies(letter: Letter, to?: Received): Promise<Stored>;
  /** Runs for each mail that comes: guests that are programs. */
  onMail(answer: ((mail: Received) => void) | null): void;
  /** Mails to them come back. */
  bounces: boolean;
}

export interface Delivery {
  /** INBOX, UNREAD and CATEGORY_PERSONAL, if nothing is named. */
  labels?: readonly string[];
  at?: string;
  checks?: Checks;
}

export interface GuestRecord extends Guest {
  take(raw: Buffer): void;
}

export function makeGuest(
  who: Writer,
  mailbox: Mailbox,
  now: () => Temporal.Instant,
  deliver: (raw: Buffer, delivery: Delivery) => Stored,
): GuestRecord {
  const inbox: Received[] = [];
  let listener: ((mail: Received) => void) | null = null;
  const writes: Guest['writes'] = async (letter, delivery = {}) => {
    const at = delivery.at === undefined ? now() : Temporal.Instant.from(delivery.at);
    return deliver(await compose(who, letter.to ?? mailbox.address, letter, at), delivery);
  };
  return {
    ...who,
    inbox,
    bounces: false,
    writes,
    async replies(letter, to = inbox.at(-1)) {
      if (!to) throw new Error(`${who.address} has no mail to answer.`);
      return writes(answerTo(to, letter));
    },
    onMail(answer) {
      listener = answer;
    },
    take(raw) {
      const mail = receive(raw, now());
      inbox.push(mail);
      listener?.(mail);
    },
  };
}
