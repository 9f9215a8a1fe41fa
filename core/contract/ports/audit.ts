import type { Operations } from './operations.ts';

/** Keeps a trail of who did what, when. */
export interface Audit {
  /** Stores entries; an id that is stored already is left as it is. */
  record(entries: readonly AuditEntry[], signal: AbortSignal): Promise<void>;
}

export interface AuditEntry {
  /** Unique; the same for every try. */
  id: string;
  /** ISO instant. */
  at: string;
  property: string;
  /** `message.received`, `turn.decided`, `handoff.opened`, `handoff.returned`, `staff.replied` … */
  event: string;
  /** Whose conversation, or which member of staff. */
  subject: string;
  /** Facts and figures. No guest text, no phone, no mail address. */
  data: Readonly<Record<string, unknown>>;
}

/** Entries carry their own ids, so that storing them again changes nothing. */
export const auditOperations = { record: { does: 'read' } } as const satisfies Operations<Audit>;
