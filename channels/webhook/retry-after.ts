const DEFAULT_SECONDS = 5;
const MAX_SECONDS = 3600;

/** Seconds from a `Retry-After` header (RFC 9110, 10.2.3), from 1 to an hour; 5 when it names none, or a date. */
export function readRetryAfter(header: string | string[] | undefined): number {
  const seconds = /^\d+$/.test(String(header)) ? Number(header) : DEFAULT_SECONDS;
  return Math.min(Math.max(seconds, 1), MAX_SECONDS);
}
