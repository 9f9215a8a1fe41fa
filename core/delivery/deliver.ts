import { setTimeout } from 'node:timers/promises';
import type { Channel, Fate, OutboundItem, Sent } from '@botones/contract';
import type { Ledger } from './ledger.ts';
import type { Conversation, Mark, Outbound } from './types.ts';

/** Sends on one channel of one property, through resilience. */
export interface Door {
  send(item: OutboundItem, signal: AbortSignal): Promise<Sent>;
  lookup?: NonNullable<Channel['lookup']>;
}

/** How an item was left: `done` settles it, `blocked` holds back those behind it until its retry. */
type Left = 'done' | 'blocked';

export interface DeliveryPolicy {
  /** Tries of one item before it is given up. */
  readonly maxAttempts: number;
  /**
   * Rest between a lost connection or a lost process and the question whether its item arrived:
   * bytes that a dying process had handed to the network may still be on their way.
   */
  readonly graceSeconds: number;
  rest(seconds: number, signal: AbortSignal): Promise<void>;
}

export const deliveryPolicy: DeliveryPolicy = {
  maxAttempts: 10,
  graceSeconds: 1,
  rest: (seconds, signal) => setTimeout(seconds * 1000, undefined, { signal }),
};

/**
 * Sends the conversation's waiting items in order. An item whose fate is unknown is looked up before it is sent again,
 * so that the guest reads it once.
 *
 * The mark of an item that went out is written in the background: dying before it is stored leaves the item
 * `sending`, and it will be looked up. `marks` holds these writes until they are done; the owner awaits them before it lets go or looks anew.
 */
export async function deliver(
  ledger: Ledger,
  door: Door,
  conversation: Conversation,
  items: Outbound[],
  marks: Set<Promise<unknown>>,
  signal: AbortSignal,
  policy: DeliveryPolicy = deliveryPolicy,
): Promise<Left> {
  const orphan = items[0]?.state === 'sending' && !items[0].fresh;
  if (orphan) await policy.rest(policy.graceSeconds, signal);
  while (items[0] !== undefined) {
    const left = await deliverOne(ledger, door, conversation, items[0], marks, signal, policy);
    if (left === 'blocked') return 'blocked';
    items.shift();
  }
  return 'done';
}

async function deliverOne(
  ledger: Ledger,
  door: Door,
  conversation: Conversation,
  item: Outbound,
  marks: Set<Promise<unknown>>,
  signal: AbortSignal,
  policy: DeliveryPolicy,
): Promise<Left> {
  const outbound = itemOf(conversation, item);
  const note = (mark: Omit<Mark, 'conversationId' | 'seq'>) =>
    ledger.mark({ ...mark, conversationId: conversation.id, seq: item.seq });
  const settle = (mark: Omit<Mark, 'conversationId' | 'seq' | 'retrySeconds'>): Left => {
    const written = note({ ...mark, retrySeconds: null }).catch(() => {});
    marks.add(written);
    void written.then(() => marks.delete(written));
    return 'done';
  };
  const hold = async (state: 'queued' | 'sending', attempts: number, seconds: number): Promise<Left> => {
    item.state = state;
    item.attempts = attempts;
    item.fresh = false;
    await note({ state, attempts, retrySeconds: seconds });
    return 'blocked';
  };

  if (item.state === 'sending' && !item.fresh) {
    const fate = await look(door, outbound, signal);
    if (fate.status === 'sent')
      return settle({ state: 'sent', attempts: item.attempts, ...named(fate.providerId, outbound) });
    if (fate.status === 'wait') return hold('sending', item.attempts, fate.seconds);
  } else if (item.state === 'queued') {
    await note({ state: 'sending', attempts: item.attempts, retrySeconds: 0 });
  }

  const attempts = item.attempts + 1;
  let sent: Sent;
  try {
    sent = await door.send(outbound, signal);
  } catch (error) {
    sent = { status: 'failed', failure: 'unknown', reason: error instanceof Error ? error.name : 'error' };
  }
  if (sent.status === 'accepted') return settle({ state: 'sent', attempts, ...named(sent.providerId, outbound) });
  if (sent.status === 'retry') return hold('queued', attempts, sent.seconds);
  // Nobody can be reached: this item is not to blame and keeps its tries until operators have mended the account.
  if (sent.failure === 'account') return hold('queued', item.attempts, 60);
  if (sent.failure !== 'unknown' || attempts >= policy.maxAttempts) {
    return settle({ state: 'failed', failure: sent.reason, attempts });
  }
  return hold('sending', attempts, Math.min(policy.graceSeconds * 2 ** (attempts - 1), 60));
}

/** A platform that knows the item by our own id has no other to remember; an indexed column less to write. */
function named(providerId: string, { id }: OutboundItem): { providerId?: string } {
  return providerId === id ? {} : { providerId };
}

async function look(door: Door, item: OutboundItem, signal: AbortSignal): Promise<Fate> {
  if (!door.lookup) return { status: 'not-sent' };
  try {
    return await door.lookup(item, signal);
  } catch {
    // Not knowing is no reason to risk a double.
    return { status: 'wait', seconds: 2 };
  }
}

function itemOf(conversation: Conversation, item: Outbound): OutboundItem {
  return {
    id: `${conversation.id}:${item.seq}`,
    account: conversation.account,
    guest: conversation.guest,
    payload: item.payload,
    ...(item.inReplyTo === null ? {} : { inReplyTo: item.inReplyTo }),
    lastGuestMessageAt: conversation.lastGuestAt,
    attempt: item.attempts,
  };
}
