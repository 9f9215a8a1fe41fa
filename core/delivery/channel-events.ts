import type { ChannelEvent, EditEvent, Message, RevokeEvent } from '@botones/contract';
import type { Database, Statement } from '../store/database.ts';
import { toJson, toStorable } from '../store/json.ts';
import { findConversation, type Home, moveGuest } from './identity.ts';

const store: Statement = {
  name: 'event_store',
  text: `
    insert into channel_event (property, channel, account, conversation_id, type, provider_id, at, data)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (channel, account, provider_id, type) do nothing returning id`,
};

const edit: Statement = {
  name: 'event_edit',
  text: `
    update inbox set message = (message::jsonb || $4::jsonb)::json
    where channel = $1 and account = $2 and provider_id = $3 returning seq`,
};

const forget: Statement = { name: 'event_forget', text: 'delete from channel_event where id = $1' };

/** Of a message that was taken back: nothing of it is kept, and nobody answers it. */
const withdrawn: Partial<Message> = { parts: [], raw: null, leaveTo: { who: 'nobody', reason: 'revoked' } };

const CHUNK = 5_000;

const prune: Statement = {
  name: 'event_prune',
  text: `
    delete from channel_event where id in (
      select id from channel_event where property = $1 and received_at < now() - make_interval(days => $2) limit ${CHUNK})
    returning 1`,
};

/** Keeps what happened, once, and changes what is stored by it. Returns whether it is news. */
export async function acceptChannelEvent(database: Database, home: Home, event: ChannelEvent): Promise<boolean> {
  const guest = 'guest' in event ? event.guest : undefined;
  const conversation = guest === undefined ? null : await findConversation(database, home, event.account, guest);
  const values = [home.property, home.channel, toStorable(event.account), conversation, event.type];
  const [row] = await database.query<{ id: string }>(store, [
    ...values,
    toStorable(event.providerId),
    event.at,
    toJson(event),
  ]);
  if (row === undefined) return false;
  try {
    await apply(database, home, event);
  } catch (error) {
    // It comes again, and must not be taken for a double then.
    await database.query(forget, [row.id]);
    throw error;
  }
  return true;
}

async function apply(database: Database, home: Home, event: ChannelEvent): Promise<void> {
  if (event.type === 'move') await moveGuest(database, home, event);
  if (event.type === 'edit') await change(database, home, event, { parts: event.parts });
  if (event.type === 'revoke') await change(database, home, event, withdrawn);
}

async function change(database: Database, { channel }: Home, event: EditEvent | RevokeEvent, change: object) {
  const key = [channel, toStorable(event.account), toStorable(event.message)];
  await database.query(edit, [...key, toJson(change)]);
}

/** Deletes events that are older than `days`, in small bites. */
export async function pruneChannelEvents(database: Database, property: string, days: number): Promise<void> {
  while ((await database.query(prune, [property, days])).length === CHUNK);
}
