import { randomUUIDv7 } from 'node:crypto';
import type { AuditEntry } from '@botones/contract';

export interface Note {
  readonly property: string;
  /** Constant. */
  readonly sentence: string;
  /** Those that may stand in a log line. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What an adapter of a PMS says that it did or saw by itself, apart from any turn: an order that it gave back. */
export function describeNote({ property, sentence, fields }: Note, at: Temporal.Instant): AuditEntry {
  const data = { sentence, ...fields };
  return { id: randomUUIDv7(), at: at.toString(), property, event: 'pms.noted', subject: 'pms', data };
}
