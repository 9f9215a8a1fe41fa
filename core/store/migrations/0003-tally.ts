import { Migration } from '@mikro-orm/migrations';

/** What channels count exactly: automatic replies by thread, by sender, in all. */
export class Tally extends Migration {
  override up(): void {
    this.addSql(`
      create table tally (
        key text not null,
        id text not null,
        at timestamptz not null,
        primary key (key, id)
      )`);
    this.addSql(`create index idx_tally_at on tally using brin (at)`);
  }
}
