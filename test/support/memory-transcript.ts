import type { Message, Part, Receipt, Transcript, TranscriptEntry } from '@botones/contract';

interface Conversation {
  id: string;
  entries: TranscriptEntry[];
  watchers: Set<() => void>;
}

/** Conversations in memory: what core keeps in PostgreSQL, with the same promises about order and doubles. */
export class MemoryTranscript implements Transcript {
  readonly #conversations = new Map<string, Conversation>();
  readonly #receipts = new Map<string, Receipt>();

  /** Stores a message once per provider id; the receipt of a double tells of the first. */
  take(message: Message): Receipt {
    const id = JSON.stringify([message.account, message.providerId]);
    const known = this.#receipts.get(id);
    if (known) return { ...known, double: true };
    const { providerId, sentAt, parts } = message;
    const entry = this.#append(message.account, message.guest.key, {
      from: message.from,
      at: sentAt,
      providerId,
      parts,
    });
    const { id: conversationId } = this.#conversation(message.account, message.guest.key);
    const receipt = { providerId, conversationId, seq: entry.seq, double: false };
    this.#receipts.set(id, receipt);
    return receipt;
  }

  /** Adds what the bot, or the named person, says. */
  say(account: string, guestKey: string, parts: Part[], author?: string): TranscriptEntry {
    const at = Temporal.Now.instant().toString();
    const voice = author === undefined ? { from: 'bot' as const } : { from: 'staff' as const, author };
    return this.#append(account, guestKey, { ...voice, at, parts });
  }

  async read(account: string, guestKey: string, after: number, limit: number): Promise<TranscriptEntry[]> {
    const { entries } = this.#conversation(account, guestKey);
    return entries.filter((entry) => entry.seq > after).slice(0, limit);
  }

  watch(account: string, guestKey: string, changed: () => void): () => void {
    const { watchers } = this.#conversation(account, guestKey);
    watchers.add(changed);
    return () => watchers.delete(changed);
  }

  /** How many readers wait for news. */
  get watching(): number {
    return [...this.#conversations.values()].reduce((sum, { watchers }) => sum + watchers.size, 0);
  }

  #append(account: string, guestKey: string, entry: Omit<TranscriptEntry, 'seq'>): TranscriptEntry {
    const conversation = this.#conversation(account, guestKey);
    // Gaps are allowed: core's numbers come from a sequence, too.
    const stored = { seq: (conversation.entries.at(-1)?.seq ?? 0) + 2, ...entry };
    conversation.entries.push(stored);
    for (const changed of conversation.watchers) changed();
    return stored;
  }

  #conversation(account: string, guestKey: string): Conversation {
    const key = JSON.stringify([account, guestKey]);
    const found = this.#conversations.get(key);
    if (found) return found;
    const fresh = { id: `conversation-${this.#conversations.size + 1}`, entries: [], watchers: new Set<() => void>() };
    this.#conversations.set(key, fresh);
    return fresh;
  }
}
