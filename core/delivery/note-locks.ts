import { hostname } from 'node:os';
import type { Session, Statement } from '../store/database.ts';

// Nobody waits for these lines, and a crash may lose the last few: the lock itself is the truth.
const quickly = `quick as materialized (select set_config('synchronous_commit', 'off', true) as off)`;

/**
 * A lock whose last line says that it was taken was lost with its holder. The number is the time in milliseconds, or one
 * more than the last, as with other locks.
 */
const noteTaken: Statement = {
  name: 'locks_note_taken',
  text: `
    with ${quickly}, news as (
      select wanted.resource, last.event, last.owner, last.token
      from unnest($1::text[]) as wanted(resource) cross join quick left join lateral (
        select event, owner, token from lock_audit l where l.resource = wanted.resource order by at desc, id desc limit 1
      ) as last on true
    ), noted as (
      insert into lock_audit (at, resource, event, owner, token)
      select clock_timestamp(), resource, 'expired', owner, token from news where event = 'taken'
      union all
      select clock_timestamp(), resource, 'taken', split_part(current_setting('application_name'), ' ', 2) || ' ' || $2,
        greatest(coalesce(token, 0) + 1, (extract(epoch from clock_timestamp()) * 1000)::bigint) from news
      returning resource, event, token
    )
    select resource, token from noted where event = 'taken'`,
};

const noteReleased: Statement = {
  name: 'locks_note_released',
  text: `
    with ${quickly}
    insert into lock_audit (at, resource, event, owner, token)
    select clock_timestamp(), resource, 'released', split_part(current_setting('application_name'), ' ', 2) || ' ' || $3, token
    from unnest($1::text[], $2::bigint[]) as freed(resource, token) cross join quick`,
};

/** Ownership of conversations, as `lock_audit` shows it: `<property>/conversation/<id>`. */
export interface LockNotes {
  taken(conversations: readonly { readonly id: string; readonly property: string }[]): void;
  /** Resolves when it is on its way: what is asked over the same connection next finds it written. */
  released(ids: readonly string[]): Promise<void>;
  /** Resolves when it is written. */
  releasedAll(): Promise<void>;
}

/** Writes over the connection that holds the locks: without it there is nothing to note any more. */
export function noteLocks(session: Pick<Session, 'query'>): LockNotes {
  const who = `${process.pid}@${hostname()}`;
  /** By conversation; null: it could not be noted. */
  const held = new Map<string, Promise<Held | null>>();

  let writing: Promise<unknown> = Promise.resolve();

  async function released(ids: readonly string[]): Promise<void> {
    const noted = await Promise.all(ids.map((id) => held.get(id)));
    for (const id of ids) held.delete(id);
    const known = noted.filter((each) => each != null);
    if (known.length === 0) return;
    const columns = [known.map(({ resource }) => resource), known.map(({ token }) => token), who];
    writing = session.query(noteReleased, columns).catch(() => []);
  }

  return {
    taken(conversations) {
      if (conversations.length === 0) return;
      const names = conversations.map(({ id, property }) => `${property}/conversation/${id}`);
      const noting = session.query<Held>(noteTaken, [names, who]).catch((): Held[] => []);
      for (const [index, { id }] of conversations.entries()) {
        held.set(
          id,
          noting.then((rows) => rows.find(({ resource }) => resource === names[index]) ?? null),
        );
      }
    },
    released,
    async releasedAll() {
      await released([...held.keys()]);
      await writing;
    },
  };
}

interface Held {
  readonly resource: string;
  readonly token: string;
}
