import { randomUUIDv7 } from 'node:crypto';
import type { AuditEntry } from '@botones/contract';

/** An entry at so many microseconds after 10:00. */
export function anEntry(change: Partial<AuditEntry> & { after?: number } = {}): AuditEntry {
  const { after = 0, ...rest } = change;
  return {
    id: randomUUIDv7(),
    at: Temporal.Instant.from('2031-05-04T10:00:00Z').add({ microseconds: after }).toString(),
    property: 'miramar',
    event: 'pms.done',
    subject: 'guest-1',
    data: { operation: 'createReservation' },
    ...rest,
  };
}
