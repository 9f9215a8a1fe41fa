import { Migration } from '@mikro-orm/migrations';

/** Messages of which the bot could learn, redacted, until the team has decided about them. */
export class NluCandidates extends Migration {
  override up(): void {
    this.addSql(`
      create table nlu_candidate (
        id bigint generated always as identity primary key,
        property text not null,
        text text not null,
        language text not null,
        reason text not null check (reason in ('escalated', 'corrected')),
        intent text,
        confidence real not null,
        meant text,
        kept_at timestamptz not null default now(),
        decided_at timestamptz,
        decision text
      )`);
    this.addSql(`create index idx_nlu_candidate_open on nlu_candidate (property, kept_at) where decided_at is null`);
    // Retention walks by age, whatever was decided.
    this.addSql(`create index idx_nlu_candidate_kept on nlu_candidate using brin (kept_at)`);
  }
}
