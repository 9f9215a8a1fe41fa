import type { Statement } from '../store/database.ts';
import { DEAF_AFTER_S } from './listening.ts';

/** Conversations with work that is due, of the given `property/channel`s (null: of all), those that wait longest first. */
export const due: Statement = {
  name: 'ledger_due',
  text: `
    select id from conversation
    where due_at <= now() and ($2::text[] is null or property || '/' || channel = any($2::text[]))
    order by due_at limit $1`,
};

export const lock: Statement = {
  name: 'ledger_lock',
  text: `select key::text, pg_try_advisory_lock(key) as held from unnest($1::bigint[]) as key`,
};

export const unlock: Statement = {
  name: 'ledger_unlock',
  text: `select pg_advisory_unlock(key) from unnest($1::bigint[]) as key`,
};

/**
 * Runs after the lock in a statement of its own: its snapshot sees everything that the former owner committed.
 * `back`: since when what platforms tell is heard (now, if nobody listens).
 */
export const load: Statement = {
  name: 'ledger_load',
  text: `
    with ear as (
      select case when seen_at < now() - interval '${DEAF_AFTER_S} seconds' then now() else since end as back from listening)
    select c.id, c.property, c.channel, c.account, c.guest, c.owner, c.language, c.tracker, c.attempts,
      c.last_guest_at as "lastGuestAt", c.window_until as "windowUntil", c.window_closed_at as "windowClosedAt", c.last_seq::int as "lastSeq", c.last_in::int as "lastIn", c.done_in::int as "doneIn",
      c.last_out::int as "lastOut", c.sent_out::int as "sentOut",
      c.due_at < now() - interval '2 seconds' as overdue, c.due_at > now() as resting,
      case when c.last_in > c.done_in then (
        select json_agg(json_build_object('seq', i.seq, 'message', i.message,
            'waited', extract(epoch from now() - i.received_at)) order by i.seq) from (
          select seq, message, received_at from inbox
          where conversation_id = c.id and seq > c.done_in order by seq limit 20) i) end as inbound,
      case when c.last_out > c.sent_out then (
        select json_agg(json_build_object('seq', o.seq, 'state', o.state, 'payload', o.payload,
          'inReplyTo', o.in_reply_to, 'attempts', o.attempts,
          'sinceTry', extract(epoch from now() - coalesce(o.tried_at, o.created_at)),
          'heard', coalesce(extract(epoch from now() - greatest(coalesce(o.tried_at, o.created_at), ear.back)),
            extract(epoch from now() - coalesce(o.tried_at, o.created_at))),
          'deaf', coalesce(greatest(extract(epoch from ear.back - coalesce(o.tried_at, o.created_at)), 0), 0),
          'overtaken', coalesce(c.last_in > (
            select i.seq from inbox i
            where i.channel = c.channel and i.account = c.account and i.provider_id = o.in_reply_to), false)) order by o.seq)
        from outbox o left join ear on true
        where o.conversation_id = c.id and o.seq > c.sent_out and o.state in ('queued', 'sending')) end as outbound
    from conversation c where c.id = any($1::uuid[])`,
};

/**
 * A start is remembered only for a message that was left behind, so that one which kills its worker is found out. Where
 * PostgreSQL has begun anew since it was due, that was what cut it off, and only a later start counts.
 */
export const attempt: Statement = {
  name: 'ledger_attempt',
  text: `
    update conversation set
      attempts = case when due_at < pg_postmaster_start_time() then attempts else attempts + 1 end,
      due_at = case when due_at < pg_postmaster_start_time() then now() else due_at end
    where id = $1`,
};

export const postpone: Statement = {
  name: 'ledger_postpone',
  text: `update conversation set due_at = now() + make_interval(secs => $2) where id = $1 and due_at is not null`,
};

/** A turn that waits for an outside system: its process lives, so its starts do not count. */
export const putOff: Statement = {
  name: 'ledger_put_off',
  text: `
    update conversation set due_at = now() + make_interval(secs => $2), attempts = 0
    where id = $1 and due_at is not null`,
};

/**
 * Counts positions as settled at which there is nothing: a double that another process stored first leaves its place
 * empty, and the platform may tell what became of a reply before its sender did. Only while nothing has come since.
 */
export const writeOff: Statement = {
  name: 'ledger_write_off',
  text: `
    update conversation set done_in = last_in, sent_out = last_out, due_at = null
    where id = $1 and last_in = $2 and last_out = $3`,
};

/**
 * Turns, all or nothing each: conversation, events, replies, audit, handoff. `done_in`, `owner` and `last_out` must
 * still be what the turn started from, else nothing of it is stored (a colleague took over, or staff did, or staff wrote
 * a word that must be sent first) and its row is missing in the answer. Replies are stored as `sending`: their call
 * follows at once, so their fate is unknown from here on; those behind an item that rests are `queued`, and its rest is
 * kept. What stays due keeps its time: an indexed column that does not change spares every index of the row.
 */
