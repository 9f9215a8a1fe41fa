import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import type { Audit, AuditEntry } from '@botones/contract';
import { createBatcher } from '../delivery/batcher.ts';
import { toLine } from './entry-line.ts';
import { countWaiting, openFallbackFile } from './fallback-file.ts';
import { putAside } from './put-aside.ts';
import { type Replayed, replay } from './replay.ts';
import { storeEntries } from './store-entries.ts';

export interface TrailParts {
  /** The sink of a hotel, behind its guard. */
  sinkOf(property: string): Audit;
  /** Where entries wait while a sink takes none; null: in memory only. */
  readonly folder: string | null;
  readonly events?: TrailEvents;
  /** Milliseconds between two looks at the files; default 5,000. */
  readonly lookMs?: number;
}

export interface TrailEvents {
  /** So many entries were written into the file. */
  fellBack?(count: number): void;
  replayed?(what: Replayed): void;
  /** Bytes in the files. */
  waiting?(bytes: number): void;
  /** The sink can never take so many. */
  refused?(count: number): void;
  /** Neither the sink nor the file takes entries; both are tried again. Or the files could not be read. */
  failed?(error: unknown): void;
}

/** Where entries wait, below the folder of the bot's data. */
export const auditFolder = (dataFolder: string): string => join(dataFolder, 'audit');

/** What happened outside, kept whatever happens to PostgreSQL. */
export interface Trail {
  /**
   * Resolves when all of them are stored, or on the disk. Without a signal it never rejects: it goes on trying.
   * @throws the signal's reason
   */
  record(entries: readonly AuditEntry[], signal?: AbortSignal): Promise<void>;
  /** Stores what waits in the files. @throws what the sink throws */
  replay(): Promise<Replayed>;
  /** Gives what is under way this time to end. */
  stop(milliseconds: number): Promise<void>;
}

/** Entries in one statement. */
const MAX_BATCH = 500;
const GATHER_MS = 5;
const LOOK_MS = 5_000;
const AGAIN_MS = 1_000;

const never = new AbortController().signal;

export function openTrail({ sinkOf, folder, events = {}, lookMs = LOOK_MS }: TrailParts): Trail {
  const file = folder === null ? null : openFallbackFile(folder);
  const open = new Set<Promise<void>>();
  let replaying: Promise<Replayed> | null = null;
  let stopped = false;

  /** By hotel, since each may have a sink of its own; gives back those that none can take. */
  async function store(entries: readonly AuditEntry[]): Promise<readonly AuditEntry[]> {
    const refused: AuditEntry[] = [];
    for (const [property, own] of Map.groupBy(entries, (entry) => entry.property))
      refused.push(...(await storeEntries(sinkOf(property), own, never)));
    return refused;
  }

  async function keep(entries: readonly AuditEntry[]): Promise<void> {
    let refused: readonly AuditEntry[];
    try {
      refused = await store(entries);
    } catch (error) {
      if (file === null) throw error;
      await file.append(entries.map(toLine).join(''));
      events.fellBack?.(entries.length);
      return;
    }
    if (refused.length === 0) return;
    events.refused?.(refused.length);
    if (folder !== null) await putAside(folder, `${refused[0]?.id}.jsonl`, refused.map(toLine));
  }

  const batched = createBatcher<AuditEntry, void>({
    max: MAX_BATCH,
    gatherMs: GATHER_MS,
    isOutage: () => true,
    async run(entries) {
      for (let told = false; ; ) {
        try {
          await keep(entries);
          return [];
        } catch (error) {
          if (stopped) throw error;
          if (!told) events.failed?.(error);
          told = true;
          await rest(AGAIN_MS);
        }
      }
    },
  });

  async function replayAll(): Promise<Replayed> {
    if (folder === null) return { files: 0, entries: 0, aside: 0 };
    replaying ??= replay(folder, store).finally(() => {
      replaying = null;
    });
    return replaying;
  }

  async function look(): Promise<void> {
    if (folder === null) return;
    const bytes = await countWaiting(folder);
    events.waiting?.(bytes);
    if (bytes === 0) return;
    const done = await replayAll().catch(() => null);
    if (done === null) return;
    events.replayed?.(done);
    events.waiting?.(await countWaiting(folder));
  }

  let looking: Promise<void> | null = null;
  const lookAgain = () => {
    looking ??= look()
      .catch((error) => events.failed?.(error))
      .finally(() => {
        looking = null;
      });
  };
  const timer = setInterval(lookAgain, lookMs).unref();
  lookAgain();

  return {
    async record(entries, signal) {
      const all = Promise.all(entries.map((entry) => batched(entry))).then(() => {});
      open.add(all);
      void all.catch(() => {}).finally(() => open.delete(all));
      await (signal === undefined ? all : untilAborted(all, signal));
    },
    replay: replayAll,
    async stop(milliseconds) {
      clearInterval(timer);
      const end = new AbortController();
      const late = rest(milliseconds, undefined, { signal: end.signal }).catch(() => {});
      await Promise.race([Promise.allSettled([...open, looking]), late]);
      stopped = true;
      end.abort();
      await file?.close();
    },
  };
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const leave = () => reject(signal.reason);
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
