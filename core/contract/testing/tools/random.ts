/** Numbers that look random and are the same for the same seed, so that a failure comes again. */
export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
  bytes(length: number): Uint8Array;
}

/** Marsaglia's xorshift with 32 bits of state (Journal of Statistical Software 8/14, 2003). */
export function seededRandom(seed: number): Random {
  let state = seed | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  return {
    below: (limit) => next() % limit,
    bytes: (length) => Uint8Array.from({ length }, () => next() >>> 24),
  };
}
