import { readFile, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';

interface Place {
  pid: number;
  port: number;
  status: string;
}

/** The port of a PostgreSQL that runs on this cluster now, else null. */
export async function runningAt(cluster: string): Promise<number | null> {
  const place = await readPlace(cluster);
  return place?.status === 'ready' && (await isListening(place.port)) ? place.port : null;
}

const LOOK_MS = 50;
/** As long as `pg_ctl` is given. */
const MOST_LOOKS = 60_000 / LOOK_MS;

/** The same, after another process has finished starting or stopping it. */
export async function awaitServer(cluster: string): Promise<number | null> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const place = await readPlace(cluster);
    if (place === null || place.status === 'ready' || (await isGone(place))) break;
    await rest(LOOK_MS);
  }
  return runningAt(cluster);
}

/**
 * A server that was killed leaves its file behind. Once its number belongs to another process (the rule rather than
 * the exception in a container) PostgreSQL would take that for itself and refuse to start.
 */
export async function forgetDead(cluster: string): Promise<void> {
  const place = await readPlace(cluster);
  if (place !== null && (await isGone(place))) await rm(join(cluster, FILE), { force: true });
}

/** From its start on a server listens; only while it stops, or before it has written its state, it does not. */
async function isGone({ port, status }: Place): Promise<boolean> {
  return ['starting', 'ready'].includes(status) && !(await isListening(port));
}

const FILE = 'postmaster.pid';

/** What the server's file says, while a process of that number lives. */
async function readPlace(cluster: string): Promise<Place | null> {
  const lines = (await readFile(join(cluster, FILE), 'utf8').catch(() => '')).split('\n');
  const place = { pid: Number(lines[0]), port: Number(lines[3]) || 0, status: lines[7]?.trim() ?? '' };
  return place.pid > 0 && isAlive(place.pid) ? place : null;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });
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
export function keepRunning(cluster: string, start: () => Promise<unknown>): { end(): void } {
  let timer: NodeJS.Timeout;
  let ended = false;
  const look = async () => {
    const place = await readPlace(cluster);
    // Asked at its port, too: where nobody buries orphans (a container without an init) a dead server keeps its number.
    const dead = place === null || (await isGone(place));
    if (dead && !ended) {
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
