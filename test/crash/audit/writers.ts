import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { AuditEntry } from '@botones/contract';
import type { Batch, Told, WriterSetup } from './writer.ts';

/** Entries that are handed over together, and how many such batches one process has at a time. */
const BATCH = 50;
const AT_ONCE = 8;

export interface Writers {
  /** Resolves when the trail has taken all of them. */
  record(entries: readonly AuditEntry[]): Promise<void>;
  /** Entries that the trail has taken, in all. */
  recorded(): number;
  /** Entries that went into the file, as far as was heard of before the end of their process. */
  fellBack(): number;
  /** By SIGKILL; another takes its place. What it had not said to be taken is given to others, under the same ids. */
  kill(index: number): Promise<void>;
  stop(): Promise<void>;
}

interface Writer {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  readonly open: Map<number, Batch>;
  isReady: boolean;
}

/** So many processes with one folder. */
export async function startWriters(count: number, setup: WriterSetup): Promise<Writers> {
  const writers: Writer[] = [];
  const waiting: Batch[] = [];
  const done = new Map<number, () => void>();
  const sum = { batches: 0, recorded: 0, fellBack: 0 };
  let stopping = false;

  function launch(index: number): Promise<void> {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), JSON.stringify(setup)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const ended = Promise.withResolvers<void>();
    const ready = Promise.withResolvers<void>();
    const writer: Writer = { child, ended: ended.promise, open: new Map(), isReady: false };
    writers[index] = writer;
    child.on('message', (told: Told) => {
      if ('fellBack' in told) sum.fellBack += told.fellBack;
      else if ('recorded' in told) take(writer, told.recorded);
      else {
        writer.isReady = true;
        ready.resolve();
      }
      hand();
    });
    child.on('exit', () => {
      writer.isReady = false;
      waiting.unshift(...writer.open.values());
      writer.open.clear();
      ended.resolve();
      ready.resolve();
      if (!stopping) void launch(index);
    });
    return ready.promise;
  }

  function take(writer: Writer, id: number): void {
    const batch = writer.open.get(id);
    writer.open.delete(id);
    sum.recorded += batch?.entries.length ?? 0;
    done.get(id)?.();
    done.delete(id);
  }

  function hand(): void {
    for (const { child, open, isReady } of writers) {
      while (isReady && child.connected && open.size < AT_ONCE && waiting.length > 0) {
        const batch = waiting.shift() as Batch;
        open.set(batch.batch, batch);
        // Whether it arrives is seen by the answer; without one the batch is given to another.
        child.send(batch, () => {});
      }
    }
  }

  await Promise.all(Array.from({ length: count }, (_, index) => launch(index)));
  return {
    async record(entries) {
      const all: Promise<void>[] = [];
      for (let from = 0; from < entries.length; from += BATCH) {
        const batch = { batch: sum.batches++, entries: entries.slice(from, from + BATCH) };
        const { promise, resolve } = Promise.withResolvers<void>();
        done.set(batch.batch, resolve);
        all.push(promise);
        waiting.push(batch);
      }
      hand();
      await Promise.all(all);
    },
    recorded: () => sum.recorded,
    fellBack: () => sum.fellBack,
    async kill(index) {
      const writer = writers[index];
      writer?.child.kill('SIGKILL');
      await writer?.ended;
    },
    async stop() {
      stopping = true;
      for (const { child } of writers) child.kill('SIGTERM');
      await Promise.all(writers.map(({ ended }) => ended));
    },
  };
}
