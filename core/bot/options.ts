import type { Config } from '../config/config.ts';
import type { Line } from '../delivery/line.ts';
import type { Database } from '../store/database.ts';
import type { Logger } from '../telemetry/logger.ts';

export type Role = 'all' | 'web' | 'worker';

export interface BotOptions {
  readonly config: Config;
  /** Migrated. */
  readonly database: Database;
  /** `web` takes messages in and serves pages, `worker` answers and delivers, `all` does both. */
  readonly role: Role;
  readonly logger: Logger;
  /** Null: no HTTP in this process. Port 0: any free one. */
  readonly http: { host: string; port: number; trustProxy: string | null; metricsToken?: string | null } | null;
  readonly redisUrl: string | null;
  /** Where guests' devices reach this bot, without a slash at its end; empty: only pages of its own are served. */
  readonly publicUrl?: string;
  readonly modelFolder: string;
  /** Below it stands what waits for PostgreSQL; left out: nothing is written to files. */
  readonly dataFolder?: string;
  /** Messages that training never sees, a file or a folder: a new model that is worse on them is not used. */
  readonly tests?: string;
  /** Where packages of third-party plugins are looked up. */
  readonly projectFolder: string;
  /** Conversations answered at one time. */
  readonly concurrency?: number;
  /** Runs jobs (calls to staff, retention) here; default true. A guest of a running bot leaves them to it. */
  readonly runsJobs?: boolean;
  /** Told what takes a while at the start, for a person who waits. */
  progress?(sentence: string): void;
  /** The clock of turns; default the system's. */
  now?(): Temporal.Instant;
}

export interface Bot {
  /** Port of the web side. */
  readonly port: number | null;
  /** Path of a page that a guest can open. */
  readonly home: string | null;
  /** Talks to the first property's channel of this name from inside the process. */
  line(channel: string, guest: string): Line;
  /** Answers what is under way and stops, within 10 s. */
  stop(): Promise<void>;
}
