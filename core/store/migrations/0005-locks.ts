import { Migration } from '@mikro-orm/migrations';

/** Resources that one process at a time may work on, and who held them when. */
export class Locks extends Migration {
  override up(): void {
    // A free row stays, so that its token goes on growing; `lost_*` are those of a holder whose time ran out.
    this.addSql(`
      create table resource_lock (
        resource text primary key,
        owner text,
        token bigint not null,
        taken_at timestamptz not null,
        expires_at timestamptz not null,
        lost_owner text,
        lost_token bigint
      )`);
    this.addSql(`create index idx_resource_lock_held on resource_lock (expires_at) where owner is not null`);

    this.addSql(`
      create table lock_audit (
        id bigint generated always as identity primary key,
        at timestamptz not null,
        resource text not null,
        event text not null check (event in ('taken', 'released', 'expired')),
        owner text not null,
        token bigint not null
      )`);
    this.addSql(`create index idx_lock_audit_resource on lock_audit (resource, at desc)`);
    this.addSql(`create index idx_lock_audit_timestamp on lock_audit (at desc)`);
  }
}
