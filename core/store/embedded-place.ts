import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** The port of a PostgreSQL that runs on this cluster now, else null. */
export async function runningAt(cluster: string): Promise<number | null> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const [pid, port, status] = [Number(lines[0]), Number(lines[3]), lines[7]?.trim()];
  if (!pid || !port || status !== 'ready') return null;
  return isAlive(pid) ? port : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The port of last time if it is free, so that processes which lost their server find it again where it was. */
export async function choosePort(cluster: string): Promise<number> {
  const options = await readFile(join(cluster, 'postmaster.opts'), 'utf8').catch(() => '');
  const last = Number(/port='?(\d+)/.exec(options)?.[1]);
  return last > 0 && (await isFree(last)) ? last : freePort();
}

const WATCH_MS = 1_000;

/** Starts the server again when it has died: nobody else watches over the bot's own PostgreSQL. */
export function keepRunning(cluster: string, start: () => Promise<void>): { end(): void } {
  let timer: NodeJS.Timeout;
  let ended = false;
  const look = async () => {
    if ((await runningAt(cluster)) === null && !ended) {
      // Backends of a killed server hold its memory a moment longer; until they are gone it refuses to start.
      await start().catch(() => {});
    }
    if (!ended) timer = setTimeout(look, WATCH_MS).unref();
  };
  timer = setTimeout(look, WATCH_MS).unref();
  return {
    end() {
      ended = true;
      clearTimeout(timer);
    },
  };
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((done) => {
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}

/** A port that nobody listens on, given by the system. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
