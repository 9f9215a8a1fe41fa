import { Migration } from '@mikro-orm/migrations';

/** So that the trail is found by time alone and by event, too, however long it has grown. */
export class AuditFilters extends Migration {
  override up(): void {
    this.addSql(`create index idx_audit_timestamp on audit_log (at desc, id desc)`);
    // With the hotel at its end, entries of an event are counted by hotel without reading them.
    this.addSql(`create index idx_audit_event_timestamp on audit_log (event, at desc, property)`);
  }
}
