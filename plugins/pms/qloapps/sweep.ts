import type { Desk } from './desk.ts';
import { locked } from './journal.ts';
import { endHold } from './kept.ts';
import { closeLostWrites, closeUntoldWrites, pruneJournal } from './lost.ts';
import { readOrder } from './order.ts';
import { codeOf } from './refuse.ts';
import { giveBack } from './states.ts';

const few = 20;

interface Hold {
  id_order: string;
  held_state: string | null;
}

/** Gives back what nobody will come for: QloApps lets no order go by itself. */
export async function sweep(desk: Desk, signal: AbortSignal): Promise<void> {
  await endOverdueHolds(desk, signal);
  await closeLostWrites(desk, signal);
  await closeUntoldWrites(desk, signal);
}

export async function endOverdueHolds(desk: Desk, signal: AbortSignal): Promise<void> {
  const overdue = await listOverdue(desk);
  if (overdue.length > 0) await locked(desk, signal, (_token, inner) => endHolds(desk, inner));
}

/** Under the lock already. */
export async function endHolds(desk: Desk, signal: AbortSignal): Promise<void> {
  for (const { id_order, held_state } of await listOverdue(desk)) {
    const order = await readOrder(desk, Number(id_order), signal);
    // Another state is the doing of the reception: it is confirmed, or cancelled already.
    if (order !== null && order.state === Number(held_state)) await giveBack(desk, order.id, signal);
    await endHold(desk, Number(id_order));
    desk.context.log('A hold is over', { order: Number(id_order) });
  }
}

const listOverdue = ({ context }: Desk) =>
  context.database.query<Hold>(
    `select id_order, held_state from stay where held_until <= $1 order by held_until limit ${few}`,
    [String(context.now())],
  );

const pause = { firstMs: 5_000, everyMs: 30_000, mostMs: 60_000 };

/** Every half minute, in every process; whoever has the lock does it. Answers how to stop. */
export function startSweeping(desk: Desk): () => Promise<void> {
  const stop = new AbortController();
  let running: Promise<void> = pruneJournal(desk).catch(() => {});
  const run = () => {
    running = sweep(desk, AbortSignal.any([stop.signal, AbortSignal.timeout(pause.mostMs)]))
      .catch((error: unknown) => {
        const code = String(codeOf(error) ?? 'ERR_UNKNOWN');
        if (!stop.signal.aborted) desk.context.log('Holds that are over could not be given back yet', { code });
      })
      .finally(() => plan(pause.everyMs));
  };
  let timer: NodeJS.Timeout | undefined;
  const plan = (ms: number) => {
    if (!stop.signal.aborted) timer = setTimeout(run, ms).unref();
  };
  plan(pause.firstMs);
  return async () => {
    stop.abort();
    clearTimeout(timer);
    await running;
  };
}
