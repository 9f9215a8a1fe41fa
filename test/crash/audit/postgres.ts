import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { type EmbeddedDatabase, startEmbedded } from '../../../core/store/embedded.ts';
import { runningAt } from '../../../core/store/embedded-place.ts';

/** A PostgreSQL that stays away until it is started again. */
export interface Server {
  readonly url: string;
  stop(): Promise<void>;
  /** By SIGKILL, as a machine that runs out of memory does it. */
  kill(): Promise<void>;
  /** Where it was before. */
  start(): Promise<void>;
}

export async function startServer(folder: string): Promise<Server> {
  let embedded: EmbeddedDatabase = await startEmbedded(folder);
  const { url } = embedded;
  const cluster = join(folder, 'postgres');
  return {
    url,
    stop: () => embedded.stop(),
    async kill() {
      embedded.leave();
      const [pid = ''] = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
      while ((await runningAt(cluster)) !== null) await rest(20);
    },
    async start() {
      embedded = await startEmbedded(folder);
      if (embedded.url !== url) throw new Error('Another program has taken the port of PostgreSQL meanwhile.');
    },
  };
}
