import type { Session } from '../store/database.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { own, type Work } from './own.ts';

/** Finds conversations with work, owns them, and drains them side by side. */
export interface Worker {
  /** There may be work: in these conversations, or anywhere. */
  nudge(conversationIds?: readonly string[]): void;
  /** Could take more on at once. */
  hasRoom(): boolean;
  /** Finishes what is under way, within `milliseconds`; what is not finished is left to the next process. */
  stop(milliseconds: number): Promise<void>;
}

export interface WorkerOptions {
  session(): Promise<Session>;
  work: Work;
  /** Conversations owned at one time. */
  concurrency: number;
  /** How often to look for work of which no word has come. */
  pollMs: number;
  failed(error: unknown): void;
}

const RECONNECT_MS = 250;
/** Rest of a conversation whose turn could not be run or stored, before it is tried again. */
const FAILED_REST_S = 1;

export function startWorker(options: WorkerOptions): Worker {
  const stopping = new AbortController();
  const active = new Map<string, Promise<void>>();
  /** Conversations we were told of; those we own already are looked at again when we let go of them. */
  const told = new Set<string>();
  let anywhere = true;
  let wake: () => void = () => {};
  let closing = false;

  const ended = serve();

  async function serve(): Promise<void> {
    while (!closing) {
      try {
        const ledger = openLedger(await options.session());
        const gone = new AbortController();
        void ledger.lost.then((reason) => {
          gone.abort(reason);
          wake();
        });
        anywhere = true;
        await search(ledger, AbortSignal.any([gone.signal, stopping.signal]), gone.signal);
        await Promise.allSettled(active.values());
        await ledger.close().catch(() => {});
      } catch (error) {
        options.failed(error);
      }
      if (!closing) await pause(RECONNECT_MS);
    }
  }

  async function search(ledger: Ledger, signal: AbortSignal, gone: AbortSignal): Promise<void> {
    while (!closing && !gone.aborted) {
      const free = options.concurrency - active.size;
      const found = free > 0 ? await pick(ledger, free) : [];
      for (const claimed of await ledger.claim(found)) {
        const { id } = claimed.conversation;
        const task = own(ledger, claimed, options.work, signal)
          .catch((error) => recover(ledger, id, error, signal))
          .finally(() => letGo(ledger, id));
        active.set(id, task);
      }
      const more = active.size < options.concurrency && (anywhere || hasNews());
      if (!more) await pause(options.pollMs * (0.75 + Math.random() / 2));
    }
  }

  /** Those we were told of first; then whatever is due, in random order so that workers do not run after the same ones. */
  async function pick(ledger: Ledger, free: number): Promise<string[]> {
    const picked = [...told].filter((id) => !active.has(id)).slice(0, free);
    for (const id of picked) told.delete(id);
    if (!anywhere || picked.length === free) return picked;
    anywhere = false;
    const waiting = await ledger.due(free + active.size + 100);
    for (const id of waiting) if (active.has(id)) told.add(id);
    const due = waiting.filter((id) => !active.has(id) && !picked.includes(id));
    shuffle(due);
    if (due.length > free - picked.length) anywhere = true;
    return [...picked, ...due.slice(0, free - picked.length)];
  }

  function hasNews(): boolean {
    for (const id of told) if (!active.has(id)) return true;
    return false;
  }

  async function recover(ledger: Ledger, id: string, error: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    options.failed(error);
    await ledger.attempt(id).catch(() => {});
    await ledger.postpone(id, FAILED_REST_S).catch(() => {});
  }

  async function letGo(ledger: Ledger, id: string): Promise<void> {
    await ledger.release(id).catch(() => {});
    active.delete(id);
    wake();
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        anywhere = true;
        resolve();
      }, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    nudge(ids) {
      if (ids === undefined) anywhere = true;
      else for (const id of ids) told.add(id);
      wake();
    },
    hasRoom: () => !closing && active.size + told.size < options.concurrency,
    async stop(milliseconds) {
      closing = true;
      wake();
      const timer = setTimeout(() => stopping.abort(new Error('The process stops.')), milliseconds);
      await ended;
      clearTimeout(timer);
    },
  };
}

function shuffle(list: unknown[]): void {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1));
    [list[i], list[j]] = [list[j], list[i]];
  }
}
