import { setTimeout } from 'node:timers/promises';
import type { ChannelContext, Sent } from '@botones/contract';

/** To one guest Meta takes 45 messages at once, and one more every six seconds. */
const BURST = { points: 45, seconds: 270 };
const TRICKLE = { points: 1, seconds: 6 };
/** So long a send waits for room of its number before it makes way for others. */
const PATIENCE_MS = 3_000;
const LOOK_AGAIN_MS = 250;

export interface Rates {
  readonly messagesPerSecond: number;
  readonly allow: ChannelContext<unknown>['allow'];
}

/** Null: Meta has room for another message from this number to this guest, as far as all processes of ours have counted. */
export async function waitForRoom(
  { messagesPerSecond, allow }: Rates,
  account: string,
  conversation: string,
  signal: AbortSignal,
): Promise<Extract<Sent, { status: 'retry' }> | null> {
  // First the number: whoever waits for it must not use up what the guest may get.
  const end = performance.now() + PATIENCE_MS;
  while (!(await allow(`number:${account}`, { points: messagesPerSecond, seconds: 1 }))) {
    // Nothing was sent, so being called off leaves nothing in doubt.
    if (signal.aborted || performance.now() > end) return { status: 'retry', seconds: 1, reason: 'number rate' };
    await setTimeout(LOOK_AGAIN_MS * (0.5 + Math.random()), undefined, { signal }).catch(() => {});
  }
  const pair = `pair:${conversation}`;
  if ((await allow(pair, BURST)) || (await allow(pair, TRICKLE))) return null;
  return { status: 'retry', seconds: TRICKLE.seconds, reason: 'pair rate' };
}
