import { type ChildProcess, spawn } from 'node:child_process';

/** `npm start` as an operator runs it: a process of its own, with an environment and what it prints. */
export interface BotProcess {
  readonly port: number;
  readonly pid: number;
  /** What it has written so far, both streams apart. */
  out(): string;
  err(): string;
  /** Resolves with its exit code; a process that a signal ended has the signal's name. */
  readonly ended: Promise<number | string>;
  /** Sends SIGTERM and waits for the end. */
  stop(): Promise<number | string>;
}

export interface Failed {
  code: number | string;
  err: string;
}

type Environment = Readonly<Record<string, string>>;

const children = new Set<ChildProcess>();

/** Starts it and waits until it is ready. */
export async function startBotProcess(env: Environment, args: readonly string[] = []): Promise<BotProcess> {
  const { child, out, err, ended } = launch(env, args);
  const port = await new Promise<number>((ready, fail) => {
    child.once('message', (message) => ready((message as { port: number | null }).port ?? 0));
    void ended.then((code) => fail(new Error(`It ended with ${code}: ${err()}${out()}`)));
  });
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { port, pid: child.pid ?? 0, out, err, ended, stop };
}

/** Starts it where it cannot start, and waits for what it says about that. */
export async function failBotProcess(env: Environment, args: readonly string[] = []): Promise<Failed> {
  const { ended, err } = launch(env, args);
  return { code: await ended, err: err() };
}

/** Ends what a failed test has left running. */
export function endBotProcesses(): void {
  for (const child of children) child.kill('SIGKILL');
}

function launch(env: Environment, args: readonly string[]) {
  const child = spawn(process.execPath, ['core/cli/start.ts', ...args], {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.add(child);
  const texts = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    texts.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    texts.err += chunk;
  });
  const ended = new Promise<number | string>((done) => {
    child.once('close', (code, signal) => {
      children.delete(child);
      done(code ?? signal ?? 'nothing');
    });
  });
  return { child, ended, out: () => texts.out, err: () => texts.err };
}
