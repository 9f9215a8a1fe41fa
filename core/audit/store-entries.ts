import type { Audit, AuditEntry } from '@botones/contract';

/**
 * Hands entries to the sink, and finds out by halves which of them it can never take.
 *
 * @returns those; the rest is stored.
 * @throws what the sink throws when it may take them another time.
 */
export async function storeEntries(
  audit: Audit,
  entries: readonly AuditEntry[],
  signal: AbortSignal,
): Promise<readonly AuditEntry[]> {
  try {
    await audit.record(entries, signal);
    return [];
  } catch (error) {
    if ((error as { retryable?: unknown }).retryable !== false) throw error;
  }
  if (entries.length <= 1) return entries;
  const half = Math.ceil(entries.length / 2);
  const refused = await storeEntries(audit, entries.slice(0, half), signal);
  return [...refused, ...(await storeEntries(audit, entries.slice(half), signal))];
}
