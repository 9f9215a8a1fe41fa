import type { Desk } from './desk.ts';
import { type Entry, locked } from './journal.ts';
import { readKept } from './kept.ts';
import { listOrders, type Order, readOrder, rowsOf } from './order.ts';
import { giveBack, stateId } from './states.ts';
import { numberOf } from './values.ts';

/**
 * `lost`: how long a key may come again by itself; `staffs`: how long staff have who were told that nobody knows; `late`: how
 * long a double may turn up; `kept`: the journal.
 */
const patience = { lost: { minutes: 10 }, staffs: { hours: 2 }, late: { hours: 1 }, kept: { hours: 24 * 60 } };
const few = 20;
const givenBack = 'An order that no guest knows of was given back';
const mayNotKnow = 'A guest may not know of this order: look at it in QloApps, and tell them or cancel it';

interface Lost extends Entry {
  /** Of the reservation that was answered. */
  readonly id_order: string | null;
  /** Its hold is not over yet. */
  readonly isHeld: boolean;
}

/** Writes whose end nobody saw, and whose key did not come again. */
export async function closeLostWrites(desk: Desk, signal: AbortSignal): Promise<void> {
  if ((await listLost(desk)).length === 0) return;
  await locked(desk, signal, async (token, inner) => {
    for (const entry of await listLost(desk)) {
      if (entry.isHeld && (await desk.context.fateOf(entry.key)) !== 'untold') await lookLater(desk, entry);
      else {
        if (entry.kind === 'book') await look(desk, entry, inner);
        await close(desk, entry, token);
      }
    }
  });
}

/**
 * Bookings that were made, and whose turn ended otherwise: their answer came too late, or its process died and the next one
 * was kept waiting too long. Their guests were told that nothing is booked yet.
 */
export async function closeUntoldWrites(desk: Desk, signal: AbortSignal): Promise<void> {
  const { database, fateOf, log } = desk.context;
  for (const { key, id_order } of await listUntold(desk)) {
    const fate = await fateOf(key);
    if (fate === 'open') {
      await lookLater(desk, { key });
      continue;
    }
    if (fate === 'untold') {
      const order = await readOrder(desk, Number(id_order), signal);
      const isOurs = order !== null && (await isUntouched(desk, order, signal));
      if (isOurs) await locked(desk, signal, (_token, inner) => giveBack(desk, order.id, inner));
      if (order !== null) log(isOurs ? givenBack : mayNotKnow, { order: order.id });
    }
    await database.query('update write set told = true where key = $1', [key]);
  }
}

const listUntold = ({ context }: Desk) =>
  context.database.query<Pick<Lost, 'key' | 'id_order'>>(
    `select write.key, stay.id_order from write join stay on stay.reference = write.answer ->> 'reference'
     where write.state = 'done' and not write.told and write.kind = 'book' and write.at <= $1
     order by write.at limit ${few}`,
    [String(context.now().subtract(patience.lost))],
  );

/**
 * A hold is left alone for a while, where its guest may know of it until its time is over: staff may be telling them that
 * it is there.
 */
function listLost({ context }: Desk): Promise<Lost[]> {
  return context.database.query<Lost>(
    `select write.*, stay.id_order, state = 'sent' and held.until > $2 as "isHeld"
     from write left join stay on stay.reference = write.answer ->> 'reference'
     cross join lateral (select coalesce((write.before ->> 'heldUntil')::timestamptz, $1) as until) as held
     where write.at <= $1 and (write.state = 'sent' or write.unsure)
       and (write.state <> 'sent' or held.until <= $2 or write.at <= $3)
     order by write.at limit ${few}`,
    [context.now().subtract(patience.lost), context.now(), context.now().subtract(patience.staffs)].map(String),
  );
}

async function lookLater({ context: { database, now } }: Desk, { key }: Pick<Lost, 'key'>): Promise<void> {
  await database.query('update write set at = $2 where key = $1', [key, String(now())]);
}

async function close({ context }: Desk, { key, state }: Lost, token: number): Promise<void> {
  const { database, now } = context;
  // A double may come late, but not behind an order that was looked at as nobody's.
  const text = `update write set token = $2, unsure = unsure and at > $3 and state <> 'sent',
      state = case when state = 'sent' then 'void' else state end
    where key = $1 and state = $4`;
  await database.query(text, [key, token, String(now().subtract(patience.late)), state]);
}

async function look(desk: Desk, { source, state, id_order, before, isHeld }: Lost, signal: AbortSignal): Promise<void> {
  const isHold = ((before ?? {}) as { heldUntil?: unknown }).heldUntil != null;
  for (const order of await listOrders(desk, 'source', source, signal)) {
    const isAnswered = String(order.id) === id_order;
    const kept = await readKept(desk, order);
    if (isAnswered || (kept !== null && state === 'sent' && isHold && !isHeld)) continue;
    const rows = await rowsOf(desk, order.id, signal);
    if (rows.every(({ isGone }) => isGone)) continue;
    const isOurs = (state !== 'sent' || isHold) && (await isUntouched(desk, order, signal));
    if (isOurs) await giveBack(desk, order.id, signal);
    desk.context.log(isOurs ? givenBack : mayNotKnow, { order: order.id });
  }
}

/** As the bot has made it: whatever the reception did with it, it knows of it. */
async function isUntouched(desk: Desk, { state, item }: Order, signal: AbortSignal): Promise<boolean> {
  return numberOf(item.total_paid_real) === 0 && state === (await stateId(desk, 'awaiting', signal));
}

/** Answers are given again for two months: no turn comes as late. */
export async function pruneJournal({ context }: Desk): Promise<void> {
  const text = `delete from write where at <= $1 and state in ('done', 'void') and not unsure`;
  await context.database.query(text, [String(context.now().subtract(patience.kept))]);
}
