import type { DeliveryEvent } from '@botones/contract';
import type { Database, Statement } from '../store/database.ts';
import { toJson } from '../store/json.ts';

// States only go forward (a `read` that overtakes its `delivered` stands), and only what was merely sent can still fail.
const apply: Statement = {
  name: 'delivery_events',
  text: `
    with event as (
      select * from json_to_recordset($1::json) as e("conversationId" uuid, seq bigint, "providerId" text, state text, failure text)
    )
    update outbox o set state = e.state, provider_id = coalesce(o.provider_id, e."providerId"),
      failure = coalesce(e.failure, o.failure)
    from event e
    where (o.conversation_id = e."conversationId" and o.seq = e.seq or o.provider_id = e."providerId")
      and case e.state when 'failed' then o.state in ('queued', 'sending', 'sent')
        else array_position(array['queued', 'sending', 'sent', 'delivered', 'read'], o.state)
          < array_position(array['queued', 'sending', 'sent', 'delivered', 'read'], e.state) end`,
};

/** In the order in which they happen; a statement changes a row only once, whatever stands in it. */
const states = ['sent', 'delivered', 'read', 'failed'] as const;

/** Our own: a conversation and a position. Others may use the same account and have ids of theirs echoed. */
const ours = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,15})$/;

/** Notes what the platform says became of replies. */
export async function applyDeliveryEvents(database: Database, events: readonly DeliveryEvent[]): Promise<void> {
  for (const state of states) {
    const rows = events.filter((event) => event.state === state).map(rowOf);
    if (rows.length > 0) await database.query(apply, [toJson(rows)]);
  }
}

function rowOf({ itemId, providerId, state, failure }: DeliveryEvent) {
  const [, conversationId, seq] = ours.exec(itemId ?? '') ?? [];
  return { conversationId, seq, providerId, state, failure: failure && `${failure.code}: ${failure.detail}` };
}
