import { BotonesError, type Message, type Receipt } from '@botones/contract';
import type { Session, Statement } from '../store/database.ts';
import { toJson, toStorable } from '../store/json.ts';
import { createBatcher } from './batcher.ts';
import { conversationIdOf } from './conversation-id.ts';
import type { Arrival } from './types.ts';
import { hoursAfter } from './window.ts';

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
  /** Ids under the key of the message, and under the guest's other one. */
  own_id: string;
  other_id: string | null;
  other_key: string | null;
  property: string;
  channel: string;
  account: string;
  guest_key: string;
  guest: unknown;
  author: Message['from'];
  sent_at: string;
  /** It opens the platform's window; until when, if not for the usual time. */
  opens: boolean;
  until: string | null;
  provider_id: string;
  message: Message;
}

// A guest may be known by two keys, a number and an id. The conversation of the first that spoke is that of both; but a
// number leads to the conversation of an id only as long as no other id has used it, since numbers pass to new owners.
// A conversation is locked in the order of ids, as in every batch, so that batches never wait for each other in a ring.
// Counting on the locked row gives positions whose order is the order of commits: who has read n has read all up to n.
const store = (name: string, more = ''): Statement => ({
  name,
  text: `
    with incoming as (
      select x.*, coalesce(
        (select a.conversation_id from conversation_alias a where a.id = x.own_id),
        case when x.other_id is not null and not exists (select from conversation c where c.id = x.own_id) then (
          select c.id from conversation c where c.id = x.other_id and c.guest_key = x.other_key
            and not exists (select from conversation_alias a where a.conversation_id = c.id)) end,
        x.own_id) as conversation_id
      from json_to_recordset($1::json) as x(
        n int, own_id uuid, other_id uuid, other_key text, property text, channel text, account text, guest_key text,
        guest json, author text, sent_at timestamptz, opens boolean, until timestamptz, provider_id text, message json)
    ), named as (
      insert into conversation_alias (id, conversation_id)
      select distinct on (k.id) k.id, k.conversation_id
      from (
        select own_id as id, conversation_id, n from incoming where own_id <> conversation_id and conversation_id = other_id
        union all
        select other_id, conversation_id, n from incoming where other_id <> conversation_id
      ) k
      where not exists (
        select from conversation_alias a where a.id = k.id and a.conversation_id = k.conversation_id)
      order by k.id, k.n desc
      on conflict (id) do update set conversation_id = excluded.conversation_id
    ), fresh as (
      select distinct on (channel, account, provider_id) * from incoming i
      where not exists (
        select from inbox b
        where b.channel = i.channel and b.account = i.account and b.provider_id = i.provider_id)
      order by channel, account, provider_id, n
    ), counted as (
      select distinct on (conversation_id) conversation_id, property, channel, account, guest_key, guest,
        count(*) over (partition by conversation_id) as added,
        max(sent_at) filter (where opens) over (partition by conversation_id) as guest_at,
        max(until) filter (where opens) over (partition by conversation_id) as until
      from fresh order by conversation_id, n desc
    ), moved as (
      insert into conversation as c
        (id, property, channel, account, guest_key, guest, last_seq, last_in, due_at, last_guest_at, window_until)
      select conversation_id, property, channel, account, guest_key, guest, added, added, now(), guest_at, until
      from counted order by conversation_id
      on conflict (id) do update set
        last_seq = c.last_seq + excluded.last_seq,
        last_in = c.last_seq + excluded.last_seq,
        due_at = coalesce(c.due_at, excluded.due_at),
        guest = case when excluded.last_guest_at is null then c.guest else excluded.guest end,
        last_guest_at = greatest(c.last_guest_at, excluded.last_guest_at),
        window_until = greatest(c.window_until, excluded.window_until)
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
    returning conversation_id as "conversationId", channel, account, provider_id, seq::int`,
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

// An id that took over the conversation of a number.
const rename: Statement = {
  name: 'intake_rename',
  text: `
    update conversation c set guest_key = x.guest_key
    from json_to_recordset($1::json) as x(id uuid, guest_key text) where c.id = x.id`,
};

const find: Statement = {
  name: 'intake_find',
  text: `
    select b.conversation_id as "conversationId", b.channel, b.account, b.provider_id, b.seq::int
    from json_to_recordset($1::json) as x(channel text, account text, provider_id text)
    join inbox b using (channel, account, provider_id)`,
};

interface Placed {
  conversationId: string;
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
      const placed = mapOf(stored);
      const renamed = renamedBy(rows, placed);
      if (renamed.length > 0) await session.query(rename, [toJson(renamed)]);
      const arrivals = arrivalsOf(rows, placed);
      if (arrivals.length > 0) options.stored([...new Set(arrivals.map((one) => one.conversationId))], arrivals);
      const doubles = rows.filter((row) => !placed.has(keyOf(row)));
      const before = mapOf(doubles.length === 0 ? [] : await session.query<Placed>(find, [toJson(doubles)]));
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

function mapOf(rows: readonly Placed[]): Map<string, Placed> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** The fresh ones, each once: a double within the batch stands for the first. */
function arrivalsOf(rows: readonly Row[], placed: ReadonlyMap<string, Placed>): Arrival[] {
  const arrivals = new Map<string, Arrival>();
  for (const row of rows) {
    const key = keyOf(row);
    const place = placed.get(key);
    if (place === undefined || arrivals.has(key)) continue;
    arrivals.set(key, { conversationId: place.conversationId, seq: place.seq, message: row.message });
  }
  return [...arrivals.values()];
}

function renamedBy(rows: readonly Row[], placed: ReadonlyMap<string, Placed>): { id: string; guest_key: string }[] {
  return rows.flatMap((row) => {
    const id = row.other_id !== null && placed.get(keyOf(row))?.conversationId;
    return id && id === row.other_id && id !== row.own_id ? [{ id, guest_key: row.guest_key }] : [];
  });
}

function receiptOf(
  row: Row,
  placed: ReadonlyMap<string, Placed>,
  before: ReadonlyMap<string, Placed>,
  seen: Set<string>,
): Receipt {
  const key = keyOf(row);
  const fresh = placed.get(key);
  const place = fresh ?? before.get(key);
  const double = fresh === undefined || seen.has(key);
  seen.add(key);
  const conversationId = place?.conversationId ?? row.own_id;
  return { providerId: row.provider_id, conversationId, seq: place?.seq ?? 0, double };
}

function keyOf(row: { channel: string; account: string; provider_id: string }): string {
  return `${row.channel}\n${row.account}\n${row.provider_id}`;
}

function rowOf(property: string, channel: string, message: Message): Row {
  const guestKey = toStorable(message.guest.key);
  const otherKey = message.guest.otherKey === undefined ? null : toStorable(message.guest.otherKey);
  const account = toStorable(message.account);
  const hours = message.opensWindow;
  return {
    n: 0,
    own_id: conversationIdOf(property, channel, account, guestKey),
    other_id: otherKey === null ? null : conversationIdOf(property, channel, account, otherKey),
    other_key: otherKey,
    property,
    channel,
    account,
    guest_key: guestKey,
    guest: message.guest,
    author: message.from,
    sent_at: message.sentAt,
    opens: message.from === 'guest' && hours !== 0,
    until: hours ? hoursAfter(message.sentAt, hours) : null,
    provider_id: toStorable(message.providerId),
    message,
  };
}
