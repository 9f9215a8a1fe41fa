import { type DeliveryPolicy, type Door, deliver } from './deliver.ts';
import type { Claimed, Ledger } from './ledger.ts';
import type { Conversation, Inbound, Outbound, Standing, TurnResult } from './types.ts';

/** What the owner of a conversation needs from the rest of the bot. */
export interface Work {
  /**
   * Answers one message. Whatever goes wrong inside becomes a handoff.
   *
   * @throws PutOff the end of what it began is to be found out by running it again
   */
  runTurn(conversation: Conversation, inbound: Inbound, signal: AbortSignal): Promise<TurnResult>;
  /** The last resort for a message that nobody survives: a word to the guest, the rest to staff. */
  giveUp(conversation: Conversation, inbound: Inbound): TurnResult;
  /** How replies leave; null for channels whose readers fetch them. */
  doorOf(conversation: Conversation): Door | null;
  /** After each commit, for metrics and for readers that wait. */
  committed(conversation: Conversation, inbound: Inbound, result: TurnResult): void;
  delivery: DeliveryPolicy;
  /** Starts of one message before it is given up. */
  maxAttempts: number;
}

/**
 * Answers and delivers, oldest first, until nothing is left to do now. The caller holds the lock and releases it.
 * Returns whether what `claimed.conversation` says is still all there is to know, so that the caller may keep it.
 */
export async function own(ledger: Ledger, claimed: Claimed, work: Work, signal: AbortSignal): Promise<boolean> {
  const { conversation, marks } = claimed;
  let { inbound, outbound, overdue } = claimed;
  let blocked = claimed.resting;
  if (isHollow(claimed)) return writeOff(ledger, conversation);

  for (;;) {
    const door = work.doorOf(conversation);
    if (!blocked && door !== null && outbound.length > 0) {
      blocked = (await deliver(ledger, door, conversation, outbound, marks, signal, work.delivery)) === 'blocked';
    }
    signal.throwIfAborted();

    const next = inbound.shift();
    if (next === undefined) {
      if (blocked) return false;
      if (conversation.lastIn === conversation.doneIn) return true;
      const again = await lookAnew(ledger, claimed);
      if (again === null) return false;
      if (isHollow(again)) return writeOff(ledger, again.conversation);
      if (again.inbound.length === 0) return false;
      ({ inbound, outbound } = again);
      continue;
    }

    // Written before the start, and only for what was left behind: a message that ends its process is counted,
    // one that merely waited in the queue of a dying process is not.
    const givenUp = conversation.attempts >= work.maxAttempts;
    if (overdue && !givenUp) await ledger.attempt(conversation.id);
    overdue = false;

    const result = givenUp ? work.giveUp(conversation, next) : await work.runTurn(conversation, next, signal);
    signal.throwIfAborted();
    const standing = await ledger.commit({ conversation, inbound: next, result, pull: door === null, held: blocked });
    if (standing === null) {
      const again = await lookAnew(ledger, claimed);
      if (again === null || again.conversation.doneIn >= next.seq) return false;
      ({ inbound, outbound } = again);
      continue;
    }
    advance(conversation, next, result, standing);
    work.committed(conversation, next, result);
    if (door !== null && !blocked) outbound.push(...freshOf(result, next, standing));
  }
}

/** Counted as open, and nothing is there. */
function isHollow({ conversation, inbound, outbound }: Claimed): boolean {
  const open = conversation.lastIn > conversation.doneIn || conversation.lastOut > conversation.sentOut;
  return open && inbound.length === 0 && outbound.length === 0;
}

/** Reads the conversation again, once what is written about it stands: an item sent but not marked would look unsent. */
export async function lookAnew(ledger: Ledger, { conversation, marks }: Claimed): Promise<Claimed | null> {
  await Promise.all(marks);
  const again = await ledger.reload(conversation.id);
  if (again !== null) Object.assign(conversation, again.conversation);
  return again;
}

async function writeOff(ledger: Ledger, conversation: Conversation): Promise<boolean> {
  await ledger.writeOff(conversation);
  return false;
}

function advance(
  conversation: Conversation,
  inbound: Inbound,
  result: TurnResult,
  { lastIn, lastOut, lastSeq }: Standing & { lastSeq: number },
): void {
  conversation.doneIn = inbound.seq;
  conversation.lastIn = lastIn;
  conversation.lastOut = lastOut;
  conversation.lastSeq = lastSeq;
  conversation.owner = result.owner;
  conversation.language = result.language;
  conversation.tracker = result.tracker;
  conversation.attempts = 0;
}

function freshOf(
  result: TurnResult,
  inbound: Inbound,
  { lastSeq, lastIn }: Standing & { lastSeq: number },
): Outbound[] {
  const first = lastSeq - result.replies.length + 1;
  return result.replies.map((reply, index) => ({
    seq: first + index,
    state: 'sending',
    payload: reply.payload,
    inReplyTo: inbound.message.providerId,
    attempts: 0,
    overtaken: lastIn > inbound.seq,
    fresh: true,
  }));
}
