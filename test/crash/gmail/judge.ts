import type { Guest } from '../../fakes/gmail/index.ts';
import type { Sent } from './mails.ts';

export interface Verdict {
  /** Of guests; programs' aside. */
  mails: number;
  answered: number;
  /** Given to people in place of an answer. */
  people: number;
  lost: number;
  doubled: number;
  /** Answers that came after one to a mail of the same guest that was read later. */
  outOfOrder: number;
  /** Mails of programs that were answered. */
  robots: number;
  kills: number;
  /** Sends that Google took, and whose sender never heard of it. */
  unheard: number;
  /** Calls that Google refused for the quota. */
  refused: number;
  /** Most units in any minute. */
  most: number;
  limit: number;
}

export type Evidence = Pick<Verdict, 'kills' | 'unheard' | 'refused' | 'most' | 'limit'> & {
  readonly sent: readonly Sent[];
  /** Has it the label for people? */
  isForPeople(sent: Sent): boolean;
  /** Google's ids of the mails, in the order in which they were read. */
  readonly read: readonly string[];
};

/** What was written to the hotel, beside what stands in the mailboxes of those who wrote. */
export function judge({ sent, read, isForPeople, ...figures }: Evidence): Verdict {
  const guests = sent.filter(({ isRobot }) => !isRobot);
  const times = new Map(sent.map((one) => [one, answersTo(one).length]));
  const unanswered = guests.filter((one) => times.get(one) === 0);
  const people = unanswered.filter(isForPeople).length;
  return {
    mails: guests.length,
    answered: guests.length - unanswered.length,
    people,
    lost: unanswered.length - people,
    doubled: sent.filter((one) => (times.get(one) ?? 0) > 1).length,
    outOfOrder: countOutOfOrder(guests, read),
    robots: sent.filter((one) => one.isRobot && (times.get(one) ?? 0) > 0).length,
    ...figures,
  };
}

export function isSound({ answered, lost, doubled, outOfOrder, robots, kills, most, limit }: Verdict): boolean {
  return answered > 0 && kills > 0 && lost + doubled + outOfOrder + robots === 0 && most <= limit;
}

function answersTo({ guest, messageId }: Sent) {
  return guest.inbox.filter((mail) => mail.header('in-reply-to') === messageId);
}

function countOutOfOrder(sent: readonly Sent[], read: readonly string[]): number {
  const place = new Map(read.map((id, at) => [id, at]));
  const inOrder = sent.toSorted((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0));
  let count = 0;
  for (const mails of Map.groupBy(inOrder, ({ guest }): Guest => guest).values()) {
    const answers = mails.flatMap(({ messageId, guest }) => {
      const at = guest.inbox.findIndex((mail) => mail.header('in-reply-to') === messageId);
      return at < 0 ? [] : [at];
    });
    for (let n = 1; n < answers.length; n += 1) if ((answers[n] ?? 0) < (answers[n - 1] ?? 0)) count += 1;
  }
  return count;
}
