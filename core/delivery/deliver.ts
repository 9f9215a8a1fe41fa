import { setTimeout } from 'node:timers/promises';
import type { Channel, Fate, OutboundItem, Sent } from '@botones/contract';
import type { Ledger } from './ledger.ts';
import type { Conversation, Mark, Outbound, Undelivered } from './types.ts';
import { isWindowOpen } from './window.ts';

/** Sends on one channel of one property, through resilience. */
export interface Door {
  /** `resting`: nothing was tried, since the platform or the account is given a rest. */
  send(item: OutboundItem, signal: AbortSignal): Promise<Sent | Resting>;
  lookup?: NonNullable<Channel['lookup']>;
  fateSeconds?: number;
  /** Hours for which a guest's message opens the platform's window; default: there is none. */
  windowHours?: number | null;
  outsideWindow?: NonNullable<Channel['outsideWindow']>;
}

export interface Resting {
  status: 'resting';
  seconds: number;
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
  /** Longest time for which an item whose fate nobody can tell holds its conversation up; default 900. */
  readonly maxWaitSeconds?: number;
  /** Milliseconds since 1970, for windows; default the system's clock. */
  now?(): number;
  rest(seconds: number, signal: AbortSignal): Promise<void>;
  /** Tells staff of a reply that the guest will not get, before it is settled. */
  undelivered?(what: Undelivered): Promise<void>;
}

export const deliveryPolicy: DeliveryPolicy = {
  maxAttempts: 10,
  graceSeconds: 1,
  rest: (seconds, signal) => setTimeout(seconds * 1000, undefined, { signal }),
};

const MAX_WAIT_S = 900;
/** Longest time for which news is awaited that a platform could not tell while nobody listened. */
const MAX_CATCH_UP_S = 300;
/** Rest of everything that an account has to send which the platform locks out. */
const ACCOUNT_REST_S = 60;

/**
 * Sends the conversation's waiting items in order. An item whose fate is unknown is looked up, or waited for, before it is
 * sent again, so that the guest reads it once.
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
  let outbound = itemOf(conversation, item);
  const now = policy.now ?? Date.now;
  const note = (mark: Omit<Mark, 'conversationId' | 'seq'>) =>
    ledger.mark({ ...mark, conversationId: conversation.id, seq: item.seq });
  const settle = (mark: Omit<Mark, 'conversationId' | 'seq' | 'retrySeconds'>): Left => {
    const written = note({ ...mark, retrySeconds: null }).catch(() => {});
    marks.add(written);
    void written.then(() => marks.delete(written));
    return 'done';
  };
  const hold = async (
    state: 'queued' | 'sending',
    attempts: number,
    seconds: number,
    tried = state === 'sending',
  ): Promise<Left> => {
    item.state = state;
    item.attempts = attempts;
    item.fresh = false;
    const { open } = await note({ state, attempts, tried, retrySeconds: seconds });
    return open ? 'blocked' : 'done';
  };
  const giveUp = async (kind: Undelivered['kind'], failure: string, attempts: number): Promise<Left> => {
    await policy.undelivered?.({ conversationId: conversation.id, seq: item.seq, failure, kind });
    if (policy.undelivered) conversation.owner = 'staff';
    return settle({ state: 'failed', failure, attempts });
  };
  /** False: the platform has told its fate meanwhile. */
  const begin = async (payload?: unknown): Promise<boolean> => {
    const mark = { state: 'sending', attempts: item.attempts, tried: true, retrySeconds: 0 } as const;
    return (await note(payload === undefined ? mark : { ...mark, payload })).open;
  };

  if (item.state === 'sending' && !item.fresh) {
    const fate = await look(door, outbound, item, signal);
    if (fate.status === 'sent')
      return settle({ state: 'sent', attempts: item.attempts, ...named(fate.providerId, outbound) });
    if (fate.status === 'wait') {
      const limit = policy.maxWaitSeconds ?? MAX_WAIT_S;
      if ((item.sinceTry ?? 0) >= limit) return giveUp('unknown', 'its fate could not be found out', item.attempts);
      return hold('sending', item.attempts, fate.seconds, false);
    }
  }
  if (!isWindowOpen(conversation, door.windowHours ?? null, now(), item.inReplyTo !== null)) {
    const other = substitute(door, conversation, item);
    if (other === null) return giveUp('window', 'the window is closed', item.attempts);
    if (!(await begin(other.payload))) return 'done';
    outbound = { ...outbound, ...other };
  } else if (!item.fresh && !(await begin())) {
    return 'done';
  }

  const attempts = item.attempts + 1;
  let sent = await attempt(door, outbound, signal);
  if (sent.status === 'failed' && sent.failure === 'window') {
    conversation.windowClosedAt = Temporal.Instant.fromEpochMilliseconds(now()).toString();
    const other = substitute(door, conversation, item);
    if (other !== null && JSON.stringify(other.payload) !== JSON.stringify(outbound.payload)) {
      if (!(await begin(other.payload))) return 'done';
      sent = await attempt(door, { ...outbound, ...other }, signal);
    }
  }
  if (sent.status === 'accepted') return settle({ state: 'sent', attempts, ...named(sent.providerId, outbound) });
  if (sent.status === 'resting') return hold('queued', item.attempts, sent.seconds);
  if (sent.status === 'retry') return hold('queued', attempts, sent.seconds);
  // Nobody can be reached: this item is not to blame and keeps its tries until operators have mended the account.
  if (sent.failure === 'account') return hold('queued', item.attempts, ACCOUNT_REST_S);
  if (sent.failure !== 'unknown' || attempts >= policy.maxAttempts) return giveUp(sent.failure, sent.reason, attempts);
  const rest = Math.min(policy.graceSeconds * 2 ** (attempts - 1), 60);
  return hold('sending', attempts, door.lookup ? rest : (door.fateSeconds ?? rest));
}

async function attempt(door: Door, item: OutboundItem, signal: AbortSignal): Promise<Sent | Resting> {
  try {
    return await door.send(item, signal);
  } catch (error) {
    return { status: 'failed', failure: 'unknown', reason: error instanceof Error ? error.name : 'error' };
  }
}

/** What may go while the window is closed. */
function substitute(door: Door, { guest, language }: Conversation, { payload }: Outbound): { payload: unknown } | null {
  const other = door.outsideWindow?.(payload, { guest, language }) ?? null;
  return other === null ? null : { payload: other };
}

/** A platform that knows the item by our own id has no other to remember; an indexed column less to write. */
function named(providerId: string, { id }: OutboundItem): { providerId?: string } {
  return providerId === id ? {} : { providerId };
}

async function look(door: Door, item: OutboundItem, waiting: Outbound, signal: AbortSignal): Promise<Fate> {
  if (!door.lookup) {
    const seconds = patienceFor(waiting, door.fateSeconds ?? 0) - (waiting.heard ?? waiting.sinceTry ?? 0);
    return seconds > 0 ? { status: 'wait', seconds } : { status: 'not-sent' };
  }
  try {
    return await door.lookup(item, signal);
  } catch {
    // Not knowing is no reason to risk a double.
    return { status: 'wait', seconds: 2 };
  }
}

/**
 * Seconds of listening after which no news will come any more. Platforms tell again what nobody heard, at intervals that
 * double: whoever was deaf for a minute may have to wait for a minute more.
 */
function patienceFor({ deaf = 0 }: Outbound, fateSeconds: number): number {
  return fateSeconds === 0 ? 0 : fateSeconds + Math.min(deaf, MAX_CATCH_UP_S);
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
    ...(item.overtaken && { overtaken: true }),
  };
}
