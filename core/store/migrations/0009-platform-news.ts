import { Migration } from '@mikro-orm/migrations';

/** What platforms tell besides messages: who is whom, what became of replies, when a window closed. */
export class PlatformNews extends Migration {
  override up(): void {
    // `id` is what the id of a conversation would be under a further key of its guest.
    this.addSql(`create table conversation_alias (id uuid primary key, conversation_id uuid not null)`);
    this.addSql(`create index idx_alias_conversation on conversation_alias (conversation_id)`);

    // Only what differs from the rule "so many hours after the guest's last message".
    this.addSql(`
      alter table conversation
        add column window_until timestamptz,
        add column window_closed_at timestamptz`);
    this.addSql(`
      alter table outbox
        add column pricing json,
        add column tried_at timestamptz`);

    this.addSql(`
      create table channel_event (
        id bigint generated always as identity primary key,
        property text not null,
        channel text not null,
        account text not null,
        conversation_id uuid,
        type text not null,
        provider_id text not null,
        at timestamptz not null,
        data json not null,
        received_at timestamptz not null default now()
      )`);
    this.addSql(`create unique index idx_event_provider on channel_event (channel, account, provider_id, type)`);
    this.addSql(`create index idx_event_received on channel_event using brin (received_at)`);
    this.addSql(
      `create index idx_event_conversation on channel_event (conversation_id) where conversation_id is not null`,
    );

    // News of replies whose id is not known yet: they may overtake the answer that tells it.
    this.addSql(`
      create table parked_delivery (
        id bigint generated always as identity primary key,
        event json not null,
        parked_at timestamptz not null default now()
      )`);
  }
}
