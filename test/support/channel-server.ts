import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Capabilities, Channel, HttpAnswer, HttpRequest, Message, Receipt } from '@botones/contract';

const MAX_BODY_BYTES = 1024 * 1024;

export interface Mounted {
  channel: Channel;
  capabilities: Capabilities;
  basePath: string;
  /** Stores a message; called once all of a request's messages are read. */
  intake(message: Message): Receipt;
}

/**
 * A channel behind node:http, as core mounts it: `inbound` → verify, parse, intake, acknowledge; `routes`; nothing else.
 * `headers` go on every answer and give way to the answer's own.
 */
export function serveChannel(mounted: Mounted): Server {
  return createServer((incoming, outgoing) => {
    answer(mounted, incoming, outgoing).catch((error: unknown) => {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end(JSON.stringify({ error: { code: 'internal', message: 'Something broke.' } }));
      if (!outgoing.destroyed) console.error(error);
    });
  });
}

async function answer(mounted: Mounted, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const left = new AbortController();
  outgoing.on('close', () => left.abort());
  const request = await readRequest(mounted.basePath, incoming, left.signal);
  const reply = request ? await respond(mounted, request) : { status: 404 };
  const common = request ? (mounted.channel.headers?.(request) ?? {}) : {};
  outgoing.writeHead(reply.status, { ...common, ...reply.headers });
  await writeBody(reply, outgoing, left.signal);
}

async function respond({ channel, intake }: Mounted, request: HttpRequest): Promise<HttpAnswer> {
  const here = channel.routes?.filter((route) => matches(route.path, request.path)) ?? [];
  const route = here.find(({ method }) => method === request.method);
  if (request.body.byteLength > (route?.maxBytes ?? MAX_BODY_BYTES)) return { status: 413 };
  if (request.method === 'POST' && channel.parse && request.path === (channel.inbound ?? '/')) {
    const verdict = (await channel.verify?.(request)) ?? { ok: true };
    if (!verdict.ok) return verdict.answer ?? { status: verdict.status };
    const received = channel.parse(request);
    const receipts = received.messages.map((message) => intake(message));
    return channel.acknowledge?.(received, receipts) ?? { status: 200 };
  }
  return route ? route.handle(request) : { status: here.length > 0 ? 405 : 404 };
}

/** `/files/:name` is any one segment below `/files`. */
function matches(pattern: string, path: string): boolean {
  const steps = path.split('/');
  const wanted = pattern.split('/');
  return wanted.length === steps.length && wanted.every((step, index) => step.startsWith(':') || step === steps[index]);
}

async function readRequest(
  basePath: string,
  incoming: IncomingMessage,
  signal: AbortSignal,
): Promise<HttpRequest | null> {
  const url = new URL(incoming.url ?? '/', 'http://host');
  if (url.pathname !== basePath && !url.pathname.startsWith(`${basePath}/`)) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = Object.entries(incoming.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return Object.freeze({
    method: incoming.method ?? 'GET',
    path: url.pathname.slice(basePath.length) || '/',
    query: url.searchParams,
    headers: Object.freeze(Object.fromEntries(headers)),
    body: Buffer.concat(chunks),
    ip: incoming.socket.remoteAddress ?? '',
    signal,
  });
}

async function writeBody({ body = '' }: HttpAnswer, outgoing: ServerResponse, signal: AbortSignal): Promise<void> {
  if (typeof body === 'string' || body instanceof Uint8Array) {
    outgoing.end(body);
    return;
  }
  outgoing.flushHeaders();
  for await (const piece of body) {
    if (signal.aborted) break;
    outgoing.write(piece);
  }
  outgoing.end();
}
