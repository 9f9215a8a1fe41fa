/**
 * Where answers are kept. Those of one `space` have a generation: `invalidate` begins a new one, and an answer that was
 * asked for in an older one is not read any more, even if it arrives later. Never throws, since a cache may only add.
 */
export interface CacheStore {
  read(space: string, key: string): Promise<Found>;
  write(space: string, key: string, kept: Kept, milliseconds: number): Promise<void>;
  invalidate(space: string): Promise<void>;
}

export interface Found {
  readonly generation: string;
  readonly kept: Kept | null;
}

export interface Kept {
  readonly generation: string;
  /** Milliseconds since 1970, when it was asked for. */
  readonly at: number;
  /** From `encode`. */
  readonly text: string;
}
