import type { AuditEntry } from '@botones/contract';
import { isInstant, isUuid } from '../store/audit-filter.ts';

/** One line of JSON for an entry, with its line feed. */
export function toLine({ id, at, property, event, subject, data }: AuditEntry): string {
  return `${JSON.stringify({ id, at, property, event, subject, data })}\n`;
}

/** The entry of a line; null where it is none: half a line, or one that somebody wrote by hand. */
export function fromLine(line: string): AuditEntry | null {
  let read: Partial<Record<keyof AuditEntry, unknown>> | null;
  try {
    read = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof read !== 'object' || read === null) return null;
  const { id, at, property, event, subject, data } = read;
  const isEntry =
    isUuid(id) &&
    isInstant(at) &&
    typeof property === 'string' &&
    typeof event === 'string' &&
    typeof subject === 'string';
  if (!isEntry || typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  return { id, at, property, event, subject, data: data as AuditEntry['data'] };
}
