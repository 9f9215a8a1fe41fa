import { Migration } from '@mikro-orm/migrations';

/** For staff: what the bot would have answered to the parts of a letter that it understood. Gone when they give it back. */
export class HandoffDraft extends Migration {
  override up(): void {
    this.addSql('alter table handoff add column draft text');
  }
}
