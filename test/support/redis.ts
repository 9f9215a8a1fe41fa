import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../core/store/embedded-place.ts';

/** A real Redis of one test's own. */
export interface RedisServer {
  readonly url: string;
  kill(): Promise<void>;
  /** Takes connections and commands, and answers nothing. */
  freeze(): void;
  thaw(): void;
  /** At the same place, without what it knew. */
  startAgain(): Promise<void>;
}

/** Is there a `redis-server` on this machine? Says so aloud when there is not, since tests are skipped then. */
export function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    console.log('      (there is no redis-server on this machine: tests with Redis are skipped)');
    return false;
  }
}

export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  let server: ChildProcess = await run(port);
  return {
    url: `redis://127.0.0.1:${port}`,
    async kill() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const gone = once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
    },
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    async startAgain() {
      server = await run(port);
    },
  };
}

async function run(port: number): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const chunk of server.stdout) {
    if (String(chunk).includes('Ready to accept connections')) break;
  }
  server.stdout.resume();
  return server;
}
