/** Money in minor units. */
export const migrations = [
  {
    name: '1-journal',
    sql: `
      -- Every write, before it is made: QloApps itself knows no key.
      create table write (
        key text primary key,
        kind text not null,
        source text not null,
        request text not null,
        state text not null check (state in ('begun', 'sent', 'done', 'void')),
        before jsonb,
        answer jsonb,
        -- Its end was not seen at least once: a late double may turn up.
        unsure boolean not null default false,
        -- Of the lock under which it was last tried: whoever lost it writes nothing more.
        token bigint not null,
        at timestamptz not null
      );
      create index write_open on write (at) where state = 'sent' or unsure;

      -- What QloApps cannot keep of an order.
      create table stay (
        id_order bigint primary key,
        reference text not null unique,
        room_type text not null,
        rooms jsonb not null,
        services jsonb not null,
        total bigint not null,
        cancel_steps jsonb not null,
        email_print text,
        held_until timestamptz,
        -- The state in which the order was made: any other is the hotel's doing.
        held_state bigint
      );
      create index stay_held on stay (held_until) where held_until is not null;

      create table payment (
        key text primary key,
        id_order bigint not null,
        amount bigint not null,
        currency text not null,
        method text not null,
        transaction text,
        at timestamptz not null
      );
      create index payment_order on payment (id_order);

      -- What is paid as we know it, and what QloApps said then; what it says beyond that was paid at the desk.
      create table paid (
        id_order bigint primary key,
        amount bigint not null,
        said bigint
      );`,
  },
  {
    name: '2-told',
    sql: `
      -- The guest was told of the booking, or it was seen to that nobody waits for it.
      alter table write add column told boolean not null default false;
      create index write_untold on write (at) where state = 'done' and not told and kind = 'book';`,
  },
] as const;
