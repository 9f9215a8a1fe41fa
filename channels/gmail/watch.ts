import type { Mailbox } from './open-gmail.ts';
import type { Options } from './options.ts';

const DAY_MS = 86_400_000;

/** Keeps Gmail ringing: a watch ends after seven days, and is renewed each day. */
export function createWatch({ gmail }: Mailbox, { push }: Options, now: () => Temporal.Instant, failed: () => void) {
  let renewed = Number.NEGATIVE_INFINITY;
  return async function renew(signal: AbortSignal): Promise<void> {
    if (push === undefined || now().epochMilliseconds - renewed < DAY_MS) return;
    try {
      await gmail.watch({ topicName: push.topic, labelIds: ['INBOX', 'SENT'], labelFilterBehavior: 'INCLUDE' }, signal);
      renewed = now().epochMilliseconds;
    } catch (error) {
      if (signal.aborted) throw error;
      // The slow poll goes on without it.
      failed();
    }
  };
}
