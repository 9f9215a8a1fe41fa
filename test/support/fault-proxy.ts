import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';

/**
 * What the line does: `pass`; let nothing through and say nothing (`hole`), until it passes again, since TCP repeats what was
 * lost; cut whoever comes (`reset`); deliver a few bytes at a time (`drip`).
 */
export type Fault = 'pass' | 'hole' | 'reset' | 'drip';

/** A line between a client and a server of TCP, which can be broken in the ways in which lines break. */
export interface FaultProxy {
  readonly port: number;
  /** Connections that are open now. */
  readonly open: number;
  /** Holds for new connections and for those that there are. Milliseconds of `latency` are added each way. */
  behave(fault: Fault, latency?: number): void;
  close(): Promise<void>;
}

/** Bytes at a time, and the pause after them, of a line that drips. */
const drop = { bytes: 3, pauseMs: 20 };

export async function startFaultProxy(target: { host?: string; port: number }): Promise<FaultProxy> {
  let fault: Fault = 'pass';
  let latency = 0;
  const sockets = new Set<Socket>();
  let through = Promise.withResolvers<void>();
  through.resolve();

  const server = createServer((client) => {
    if (fault === 'reset') return void client.resetAndDestroy();
    const far = connect(target.port, target.host ?? '127.0.0.1');
    for (const [from, to] of [
      [client, far],
      [far, client],
    ] as const) {
      sockets.add(from);
      carry(from, to);
      from.on('error', () => {});
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });

  /** In order: a chunk waits for those before it. */
  function carry(from: Socket, to: Socket): void {
    let before: Promise<void> = Promise.resolve();
    from.on('data', (chunk: Buffer) => {
      before = before.then(() => deliver(chunk, to));
    });
    from.on('end', () => {
      before = before.then(() => through.promise).then(() => void to.end());
    });
  }

  async function deliver(chunk: Buffer, to: Socket): Promise<void> {
    if (latency > 0) await rest(latency);
    await through.promise;
    if (to.destroyed) return;
    if (fault !== 'drip') {
      to.write(chunk);
      return;
    }
    for (let at = 0; at < chunk.length && !to.destroyed; at += drop.bytes) {
      to.write(chunk.subarray(at, at + drop.bytes));
      await rest(drop.pauseMs);
    }
  }

  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get open() {
      return sockets.size / 2;
    },
    behave(given, milliseconds = 0) {
      latency = milliseconds;
      if (given !== 'hole') through.resolve();
      else if (fault !== 'hole') through = Promise.withResolvers<void>();
      fault = given;
      if (given === 'reset') for (const socket of sockets) socket.resetAndDestroy();
    },
    async close() {
      through.resolve();
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
