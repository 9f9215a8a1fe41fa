import { BotonesError, type Message, type Receipt } from '@botones/contract';
import type { Session, Statement } from '../store/database.ts';
import { toJson, toStorable } from '../store/json.ts';
import { createBatcher } from './batcher.ts';
import { conversationIdOf } from './conversation-id.ts';
import type { Arrival } from './types.ts';

/** Stores what came in, drops what came before, and says which conversations now have work. */
export interface Intake {
  /** Resolves after the commit. @throws BotonesError `ERR_DATABASE_DOWN`: nothing was stored, the platform should try again. */
  accept(property: string, channel: string, messages: readonly Message[], move?: CursorMove): Promise<Receipt[]>;
}

/** Where the next poll begins, stored with the messages. A cursor that is no longer at `from` stays where it is. */
export interface CursorMove {
  readonly from: string | null;
  readonly to: string;
}

interface Row {
  n: number;
  conversation_id: string;
  property: string;
  channel: string;
  account: string;
  guest_key: string;
  guest: unknown;
  author: Message['from'];
  sent_at: string;
  provider_id: string;
  message: Message;
}

// A conversation is locked in the order of ids, as in every batch, so that batches never wait for each other in a ring.
// Counting on the locked row gives positions whose order is the order of commits: who has read n has read all up to n.
const store = (name: string, more = ''): Statement => ({
  name,
  text: `
    with incoming as (
      select * from json_to_recordset($1::json) as x(
        n int, conversation_id uuid, property text, channel text, account text, guest_key text, guest json,
        author text, sent_at timestamptz, provider_id text, message json)
    ), fresh as (
      select distinct on (channel, account, provider_id) * from incoming i
      where not exists (
        select from inbox b
        where b.channel = i.channel and b.account = i.account and b.provider_id = i.provider_id)
      order by channel, account, provider_id, n
    ), counted as (
      select distinct on (conversation_id) conversation_id, property, channel, account, guest_key, guest,
        count(*) over (partition by conversation_id) as added,
        max(sent_at) filter (where author = 'guest') over (partition by conversation_id) as guest_at
      from fresh order by conversation_id, n desc
    ), moved as (
      insert into conversation as c
        (id, property, channel, account, guest_key, guest, last_seq, last_in, due_at, last_guest_at)
      select conversation_id, property, channel, account, guest_key, guest, added, added, now(), guest_at
      from counted order by conversation_id
      on conflict (id) do update set
        last_seq = c.last_seq + excluded.last_seq,
        last_in = c.last_seq + excluded.last_seq,
        due_at = coalesce(c.due_at, excluded.due_at),
        guest = excluded.guest,
        last_guest_at = greatest(c.last_guest_at, excluded.last_guest_at)
      returning id, last_seq
    )${more}
    insert into inbox (conversation_id, seq, channel, account, provider_id, author, message)
    select f.conversation_id,
      m.last_seq - k.added + row_number() over (partition by f.conversation_id order by f.n),
      f.channel, f.account, f.provider_id, f.author, f.message
    from fresh f
    join moved m on m.id = f.conversation_id
    join counted k on k.conversation_id = f.conversation_id
    on conflict (channel, account, provider_id) do nothing
    returning channel, account, provider_id, seq::int`,
});

const storeMessages = store('intake_store');

const storeWithCursors = store(
  'intake_store_cursors',
  `, move as (
      select * from json_to_recordset($2::json) as m(property text, channel text, "from" text, "to" text)
    ), moved_on as (
      update channel_cursor k set cursor = m."to", moved_at = now() from move m
      where k.property = m.property and k.channel = m.channel and k.cursor = m."from"
    ), begun as (
      insert into channel_cursor (property, channel, cursor)
      select property, channel, "to" from move where "from" is null
      on conflict (property, channel) do nothing
    )`,
);

const find: Statement = {
  name: 'intake_find',
  text: `
    select b.channel, b.account, b.provider_id, b.seq::int
    from json_to_recordset($1::json) as x(channel text, account text, provider_id text)
    join inbox b using (channel, account, provider_id)`,
};

interface Placed {
  channel: string;
  account: string;
  provider_id: string;
  seq: number;
}

export function createIntake(options: {
  session: () => Promise<Session>;
  /** Called after the commit with the conversations that have something new, and with what they have. */
  stored(conversationIds: string[], arrivals: Arrival[]): void;
}): Intake {
  const accept = createBatcher<{ rows: Row[]; moves: object[] }, Receipt[]>({
    max: 128,
    gatherMs: 1,
    isOutage: (error) => error instanceof BotonesError && error.code === 'ERR_DATABASE_DOWN',
    run: async (requests) => {
      const session = await options.session();
      const rows = requests.flatMap((request) => request.rows).map((row, n) => ({ ...row, n }));
      const moves = requests.flatMap((request) => request.moves);
      const stored =
        moves.length === 0
          ? await session.query<Placed>(storeMessages, [toJson(rows)])
          : await session.query<Placed>(storeWithCursors, [toJson(rows), toJson(moves)]);
      const placed = new Map(stored.map((row) => [keyOf(row), row.seq]));
      const arrivals = arrivalsOf(rows, placed);
      if (arrivals.length > 0) options.stored([...new Set(arrivals.map((one) => one.conversationId))], arrivals);
      const doubles = rows.filter((row) => !placed.has(keyOf(row)));
      const before =
        doubles.length === 0
          ? new Map<string, number>()
          : new Map((await session.query<Placed>(find, [toJson(doubles)])).map((row) => [keyOf(row), row.seq]));
      const seen = new Set<string>();
      return requests.map((request) => request.rows.map((row) => receiptOf(row, placed, before, seen)));
    },
  });
  return {
    async accept(property, channel, messages, move) {
      if (messages.length === 0 && move === undefined) return [];
      const rows = messages.map((message) => rowOf(property, channel, message));
      return accept({ rows, moves: move === undefined ? [] : [{ property, channel, ...move }] });
    },
  };
}

/** The fresh ones, each once: a double within the batch stands for the first. */
function arrivalsOf(rows: readonly Row[], placed: ReadonlyMap<string, number>): Arrival[] {
  const arrivals = new Map<string, Arrival>();
  for (const row of rows) {
    const key = keyOf(row);
    const seq = placed.get(key);
    if (seq === undefined || arrivals.has(key)) continue;
    arrivals.set(key, { conversationId: row.conversation_id, seq, message: row.message });
  }
  return [...arrivals.values()];
}

function receiptOf(row: Row, placed: Map<string, number>, before: Map<string, number>, seen: Set<string>): Receipt {
  const key = keyOf(row);
  const fresh = placed.get(key);
  const double = fresh === undefined || seen.has(key);
  seen.add(key);
  const seq = fresh ?? before.get(key) ?? 0;
  return { providerId: row.provider_id, conversationId: row.conversation_id, seq, double };
}

function keyOf(row: { channel: string; account: string; provider_id: string }): string {
  return `${row.channel}\n${row.account}\n${row.provider_id}`;
}

function rowOf(property: string, channel: string, message: Message): Row {
  const guestKey = toStorable(message.guest.key);
  const account = toStorable(message.account);
  return {
    n: 0,
    conversation_id: conversationIdOf(property, channel, account, guestKey),
    property,
    channel,
    account,
    guest_key: guestKey,
    guest: message.guest,
    author: message.from,
    sent_at: message.sentAt,
    provider_id: toStorable(message.providerId),
    message,
  };
}
