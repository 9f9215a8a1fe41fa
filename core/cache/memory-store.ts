import type { CacheStore, Kept } from './store.ts';

const defaults = { entries: 1_000, bytes: 16 * 1024 * 1024 };

/**
 * Answers in this process: at most so many `entries` and `bytes`, none longer than a quarter of them. Those that were
 * not read for longest make room for others.
 */
export function createMemoryStore(
  limits = defaults,
  now: () => number = () => performance.now(),
): CacheStore & { readonly size: number } {
  /** In the order of their last reading. */
  const entries = new Map<string, { kept: Kept; until: number }>();
  const generations = new Map<string, number>();
  let bytes = 0;

  const generationOf = (space: string) => String(generations.get(space) ?? 0);
  const idOf = (space: string, key: string) => `${space}\n${key}`;
  const sizeOf = ({ text }: Kept) => text.length * 2;

  function drop(id: string): void {
    const entry = entries.get(id);
    if (entry && entries.delete(id)) bytes -= sizeOf(entry.kept);
  }

  return {
    get size() {
      return entries.size;
    },
    async read(space, key) {
      const id = idOf(space, key);
      const generation = generationOf(space);
      const entry = entries.get(id);
      if (entry === undefined) return { generation, kept: null };
      if (entry.until <= now()) {
        drop(id);
        return { generation, kept: null };
      }
      entries.delete(id);
      entries.set(id, entry);
      return { generation, kept: entry.kept };
    },
    async write(space, key, kept, milliseconds) {
      const id = idOf(space, key);
      drop(id);
      if (kept.generation !== generationOf(space) || sizeOf(kept) > limits.bytes / 4) return;
      entries.set(id, { kept, until: now() + milliseconds });
      bytes += sizeOf(kept);
      for (const oldest of entries.keys()) {
        if (entries.size <= limits.entries && bytes <= limits.bytes) break;
        drop(oldest);
      }
    },
    async invalidate(space) {
      generations.set(space, (generations.get(space) ?? 0) + 1);
      for (const id of entries.keys()) if (id.startsWith(`${space}\n`)) drop(id);
    },
  };
}
