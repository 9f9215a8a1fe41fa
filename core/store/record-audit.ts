import type { AuditEntry } from '@botones/contract';
import type { Queryable, Statement } from './database.ts';

const record: Statement = {
  name: 'audit_record',
  text: `
    insert into audit_log (id, at, property, subject, event, data) values ($1, $2, $3, $4, $5, $6)
    on conflict (id) do nothing`,
};

/** One row of the trail, outside of any turn. Stored again it changes nothing. */
export async function recordAudit(database: Queryable, entry: AuditEntry): Promise<void> {
  const { id, at, property, subject, event, data } = entry;
  await database.query(record, [id, at, property, subject, event, JSON.stringify(data)]);
}
