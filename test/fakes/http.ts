import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Mishap } from './mishaps.ts';

/** A request as a fake reads it. */
export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
}

export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
}

export const json = (value: unknown, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=UTF-8' },
  body: JSON.stringify(value),
});

/** A server on a free port of this machine. `answer` may return null: the client is left hanging, or was cut off. */
export async function serve(
  answer: (request: Request, leave: Leave) => Promise<Answer | null>,
  port = 0,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (incoming, outgoing) => {
    const request = await readRequest(incoming).catch(() => null);
    if (!request) return;
    const leave: Leave = { reset: () => incoming.socket.resetAndDestroy() };
    const given = await answer(request, leave).catch((cause: unknown): Answer => {
      console.error('A fake failed:', cause);
      return { status: 500, body: 'The fake failed.' };
    });
    if (given) write(outgoing, given);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => stop(server) };
}

export interface Leave {
  /** Cuts the connection. */
  reset(): void;
}

/** Does the request, or lets befall it what was planned. Null: the client never hears. */
export async function withMishap<E>(
  mishap: Mishap<E> | null,
  work: () => Promise<Answer>,
  refuse: (error: E) => Answer,
  leave: Leave,
): Promise<Answer | null> {
  if (!mishap) return work();
  if (mishap.kind === 'error') return refuse(mishap.error);
  if (mishap.kind === 'slow') await new Promise((done) => setTimeout(done, mishap.ms));
  if (mishap.kind === 'slow') return work();
  if (mishap.kind === 'twice') await work();
  if (mishap.kind === 'twice') return work();
  if (mishap.kind === 'garbled') return halve(await work());
  if (mishap.taken) await work();
  if (mishap.kind === 'page') return htmlPage(mishap.status);
  if (mishap.kind === 'reset') leave.reset();
  return null;
}

function halve({ status, headers, body = '' }: Answer): Answer {
  return { status, headers: headers ?? {}, body: Buffer.from(body).subarray(0, Math.floor(body.length / 2)) };
}

function htmlPage(status: number): Answer {
  const body = `<!DOCTYPE html><html><head><title>Error ${status}</title></head><body>Sorry.</body></html>`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const url = new URL(incoming.url ?? '/', 'http://fake');
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks),
  };
}

function write(outgoing: ServerResponse, { status, headers = {}, body = '' }: Answer): void {
  outgoing.writeHead(status, headers).end(body);
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The fake has no port.');
  return address.port;
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeAllConnections();
  await closed;
}
