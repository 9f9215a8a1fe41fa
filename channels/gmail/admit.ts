import type { Admission, ChannelContext, Message } from '@botones/contract';
import type { Options } from './options.ts';

type Tally = ChannelContext<unknown>['tally'];

const DAY_S = 86_400;
const HOUR_S = 3_600;

/** So that two programs do not answer each other for ever: limits for a thread, a sender and the mailbox. */
export async function admit(
  tally: Tally,
  { limits }: Options,
  { guest, raw }: Message,
  turnId: string,
): Promise<Admission> {
  const { threadId = '' } = (raw ?? {}) as { threadId?: string };
  const counters = [
    ['thread_limit', `thread:${threadId}`, { points: limits.threadDaily, seconds: DAY_S }],
    ['sender_limit', `sender:${guest.key}`, { points: limits.senderDaily, seconds: DAY_S }],
    ['mailbox_limit', 'mailbox', { points: limits.hourly, seconds: HOUR_S }],
  ] as const;
  for (const [reason, key, limit] of counters) {
    if ((await tally(key, turnId, limit)) > 0) return { ok: false, reason };
  }
  return { ok: true };
}
