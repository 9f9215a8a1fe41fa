import type { DeliveryEvent } from '@botones/contract';
import type { Queryable, Statement } from '../store/database.ts';
import { toJson } from '../store/json.ts';

// States only go forward (a `read` that overtakes its `delivered` stands), and only what was merely sent can still fail.
// Several news of one item come to one change: a statement changes a row once only. The first prices stand. An item that was
// sent again in another form has another id of the platform's, and news of the former one are none of its own.
const apply: Statement = {
  name: 'delivery_events',
  text: `
    with event as (
      select e.*, array_position(array['queued', 'sending', 'sent', 'delivered', 'read'], e.state) as rank
      from json_to_recordset($1::json) as e(
        n int, "conversationId" uuid, seq bigint, "providerId" text, state text, failure text, kind text, pricing json)
    ), hit as (
      select o.conversation_id, o.seq, o.state as former, e.n, e.rank, e.state, e.failure, e.kind, e.pricing, e."providerId"
      from event e
      join outbox o on o.conversation_id = e."conversationId" and o.seq = e.seq
        and (o.provider_id = e."providerId") is not false
      union all
      select o.conversation_id, o.seq, o.state as former, e.n, e.rank, e.state, e.failure, e.kind, e.pricing, e."providerId"
      from event e
      join outbox o on o.provider_id = e."providerId"
      where not exists (select from outbox p where p.conversation_id = e."conversationId" and p.seq = e.seq)
    ), news as (
      select conversation_id, seq, min(former) as former, max(rank) as rank, min("providerId") as provider_id,
        min(failure) filter (where state = 'failed') as failure, min(kind) filter (where state = 'failed') as kind,
        (array_agg(pricing order by rank, n) filter (where pricing is not null))[1] as pricing
      from hit group by conversation_id, seq
    ), changed as (
      update outbox o set
        state = case when s.ahead then s.next else o.state end,
        provider_id = coalesce(o.provider_id, s.provider_id),
        failure = case when s.ahead and s.next = 'failed' then s.failure else o.failure end,
        pricing = coalesce(o.pricing, s.pricing)
      from (
        select n.*, case when coalesce(n.rank, 0) < 4 and n.failure is not null then 'failed'
          else (array['queued', 'sending', 'sent', 'delivered', 'read'])[n.rank] end as next,
          case when coalesce(n.rank, 0) < 4 and n.failure is not null then n.former in ('queued', 'sending', 'sent')
          else array_position(array['queued', 'sending', 'sent', 'delivered', 'read'], n.former) < n.rank end as ahead
        from news n) s
      where o.conversation_id = s.conversation_id and o.seq = s.seq and (s.ahead or (o.pricing is null and s.pricing is not null))
      returning o.conversation_id, o.seq, o.state, s.former, s.ahead, s.kind, o.failure, o.author
    )
    select h.n, h.conversation_id as "conversationId", h.seq::int,
      coalesce(c.ahead, false) as changed, c.former, c.state, c.kind, c.failure, c.author
    from hit h left join changed c on c.conversation_id = h.conversation_id and c.seq = h.seq`,
};

// Whoever waits for the news need not wait any longer.
const hasten: Statement = {
  name: 'delivery_hasten',
  text: `
    update conversation set due_at = now()
    where id = any($1::uuid[]) and due_at > now() + interval '100 milliseconds' returning id`,
};

const widen: Statement = {
  name: 'delivery_widen',
  text: `
    update conversation c set window_until = greatest(c.window_until, x.until)
    from json_to_recordset($1::json) as x(id uuid, until timestamptz) where c.id = x.id`,
};

/** Our own: a conversation and a position. Others may use the same account and have ids of theirs echoed. */
const ours = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,15})$/;

export interface Failure {
  conversationId: string;
  seq: number;
  failure: string;
  kind: 'recipient' | 'window' | 'content' | 'account';
  author: 'bot' | 'staff';
}

export interface Applied {
  /** Replies that the platform has given up just now. */
  failures: Failure[];
  /** Conversations that waited for these news and may go on. */
  freed: string[];
  /** News of ids of the platform's that we do not know (yet). Our own are known before their call. */
  unknown: DeliveryEvent[];
}

interface Hit {
  n: number;
  conversationId: string;
  seq: number;
  changed: boolean;
  former: string | null;
  state: string | null;
  kind: Failure['kind'] | null;
  failure: string | null;
  author: 'bot' | 'staff';
}

/** Notes what the platform says became of replies. */
export async function applyDeliveryEvents(database: Queryable, events: readonly DeliveryEvent[]): Promise<Applied> {
  if (events.length === 0) return { failures: [], freed: [], unknown: [] };
  const hits = await database.query<Hit>(apply, [toJson(events.map(rowOf))]);
  const known = new Set(hits.map(({ n }) => n));
  const waiting = [...new Set(hits.filter(({ former }) => former === 'sending').map((hit) => hit.conversationId))];
  const freed = waiting.length === 0 ? [] : await database.query<{ id: string }>(hasten, [waiting]);
  const wider = hits.flatMap(({ n, conversationId }) => {
    const until = events[n]?.windowUntil;
    return until === undefined ? [] : [{ id: conversationId, until }];
  });
  if (wider.length > 0) await database.query(widen, [toJson(wider)]);
  return {
    failures: failuresIn(hits),
    freed: freed.map(({ id }) => id),
    unknown: events.filter(({ itemId = '' }, n) => !known.has(n) && !ours.test(itemId)),
  };
}

function failuresIn(hits: readonly Hit[]): Failure[] {
  const failed = hits.filter(({ changed, state }) => changed && state === 'failed');
  const byItem = new Map(failed.map((hit) => [`${hit.conversationId}:${hit.seq}`, hit]));
  return [...byItem.values()].map(({ conversationId, seq, failure, kind, author }) => ({
    conversationId,
    seq,
    failure: failure ?? 'failed',
    kind: kind ?? 'recipient',
    author,
  }));
}

function rowOf({ itemId, providerId, state, failure, pricing }: DeliveryEvent, n: number) {
  const [, conversationId, seq] = ours.exec(itemId ?? '') ?? [];
  const text = failure ? `${failure.code}: ${failure.detail}` : state === 'failed' ? 'failed' : undefined;
  return { n, conversationId, seq, providerId, state, failure: text, kind: failure?.kind, pricing };
}
