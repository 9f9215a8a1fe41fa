import type { Session } from '../store/database.ts';
import { type Claimed, type Ledger, openLedger } from './ledger.ts';
import { lookAnew, own, type Work } from './own.ts';
import { PutOff } from './put-off.ts';
import type { Arrival } from './types.ts';
import { createWarmth } from './warmth.ts';

/** Finds conversations with work, owns them, and drains them side by side. */
export interface Worker {
  /** There may be work: in these conversations (with what arrived in them, if this process stored it), or anywhere. */
  nudge(conversationIds?: readonly string[], arrivals?: readonly Arrival[]): void;
  /** Could take more on at once. */
  hasRoom(): boolean;
  /** Finishes what is under way, within `milliseconds`; what is not finished is left to the next process. */
  stop(milliseconds: number): Promise<void>;
}

export interface WorkerOptions {
  session(): Promise<Session>;
  work: Work;
  /**
   * The `property/channel`s whose conversations this process may take, since it knows how to deliver there; default all.
   * A chat in the terminal beside a running bot must leave the bot's guests alone.
   */
  serves?: readonly string[];
  /** Conversations answered at one time. */
  concurrency: number;
  /** How often to look for work of which no word has come. */
  pollMs: number;
  /** There is work in conversations that another process owns: it should be told. */
  elsewhere(): void;
  failed(error: unknown): void;
  /** A turn waits, and is run again. */
  waits?(reason: PutOff): void;
}

const RECONNECT_MS = 250;
/** Rest of a conversation whose turn could not be run or stored, before it is tried again. */
const FAILED_REST_S = 1;

export function startWorker(options: WorkerOptions): Worker {
  const stopping = new AbortController();
  /** Conversations that are being answered. */
  const active = new Map<string, Promise<void>>();
  /** Conversations we were told of and have not looked at since. */
  const told = new Set<string>();
  const warm = createWarmth();
  let current: { ledger: Ledger; signal: AbortSignal } | null = null;
  let anywhere = true;
  let odd = false;
  let wake: () => void = () => {};
  let closing = false;

  const ended = serve();

  async function serve(): Promise<void> {
    while (!closing) {
      try {
        await serveLedger(openLedger(await options.session()));
      } catch (error) {
        options.failed(error);
      }
      if (!closing) await pause(RECONNECT_MS);
    }
  }

  async function serveLedger(ledger: Ledger): Promise<void> {
    const gone = new AbortController();
    void ledger.lost.then((reason) => {
      current = null;
      warm.clear();
      gone.abort(reason);
      wake();
    });
    const signal = AbortSignal.any([gone.signal, stopping.signal]);
    current = { ledger, signal };
    anywhere = true;
    try {
      while (!closing && !gone.signal.aborted) await search(ledger, signal);
    } finally {
      current = null;
      await Promise.allSettled(active.values());
      // An item that is sent and not noted would be looked up by the next process, or sent again.
      await Promise.all(warm.clear().flatMap(({ marks }) => [...marks]));
      await ledger.close().catch(() => {});
    }
  }

  async function search(ledger: Ledger, signal: AbortSignal): Promise<void> {
    for (const claimed of warm.cooled()) void letGo(ledger, claimed);
    const free = options.concurrency - active.size;
    const named = new Set(told);
    const found = free > 0 ? await pick(ledger, free) : [];
    for (const id of found) {
      // Ours already: no lock to take, but what we know of it may be old.
      const known = warm.take(id);
      if (known !== null) start(ledger, id, signal, () => lookAnew(ledger, known));
    }
    const others = found.filter((id) => !active.has(id));
    for (const claimed of await ledger.claim(others)) {
      start(ledger, claimed.conversation.id, signal, async () => claimed);
    }
    if (others.some((id) => named.has(id) && !active.has(id))) options.elsewhere();
    const more = active.size < options.concurrency && (anywhere || hasNews());
    if (!more) await pause(options.pollMs * (0.75 + Math.random() / 2));
  }

  function start(ledger: Ledger, id: string, signal: AbortSignal, look: () => Promise<Claimed | null>): void {
    active.set(
      id,
      serveOne(ledger, id, signal, look).catch((error) => options.failed(error)),
    );
  }

  async function serveOne(
    ledger: Ledger,
    id: string,
    signal: AbortSignal,
    look: () => Promise<Claimed | null>,
  ): Promise<void> {
    let claimed: Claimed | null = null;
    let whole = false;
    try {
      claimed = await look();
      if (claimed) whole = await own(ledger, claimed, options.work, signal);
    } catch (error) {
      await recover(ledger, id, error, signal);
    }
    if (claimed && whole && current?.ledger === ledger && !closing) {
      active.delete(id);
      warm.keep(claimed);
    } else {
      await letGo(ledger, claimed ?? { conversation: { id }, marks: new Set() });
      active.delete(id);
    }
    if (told.size > 0 || anywhere) wake();
  }

  async function letGo(ledger: Ledger, claimed: { conversation: { id: string }; marks: Set<Promise<unknown>> }) {
    await Promise.all(claimed.marks);
    await ledger.release(claimed.conversation.id).catch(() => {});
  }

  /**
   * Those we were told of, and whatever else is due, in random order so that workers do not run after the same ones. When it is
   * time to look anywhere, half of the room is for these: under load there is always more that we were told of.
   */
  async function pick(ledger: Ledger, free: number): Promise<string[]> {
    if (!anywhere) return takeTold(free);
    anywhere = false;
    const waiting = await ledger.due(free + active.size + told.size + 100, options.serves ?? null);
    const due = waiting.filter((id) => !active.has(id) && !told.has(id));
    for (const id of waiting) if (active.has(id)) told.add(id);
    shuffle(due);
    const found = due.slice(0, Math.max(halfOf(free), free - told.size));
    if (due.length > found.length) anywhere = true;
    return [...takeTold(free - found.length), ...found];
  }

  function takeTold(most: number): string[] {
    const taken = [...told].filter((id) => !active.has(id)).slice(0, most);
    for (const id of taken) told.delete(id);
    return taken;
  }

  /** Of one place, it is the half of every second time. */
  function halfOf(free: number): number {
    odd = !odd;
    return Math.floor((free + (odd ? 1 : 0)) / 2);
  }

  function hasNews(): boolean {
    for (const id of told) if (!active.has(id)) return true;
    return false;
  }

  async function recover(ledger: Ledger, id: string, error: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    if (error instanceof PutOff) {
      options.waits?.(error);
      await ledger.putOff(id, error.seconds).catch(() => {});
      return;
    }
    options.failed(error);
    await ledger.attempt(id).catch(() => {});
    await ledger.postpone(id, FAILED_REST_S).catch(() => {});
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

  /** An arrival in a conversation that we still own, right behind all that we know of it, is answered without a look. */
  function answerAtOnce(arrival: Arrival): boolean {
    const id = arrival.conversationId;
    if (current === null || closing || active.size >= options.concurrency) return false;
    const claimed = warm.continueWith(arrival);
    if (claimed === null) return false;
    start(current.ledger, id, current.signal, async () => claimed);
    return true;
  }

  return {
    nudge(ids, arrivals = []) {
      const covered = new Set<string>();
      let news = ids === undefined;
      for (const arrival of arrivals) {
        const id = arrival.conversationId;
        if (!covered.has(id) && answerAtOnce(arrival)) covered.add(id);
      }
      if (ids === undefined) anywhere = true;
      for (const id of ids ?? []) {
        if (covered.has(id)) continue;
        told.add(id);
        news = true;
      }
      if (news) wake();
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
