import { Migration } from '@mikro-orm/migrations';

/** Conversations, what came in, what went out, what was decided, and the trail. */
export class First extends Migration {
  override up(): void {
    // `last_*` and `done_*` count positions in the conversation's own order. Work is pending while last_in > done_in or
    // last_out > sent_out: both stand in the one row that intake and commit lock, so neither can miss the other.
    // The row is rewritten three times a message: room on its page and an eager vacuum keep it from bloating.
    this.addSql(`
      create table conversation (
        id uuid primary key,
        property text not null,
        channel text not null,
        account text not null,
        guest_key text not null,
        guest json not null,
        owner text not null default 'bot' check (owner in ('bot', 'staff')),
        language text,
        last_seq bigint not null default 0,
        last_in bigint not null default 0,
        done_in bigint not null default 0,
        last_out bigint not null default 0,
        sent_out bigint not null default 0,
        due_at timestamptz,
        attempts integer not null default 0,
        tracker json not null default '{}',
        last_guest_at timestamptz,
        created_at timestamptz not null default now()
      ) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0)`);
    this.addSql(`create index idx_conversation_due on conversation (due_at) where due_at is not null`);

    this.addSql(`
      create table inbox (
        conversation_id uuid not null,
        seq bigint not null,
        channel text not null,
        account text not null,
        provider_id text not null,
        author text not null check (author in ('guest', 'staff')),
        message json not null,
        received_at timestamptz not null default now(),
        primary key (conversation_id, seq)
      )`);
    this.addSql(`create unique index idx_inbox_provider on inbox (channel, account, provider_id)`);
    this.addSql(`create index idx_inbox_received on inbox using brin (received_at)`);

    this.addSql(`
      create table outbox (
        conversation_id uuid not null,
        seq bigint not null,
        author text not null check (author in ('bot', 'staff')),
        author_name text,
        state text not null check (state in ('queued', 'sending', 'sent', 'delivered', 'read', 'failed')),
        payload json,
        parts json,
        in_reply_to text,
        attempts integer not null default 0,
        provider_id text,
        failure text,
        created_at timestamptz not null default now(),
        sent_at timestamptz,
        primary key (conversation_id, seq)
      ) with (fillfactor = 80)`);
    this.addSql(`create index idx_outbox_provider on outbox (provider_id) where provider_id is not null`);

    this.addSql(`
      create table turn (
        conversation_id uuid not null,
        seq bigint not null,
        events json not null,
        created_at timestamptz not null default now(),
        primary key (conversation_id, seq)
      )`);

    this.addSql(`
      create table audit_log (
        id uuid primary key,
        at timestamptz not null,
        property text not null,
        subject text not null,
        event text not null,
        data json not null
      )`);
    this.addSql(`create index idx_audit_user_timestamp on audit_log (subject, at desc)`);
    this.addSql(`create index idx_audit_tenant_timestamp on audit_log (property, at desc)`);

    this.addSql(`
      create table handoff (
        id uuid primary key,
        property text not null,
        channel text not null,
        conversation_id uuid not null,
        seq bigint not null,
        reason text not null,
        language text not null,
        opened_at timestamptz not null default now(),
        notified_at timestamptz,
        returned_at timestamptz
      )`);
    this.addSql(`create unique index idx_handoff_open on handoff (conversation_id) where returned_at is null`);
    this.addSql(`create index idx_handoff_notify on handoff (opened_at) where notified_at is null`);

    this.addSql(`
      create table channel_cursor (
        property text not null,
        channel text not null,
        cursor text not null,
        moved_at timestamptz not null default now(),
        primary key (property, channel)
      )`);

    this.addSql(`create table secret (name text primary key, value bytea not null)`);
  }
}
