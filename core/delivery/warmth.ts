import type { Claimed } from './ledger.ts';
import type { Arrival, Conversation } from './types.ts';

/** How long a conversation stays owned after its last turn; most guests write their next message within it. */
const WARM_MS = 3_000;
/** A conversation held in memory costs a few kilobytes. */
const MOST = 1_000;

/** Conversations that have been answered and are still owned, so that their next message needs no lock and no look. */
export interface Warmth {
  keep(conversation: Conversation): void;
  /** Takes it out, to look at it anew. */
  take(id: string): Conversation | null;
  /** Takes it out to answer `arrival`; null unless nothing at all has happened in between. */
  continueWith(arrival: Arrival): Claimed | null;
  /** Takes out those that have been quiet for too long. */
  cooled(): string[];
  clear(): void;
}

export function createWarmth(now: () => number = () => performance.now()): Warmth {
  // In the order in which they were kept, so the coldest come first.
  const kept = new Map<string, { conversation: Conversation; since: number }>();

  return {
    keep(conversation) {
      kept.delete(conversation.id);
      kept.set(conversation.id, { conversation, since: now() });
    },
    take(id) {
      const conversation = kept.get(id)?.conversation ?? null;
      kept.delete(id);
      return conversation;
    },
    continueWith({ conversationId, seq, message }) {
      const conversation = kept.get(conversationId)?.conversation;
      // Another process has stored something too: a message before this one, a word of staff.
      if (conversation === undefined || seq !== conversation.lastSeq + 1) return null;
      kept.delete(conversationId);
      conversation.lastSeq = seq;
      conversation.lastIn = seq;
      conversation.guest = message.guest;
      if (message.from === 'guest') conversation.lastGuestAt = message.sentAt;
      return { conversation, inbound: [{ seq, message }], outbound: [], overdue: false, resting: false };
    },
    cooled() {
      const cold: string[] = [];
      for (const [id, { since }] of kept) {
        if (kept.size - cold.length <= MOST && now() - since < WARM_MS) break;
        cold.push(id);
      }
      for (const id of cold) kept.delete(id);
      return cold;
    },
    clear: () => kept.clear(),
  };
}
