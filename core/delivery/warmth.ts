import type { Claimed } from './ledger.ts';
import type { Arrival } from './types.ts';
import { hoursAfter } from './window.ts';

/** How long a conversation stays owned after its last turn; most guests write their next message within it. */
const WARM_MS = 3_000;
/** A conversation held in memory costs a few kilobytes. */
const MOST = 1_000;

/** Conversations that have been answered and are still owned, so that their next message needs no lock and no look. */
export interface Warmth {
  keep(claimed: Claimed): void;
  /** Takes it out, to look at it anew. */
  take(id: string): Claimed | null;
  /** Takes it out to answer `arrival`; null unless nothing at all has happened in between. */
  continueWith(arrival: Arrival): Claimed | null;
  /** Takes out those that have been quiet for too long. */
  cooled(): Claimed[];
  /** Takes out all. */
  clear(): Claimed[];
}

export function createWarmth(now: () => number = () => performance.now()): Warmth {
  // In the order in which they were kept, so the coldest come first.
  const kept = new Map<string, { claimed: Claimed; since: number }>();

  return {
    keep(claimed) {
      const { id } = claimed.conversation;
      kept.delete(id);
      kept.set(id, { claimed, since: now() });
    },
    take(id) {
      const claimed = kept.get(id)?.claimed ?? null;
      kept.delete(id);
      return claimed;
    },
    continueWith({ conversationId, seq, message }) {
      const claimed = kept.get(conversationId)?.claimed;
      // Another process has stored something too: a message before this one, a word of staff.
      if (claimed === undefined || seq !== claimed.conversation.lastSeq + 1) return null;
      kept.delete(conversationId);
      const { conversation, marks } = claimed;
      conversation.lastSeq = seq;
      conversation.lastIn = seq;
      if (message.from === 'guest' && message.opensWindow !== 0) {
        conversation.guest = message.guest;
        conversation.lastGuestAt = later(conversation.lastGuestAt, message.sentAt);
        if (message.opensWindow !== undefined) {
          conversation.windowUntil = later(conversation.windowUntil, hoursAfter(message.sentAt, message.opensWindow));
        }
      }
      return { conversation, inbound: [{ seq, message }], outbound: [], overdue: false, resting: false, marks };
    },
    cooled() {
      const cold: Claimed[] = [];
      for (const { claimed, since } of kept.values()) {
        if (kept.size - cold.length <= MOST && now() - since < WARM_MS) break;
        cold.push(claimed);
      }
      for (const { conversation } of cold) kept.delete(conversation.id);
      return cold;
    },
    clear() {
      const all = [...kept.values()].map(({ claimed }) => claimed);
      kept.clear();
      return all;
    },
  };
}

/** Platforms deliver late messages behind later ones. */
function later(one: string | null, other: string): string {
  return one !== null && Temporal.Instant.compare(one, other) > 0 ? one : other;
}
