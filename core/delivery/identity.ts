import { randomUUIDv7 } from 'node:crypto';
import type { GuestAddress, MoveEvent } from '@botones/contract';
import type { Database, Queryable, Statement } from '../store/database.ts';
import { toJson, toStorable } from '../store/json.ts';
import { conversationIdOf } from './conversation-id.ts';

/** Where a channel of a property lives. */
export interface Home {
  readonly property: string;
  readonly channel: string;
}

const resolve: Statement = {
  name: 'identity_resolve',
  text: `
    select coalesce(a.conversation_id, c.id) as id
    from unnest($1::uuid[]) with ordinality as x(id, n)
    left join conversation_alias a on a.id = x.id
    left join conversation c on c.id = x.id
    where a.id is not null or c.id is not null
    order by x.n limit 1`,
};

const rename: Statement = {
  name: 'identity_rename',
  text: `
    update conversation c set guest_key = $2, guest = (c.guest::jsonb || $3::jsonb)::json,
      owner = case when exists (
        select from conversation o where o.id = any($4::uuid[]) and o.id <> c.id and o.owner = 'staff') then 'staff' else c.owner end
    where c.id = $1 returning c.property`,
};

const alias: Statement = {
  name: 'identity_alias',
  text: `
    insert into conversation_alias (id, conversation_id) select x, $2 from unnest($1::uuid[]) x where x <> $2 order by x
    on conflict (id) do update set conversation_id = excluded.conversation_id`,
};

const trail: Statement = {
  name: 'identity_trail',
  text: `insert into audit_log (id, at, property, subject, event, data) values ($1, now(), $2, $3, 'guest.moved', '{}')`,
};

/** Ids under which the conversation of a guest may be found, the surest first. */
export function idsOf({ property, channel }: Home, account: string, keys: readonly (string | undefined)[]): string[] {
  const given = keys.filter((key): key is string => key !== undefined && key !== '');
  return [...new Set(given)].map((key) => conversationIdOf(property, channel, toStorable(account), toStorable(key)));
}

/** The conversation of a guest, whatever key it is known by; null: there is none. */
export async function findConversation(
  database: Queryable,
  home: Home,
  account: string,
  { key, otherKey }: GuestAddress,
): Promise<string | null> {
  const [row] = await database.query<{ id: string }>(resolve, [idsOf(home, account, [key, otherKey])]);
  return row?.id ?? null;
}

/**
 * The guest is known by another key from now on: the conversation keeps its id and all that was said, and what comes
 * under any of the keys goes on in it. If the guest has written under the new key already, the older one goes on.
 */
export async function moveGuest(database: Database, home: Home, event: MoveEvent): Promise<void> {
  const { account, guest, was } = event;
  const former = idsOf(home, account, was);
  const present = idsOf(home, account, [guest.key, guest.otherKey]);
  await database.transaction(async (tx) => {
    const [known] = await tx.query<{ id: string }>(resolve, [[...former, ...present]]);
    if (known === undefined) return;
    const address = toJson(Object.fromEntries(Object.entries(guest).filter(([, value]) => value !== undefined)));
    const values = [known.id, toStorable(guest.key), address, present];
    const [row] = await tx.query<{ property: string }>(rename, values);
    await tx.query(alias, [[...new Set([...present, ...former])], known.id]);
    if (row) await tx.query(trail, [randomUUIDv7(), row.property, known.id]);
  });
}
