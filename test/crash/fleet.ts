import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbedded } from '../../core/store/embedded.ts';
import { modelsOfRun } from '../support/models.ts';

/** Processes that are started again whenever they die, however they die. */
export interface Fleet {
  readonly names: readonly string[];
  /** Of its database. */
  readonly url: string;
  kill(name: string): Promise<void>;
  /** Names of those that came up at least once. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

export interface FleetOptions {
  readonly folder: string;
  readonly configFolder: string;
  readonly workers: number;
  /** One web process a port. */
  readonly ports: readonly number[];
  /** Further environment, by process. */
  env?(name: string): Readonly<Record<string, string>>;
}

export async function startFleet({ folder, configFolder, workers, ports, env }: FleetOptions): Promise<Fleet> {
  const postgres = await startEmbedded(folder);
  const { url } = postgres;
  const children = new Map<string, ChildProcess>();
  const readiness = new Map<string, PromiseWithResolvers<void>>();
  let stopping = false;

  function launch(name: string, role: string, port: number | null): void {
    readiness.set(name, readiness.get(name) ?? Promise.withResolvers<void>());
    const child = spawn(process.execPath, ['core/cli/start.ts', '--role', role], {
      env: {
        ...process.env,
        DATABASE_URL: url,
        BOTONES_CONFIG: configFolder,
        BOTONES_MODELS: modelsOfRun,
        LOG_LEVEL: 'error',
        PORT: port === null ? '' : String(port),
        ...env?.(name),
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    children.set(name, child);
    child.on('message', () => readiness.get(name)?.resolve());
    child.on('exit', () => {
      if (!stopping) setTimeout(() => launch(name, role, port), 100);
    });
  }

  // The first worker trains the model that the others load.
  launch('worker-1', 'worker', null);
  await readiness.get('worker-1')?.promise;
  for (let i = 2; i <= workers; i += 1) launch(`worker-${i}`, 'worker', null);
  for (const [i, port] of ports.entries()) launch(`web-${i + 1}`, 'web', port);

  return {
    names: [...children.keys(), 'postgres'],
    url,
    async kill(name) {
      if (name !== 'postgres') {
        children.get(name)?.kill('SIGKILL');
        return;
      }
      // `startEmbedded` watches over its server and brings it back; it may be down from the last time still.
      const file = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
      const pid = Number(file.split('\n')[0]);
      if (pid > 0) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {}
      }
    },
    ready: async () => void (await Promise.all([...readiness.values()].map(({ promise }) => promise))),
    async stop() {
      stopping = true;
      const living = [...children.values()].filter(
        ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
      );
      const gone = living.map((child) => new Promise((done) => child.once('exit', done)));
      for (const child of living) child.kill('SIGTERM');
      await Promise.all(gone);
      await postgres.stop();
    },
  };
}
