import { Migration } from '@mikro-orm/migrations';

/** Files: what guests send, and pictures that they are shown. */
export class Media extends Migration {
  override up(): void {
    // Bytes are compressed already, so PostgreSQL need not try.
    this.addSql(`
      create table media (
        id text primary key,
        property text not null,
        mime text not null,
        name text,
        sha256 text not null,
        is_public boolean not null,
        data bytea not null,
        created_at timestamptz not null default now()
      )`);
    this.addSql(`alter table media alter column data set storage external`);
    this.addSql(`create index idx_media_private on media (property, created_at) where not is_public`);
  }
}