export const commit: Statement = {
  name: 'ledger_commit',
  text: `
    with result as (
      select * from json_to_recordset($1::json) as r(
        id uuid, seq bigint, before bigint, "ownerBefore" text, "outBefore" bigint, owner text, language text, tracker json, events json,
        replies json, added int, pull boolean, held boolean, "inReplyTo" text, audit json, handoff json)
    ), held as materialized (
      select c.id from conversation c join result r on r.id = c.id order by c.id for update of c
    ), advanced as (
      update conversation c set
        done_in = r.seq,
        last_seq = c.last_seq + r.added,
        last_out = case when r.added > 0 then c.last_seq + r.added else c.last_out end,
        sent_out = case when r.pull and r.added > 0 then c.last_seq + r.added else c.sent_out end,
        owner = r.owner, language = r.language, tracker = r.tracker, attempts = 0,
        due_at = case when r.held then c.due_at
          when c.last_in > r.seq or (r.added > 0 and not r.pull) or c.last_out > c.sent_out then coalesce(c.due_at, now()) end
      from result r join held h on h.id = r.id
      where c.id = r.id and c.done_in = r.before and c.owner = r."ownerBefore" and c.last_out = r."outBefore"
      returning c.id, c.property, c.channel, c.last_seq, c.last_in, c.last_out
    ), turns as (
      insert into turn (conversation_id, seq, events) select a.id, r.seq, r.events from advanced a join result r using (id)
    ), replies as (
      insert into outbox (conversation_id, seq, author, state, payload, parts, in_reply_to, sent_at)
      select a.id, a.last_seq - r.added + o.n, 'bot', case when r.pull then 'sent' when r.held then 'queued' else 'sending' end,
        case when r.pull then null else o.reply->'payload' end, case when json_typeof(o.reply->'parts') = 'array' then o.reply->'parts' end, r."inReplyTo",
        case when r.pull then now() end
      from advanced a join result r using (id)
      cross join lateral json_array_elements(r.replies) with ordinality as o(reply, n)
    ), trail as (
      insert into audit_log (id, at, property, subject, event, data)
      select (e->>'id')::uuid, (e->>'at')::timestamptz, a.property, a.id::text, e->>'event', e->'data'
      from advanced a join result r using (id) cross join lateral json_array_elements(r.audit) as e
    ), calls as (
      insert into handoff (id, property, channel, conversation_id, seq, reason, language, draft)
      select (r.handoff->>'id')::uuid, a.property, a.channel, a.id, r.seq, r.handoff->>'reason', r.handoff->>'language',
        r.handoff->>'draft'
      from advanced a join result r using (id) where json_typeof(r.handoff) = 'object'
      on conflict (conversation_id) where returned_at is null do nothing
    )
    select id, last_seq::int as "lastSeq", last_in::int as "lastIn", last_out::int as "lastOut" from advanced`,
};

/**
 * What became of items. Settled ones move `sent_out`, up to the last before which nothing is unsettled. What the platform
 * has told meanwhile stands: an item whose fate it knows waits for no retry.
 */
export const mark: Statement = {
  name: 'ledger_mark',
  text: `
    with mark as (
      select * from json_to_recordset($1::json) as m(
        "conversationId" uuid, seq bigint, state text, "providerId" text, failure text, attempts int, "retrySeconds" float8,
        tried boolean, payload json)
    ), held as materialized (
      select c.id from conversation c where c.id in (select "conversationId" from mark) order by c.id for update of c
    ), items as (
      update outbox o set state = case when o.state in ('sent', 'delivered', 'read', 'failed') then o.state else m.state end,
        provider_id = coalesce(m."providerId", o.provider_id),
        failure = case when o.state in ('sent', 'delivered', 'read') then o.failure else coalesce(m.failure, o.failure) end,
        attempts = m.attempts, sent_at = case when m.state = 'sent' then now() else o.sent_at end,
        tried_at = case when m.tried then now() else o.tried_at end,
        payload = coalesce(m.payload, o.payload)
      from mark m join held h on h.id = m."conversationId"
      where o.conversation_id = m."conversationId" and o.seq = m.seq
      returning o.conversation_id, o.seq, o.state
    ), fate as (
      select m."conversationId" as id, m.seq, m."retrySeconds", coalesce(i.state, m.state) in ('queued', 'sending') as open
      from mark m left join items i on i.conversation_id = m."conversationId" and i.seq = m.seq
    ), whole as (
      select id, max(seq) filter (where not open) as settled, max("retrySeconds") filter (where open) as retry,
        bool_or(open) as open
      from fate group by 1
    )
    update conversation c set
      sent_out = greatest(c.sent_out, coalesce(w.settled, 0)),
      due_at = case
        when w.retry is not null then now() + make_interval(secs => w.retry)
        when c.last_in > c.done_in or c.last_out > greatest(c.sent_out, w.settled) then now() end
    from whole w join held h on h.id = w.id where c.id = w.id
    returning c.id, c.last_in::int as "lastIn", c.last_out::int as "lastOut", w.open`,
};
