import type { Message, Receipt } from '@botones/contract';
import type { Work } from '../../core/delivery/own.ts';
import type { WorkerOptions } from '../../core/delivery/worker.ts';
import type { Database } from '../../core/store/database.ts';
import { emptyTables, hotel, openFrontDoor, openWorker, type RigWorker, sql } from './delivery-rig.ts';
import { eventually } from './eventually.ts';
import { guestMessage } from './guest-message.ts';
import { aDatabase } from './postgres.ts';

/** One web process and as many workers as a test opens, on a database of their own; all are gone after each test. */
export class WorkerRig {
  #database: Database | null = null;
  #front: ReturnType<typeof openFrontDoor> | null = null;
  /** Those that the web process tells of what it stores. */
  workers: RigWorker[] = [];
  #opened: RigWorker[] = [];

  get database(): Database {
    if (this.#database === null) throw new Error('The database is open while tests run.');
    return this.#database;
  }

  async begin(): Promise<void> {
    this.#database ??= await aDatabase();
    await emptyTables(this.#database);
    this.workers = [];
    this.#opened = [];
    this.#front = openFrontDoor(this.#database, (ids, arrivals) => {
      for (const worker of this.workers) worker.nudge(ids, arrivals);
    });
  }

  async end(): Promise<void> {
    await Promise.all(this.#opened.map((worker) => worker.stop(1_000)));
    await this.#front?.close();
  }

  async close(): Promise<void> {
    await this.#database?.close();
  }

  open(work: Work, options: Partial<WorkerOptions> = {}): RigWorker {
    const worker = openWorker(this.database, work, options);
    this.workers.push(worker);
    this.#opened.push(worker);
    return worker;
  }

  async accept(...messages: Message[]): Promise<Receipt[]> {
    return (await this.#front?.intake.accept(hotel.property, hotel.channel, messages)) ?? [];
  }

  /** The usual guest writes. */
  say(...texts: string[]): Promise<Receipt[]> {
    return this.accept(...texts.map((text) => guestMessage({ text })));
  }

  /** Nothing is due any more: what was to be answered and sent is. */
  quiet(): Promise<void> {
    return eventually('everything is done', async () => {
      const rows = await sql(this.database, 'select from conversation where due_at is not null');
      return rows.length === 0;
    });
  }

  /** Cuts the connections through which workers own conversations. */
  async cutLedgers(): Promise<void> {
    await sql(
      this.database,
      `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like '% ledger'`,
    );
  }
}
