import { createHash } from 'node:crypto';
import type { Desk } from './desk.ts';
import { invalid, isOpen, isSaid, refusal } from './refuse.ts';

/** A write as it was begun. `sent`: QloApps may have heard of it. */
export interface Entry {
  readonly key: string;
  readonly kind: string;
  /** Under which QloApps keeps the booking that this write makes. */
  readonly source: string;
  readonly state: 'begun' | 'sent' | 'done' | 'void';
  /** What the first try saw before it: how a later one tells whether it was made. */
  readonly before: unknown;
  readonly request: string;
  readonly answer: unknown;
  /** Of the lock under which it is made now. */
  readonly token: string;
}

/** `botones:…`, the same for a key for ever, and of no use to anybody who reads it. */
const sourceOf = (property: string, key: string) =>
  `botones:${createHash('sha256').update(`${property}/${key}`).digest('hex').slice(0, 32)}`;

export interface Write {
  readonly kind: string;
  readonly key: string;
  readonly request: readonly unknown[];
}

/** A holder that died lets the others wait no longer than that; nobody's call lasts as long. */
const times = { seconds: 45, waitSeconds: 25 };

/**
 * One write at a time for a hotel, and each once for its key: the first answer is kept and given again. A write whose
 * end was not seen stays open, and is looked up when its key comes again.
 */
export async function once<T>(
  desk: Desk,
  { kind, key, request }: Write,
  signal: AbortSignal,
  revive: (kept: never) => T,
  work: (entry: Entry, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (key === '') throw invalid('key', 'A write needs a key.');
  const { database, property, now } = desk.context;
  const print = createHash('sha256')
    .update(JSON.stringify([kind, ...request]))
    .digest('hex');
  return locked(desk, signal, async (token, inner) => {
    const [entry] = await database.query<Entry>(
      `insert into write (key, kind, source, request, state, at, token) values ($1, $2, $3, $4, 'begun', $5, $6)
       on conflict (key) do update set at = excluded.at, token = excluded.token,
         state = case when write.state = 'void' then 'begun' else write.state end,
         before = case when write.state in ('begun', 'void') then null else write.before end,
         request = case when write.state in ('begun', 'void') then excluded.request else write.request end
       returning *`,
      [key, kind, sourceOf(property.id, key), print, String(now()), token],
    );
    if (entry === undefined || entry.request !== print)
      throw refusal('ERR_PMS_CONFLICT', 'This key was used for another request.');
    if (entry.state === 'done') return revive(entry.answer as never);
    const settle = (change: string, ...values: unknown[]) =>
      database.query(`update write set ${change} where key = $1 and token = $2`, [key, token, ...values]);
    try {
      const answer = await work(entry, inner);
      await settle(`state = 'done', answer = $3`, JSON.stringify(answer ?? null));
      return answer;
    } catch (error) {
      // Said or undone: the key is free. Else a write that was sent stays so, and whoever looks next will see.
      const change = isSaid(error) ? `state = 'void'` : `unsure = unsure or (state = 'sent' and $3)`;
      await settle(change, ...(isSaid(error) ? [] : [isOpen(error)])).catch(() => {});
      throw error;
    }
  });
}

export async function locked<T>(
  desk: Desk,
  signal: AbortSignal,
  work: (token: number, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  let entered = false;
  try {
    return await desk.context.lock(`qloapps/hotel/${desk.options.hotel}`, { ...times, signal }, (token, inner) => {
      entered = true;
      return work(token, inner);
    });
  } catch (error) {
    const isLate = (error as { code?: string }).code === 'ERR_TIMEOUT';
    if (isLate && !entered) throw refusal('ERR_PMS_TIMEOUT', 'Other bookings of this hotel took too long.', error);
    throw error;
  }
}

/** Before the first byte goes out, and only while nobody else has taken over. */
export async function markSent({ context }: Desk, { key, token }: Entry, before: unknown = null): Promise<void> {
  const marked = await context.database.query(
    `update write set state = 'sent', before = coalesce(before, $3) where key = $1 and token = $2 returning key`,
    [key, token, JSON.stringify(before)],
  );
  if (marked.length === 0) throw refusal('ERR_PMS_TIMEOUT', 'Another process has taken over this write.');
}
