/** Tables of one hotel. Rows of `room_type` are what a booking locks. */
export const migrations = [
  {
    name: '1-hotel',
    sql: `
      create table room_type (id text primary key);

      create table reservation (
        reference text primary key,
        status text not null check (status in ('held', 'confirmed', 'cancelled')),
        room_type text not null references room_type,
        rate_plan text not null,
        arrival date not null,
        departure date not null check (departure > arrival),
        units int not null check (units > 0),
        rooms jsonb not null,
        held_until timestamptz check (status <> 'held' or held_until is not null),
        currency text not null,
        -- Minor units. The stay alone, and with everything on the bill.
        stay bigint not null,
        total bigint not null,
        paid bigint not null default 0,
        cancel_steps jsonb not null,
        first_name text not null,
        last_name text not null,
        email text,
        phone text,
        language text not null,
        created_at timestamptz not null
      );
      create index reservation_nights on reservation (room_type, departure, arrival) where status <> 'cancelled';

      create table bill_line (
        id bigint generated always as identity primary key,
        reference text not null references reservation,
        name text not null,
        amount bigint not null,
        at timestamptz not null
      );
      create table payment (
        id bigint generated always as identity primary key,
        reference text not null references reservation,
        amount bigint not null,
        method text not null,
        transaction text,
        at timestamptz not null
      );
      create table note (
        id bigint generated always as identity primary key,
        reference text not null references reservation,
        text text not null,
        at timestamptz not null
      );
      create index bill_line_reference on bill_line (reference);
      create index payment_reference on payment (reference);
      create index note_reference on note (reference);

      -- What a write answered, by its key.
      create table answer (
        key text primary key,
        request text not null,
        answer jsonb,
        at timestamptz not null default now()
      );`,
  },
] as const;
