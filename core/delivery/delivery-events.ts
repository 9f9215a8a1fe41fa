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

/** Notes what the platform says became of replies. */
export async function applyDeliveryEvents(database: Database, events: readonly DeliveryEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ itemId, providerId, state, failure }) => {
    const [conversationId, seq] = itemId?.split(':') ?? [];
    return { conversationId, seq, providerId, state, failure: failure && `${failure.code}: ${failure.detail}` };
  });
  await database.query(apply, [toJson(rows)]);
}
