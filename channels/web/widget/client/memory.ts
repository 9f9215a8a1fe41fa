import type { Draft } from './timeline.ts';

export interface Session {
  token: string;
  session: string;
  /** ISO instant after which the token should be renewed. */
  renewAt: string;
}

/** What the browser remembers of one hotel's chat, over reloads and shared by its tabs. */
export interface Memory {
  session: Session | null;
  /** Written but not yet known to be stored by the server. */
  drafts: Draft[];
  /** Chosen by the guest; null while the page decides. */
  language: string | null;
  /** The last sequence number that the guest has looked at. */
  seen: number;
}

const nothing: Memory = { session: null, drafts: [], language: null, seen: 0 };

/** Memory under `key`; where storage is blocked or full, it lasts as long as the page. */
export function openMemory(key: string, storage: Storage | null) {
  let last = nothing;

  function read(): Memory {
    try {
      const text = storage?.getItem(key);
      if (text) last = { ...nothing, ...JSON.parse(text) };
      else if (storage) last = nothing;
    } catch {
      // A blocked or damaged store: what this page knows must do.
    }
    return last;
  }

  /** Reads before it writes, because another tab may have written meanwhile. */
  function update(change: (memory: Memory) => Partial<Memory>): Memory {
    const memory = read();
    last = { ...memory, ...change(memory) };
    try {
      storage?.setItem(key, JSON.stringify(last));
    } catch {
      storage = null;
    }
    return last;
  }

  return { key, read, update };
}

export type MemoryStore = ReturnType<typeof openMemory>;

/** The browser's own store, or null where the guest has forbidden it. */
export function browserStorage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}
