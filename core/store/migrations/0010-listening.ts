import { Migration } from '@mikro-orm/migrations';

/** Since when what platforms post finds somebody there. One row, for all processes. */
export class Listening extends Migration {
  override up(): void {
    this.addSql(`
      create table listening (
        one boolean primary key default true check (one),
        since timestamptz not null,
        seen_at timestamptz not null
      )`);
  }
}
