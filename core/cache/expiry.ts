/**
 * Milliseconds since 1970 after which an answer is void by its own words: the earliest `expiresAt` of it or of the items
 * of its list.
 */
export function expiryOf(answer: unknown): number {
  const ends = [answer].flat().map((item) => (item as { expiresAt?: unknown } | null | undefined)?.expiresAt);
  const instants = ends.filter((end) => end instanceof Temporal.Instant);
  return Math.min(...instants.map(({ epochMilliseconds }) => epochMilliseconds), Number.POSITIVE_INFINITY);
}
