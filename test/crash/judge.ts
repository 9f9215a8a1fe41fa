import type { Receiver } from '../support/webhook-receiver.ts';
import { messageId } from './load.ts';
import type { CrashOptions } from './options.ts';

export interface Verdict {
  sent: number;
  answered: number;
  lost: number;
  doubled: number;
  reordered: number;
  kills: number;
}

/** Compares what was sent with what the receiver saw. */
export function judge(options: CrashOptions, posts: Receiver['posts'], kills: number): Verdict {
  const seen = new Map<string, number>();
  for (const { inReplyTo } of posts) seen.set(inReplyTo, (seen.get(inReplyTo) ?? 0) + 1);
  let answered = 0;
  let doubled = 0;
  let reordered = 0;
  for (let guest = 0; guest < options.conversations; guest += 1) {
    const name = `guest-${guest}`;
    for (let n = 1; n <= options.messages; n += 1) {
      const times = seen.get(messageId(name, n)) ?? 0;
      if (times > 0) answered += 1;
      if (times > 1) doubled += 1;
    }
    const order = posts.filter(({ to }) => to === name).map(({ inReplyTo }) => Number(inReplyTo.split(':')[1]));
    for (let i = 1; i < order.length; i += 1) if ((order[i] ?? 0) < (order[i - 1] ?? 0)) reordered += 1;
  }
  const sent = options.conversations * options.messages;
  return { sent, answered, lost: sent - answered, doubled, reordered, kills };
}
