import { Migration } from '@mikro-orm/migrations';

/** What was heard in voice messages. Guest text: it goes with the files. */
export class Transcriptions extends Migration {
  override up(): void {
    this.addSql(`
      create table transcription (
        property text not null,
        sha256 text not null,
        result json not null,
        made_at timestamptz not null default now(),
        primary key (property, sha256)
      )`);
  }
}
