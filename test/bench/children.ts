import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Measured, Order } from './drive.ts';

/** What a process says when it is ready. */
export interface Said {
  port?: number;
  /** Where replies go. */
  receiver?: string;
  /** Of a hotel on WhatsApp. */
  numbers?: string[];
}

export interface Child {
  readonly child: ChildProcess;
  readonly said: Said;
}

/** The processes of one bench. */
export function openChildren() {
  const children: ChildProcess[] = [];
  return {
    /** Starts a process from a file below `bench/` and waits for the first thing it says. */
    async launch(
      file: string,
      args: string[] = [],
      env: Record<string, string> = {},
      execArgv: string[] = [],
    ): Promise<Child> {
      const child = fork(join(import.meta.dirname, file), args, {
        env: { ...process.env, ...env },
        execArgv: [...process.execArgv, ...execArgv],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      children.push(child);
      const said = (await Promise.race([
        once(child, 'message').then(([message]) => message),
        once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended before it was ready.`))),
      ])) as Said;
      return { child, said };
    },
    async end(): Promise<void> {
      for (const child of children) child.kill('SIGTERM');
      await Promise.all(children.map((child) => child.exitCode ?? child.signalCode ?? once(child, 'exit')));
    },
  };
}

/** Lets the load measure one target. */
export async function measure(load: Child, order: Order): Promise<Measured> {
  load.child.send(order);
  return ((await once(load.child, 'message')) as [Measured])[0];
}
