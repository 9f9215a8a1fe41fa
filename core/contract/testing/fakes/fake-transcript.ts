import type { Transcript, TranscriptEntry } from '../../channel.ts';
import { anEntry } from '../builders/a-transcript.ts';

export interface FakeTranscript extends Transcript {
  /** Adds a line to a guest's conversation, numbers it and tells who watches. */
  add(account: string, guestKey: string, entry: Partial<Omit<TranscriptEntry, 'seq'>>): TranscriptEntry;
  /** How many watch at the moment. */
  readonly watching: number;
}

/** Conversations in memory, with the promises that core makes about order. */
export function fakeTranscript(): FakeTranscript {
  const conversations = new Map<string, TranscriptEntry[]>();
  const watchers = new Map<() => void, string>();
  const keyOf = (account: string, guestKey: string) => JSON.stringify([account, guestKey]);
  const entriesOf = (key: string) => conversations.get(key) ?? [];
  return {
    add(account, guestKey, entry) {
      const key = keyOf(account, guestKey);
      const entries = entriesOf(key);
      // Gaps are allowed, and a reader who counts by ones is found out here.
      const added = anEntry({ ...entry, seq: (entries.at(-1)?.seq ?? 0) + 2 });
      conversations.set(key, [...entries, added]);
      for (const [changed, watched] of watchers) if (watched === key) changed();
      return added;
    },
    async read(account, guestKey, after, limit) {
      return entriesOf(keyOf(account, guestKey))
        .filter(({ seq }) => seq > after)
        .slice(0, limit);
    },
    watch(account, guestKey, changed) {
      // Wrapped, so that the same function may watch twice.
      const watcher = () => changed();
      watchers.set(watcher, keyOf(account, guestKey));
      return () => void watchers.delete(watcher);
    },
    get watching() {
      return watchers.size;
    },
  };
}
