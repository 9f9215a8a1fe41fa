import type { Channel, HttpAnswer, HttpRequest, Receipt, Received } from '@botones/contract';
import express, { type Express, type Request, type Response } from 'express';
import type { Metrics } from '../telemetry/metrics.ts';
import { write } from './answer.ts';

/** A channel with its place in the URL space, and what core does with what it receives. */
export interface MountedChannel {
  readonly name: string;
  /** `/web`; without a slash at its end. */
  readonly basePath: string;
  readonly channel: Channel;
  /** Stores everything or nothing. @throws BotonesError `ERR_DATABASE_DOWN`. */
  accept(received: Received): Promise<Receipt[]>;
  /** A request that was refused or an item that could not be read; for logs. */
  refused(reason: string): void;
}

/** WhatsApp posts up to 3 MB. */
const bodyLimit = '3mb';

/** Serves a channel: its inbound path by verify → parse → store → acknowledge, its own routes as they are. */
export function mountChannel(app: Express, mounted: MountedChannel, metrics: Metrics): void {
  const { basePath, channel } = mounted;
  const raw = readRaw(bodyLimit);

  if (channel.headers) {
    const headersOf = channel.headers.bind(channel);
    // Set before the body is read, so that a page of another origin may read core's own refusals too.
    app.use(basePath, (request, response, next) => {
      const headers = headersOf(readRequest(request, response, basePath));
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      next();
    });
  }

  if (channel.parse) {
    const parse = channel.parse.bind(channel);
    app.post(basePath + (channel.inbound ?? ''), raw, async (request, response) => {
      await write(response, await receive(readRequest(request, response, basePath), mounted, parse, metrics));
    });
  }
  for (const route of channel.routes ?? []) {
    const method = route.method.toLowerCase() as 'get' | 'post' | 'options';
    const body = route.maxBytes === undefined ? raw : readRaw(route.maxBytes);
    app[method](basePath + route.path, body, async (request, response) => {
      await write(response, await route.handle(readRequest(request, response, basePath)));
    });
  }
}

async function receive(
  request: HttpRequest,
  mounted: MountedChannel,
  parse: (request: HttpRequest) => Received,
  metrics: Metrics,
): Promise<HttpAnswer> {
  const verdict = await mounted.channel.verify?.(request);
  if (verdict && !verdict.ok) {
    mounted.refused(verdict.reason);
    return verdict.answer ?? { status: verdict.status };
  }
  const received = parse(request);
  for (const reason of received.skipped ?? []) mounted.refused(reason);
  const receipts = await mounted.accept(received);
  for (const receipt of receipts) metrics.messages.inc({ channel: mounted.name, double: String(receipt.double) });
  return mounted.channel.acknowledge?.(received, receipts) ?? { status: 200 };
}

function readRaw(limit: number | string) {
  return express.raw({ type: () => true, limit, inflate: false });
}

function readRequest(request: Request, response: Response, basePath: string): HttpRequest {
  let gone: AbortController | null = null;
  const question = request.originalUrl.indexOf('?');
  return {
    method: request.method,
    path: request.originalUrl.slice(basePath.length, question < 0 ? undefined : question) || '/',
    query: new URLSearchParams(question < 0 ? '' : request.originalUrl.slice(question + 1)),
    headers: request.headers as HttpRequest['headers'],
    body: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
    ip: request.ip ?? '',
    // Made on demand: most requests are over before anyone asks.
    get signal() {
      if (gone === null) {
        const controller = new AbortController();
        gone = controller;
        if (response.closed) controller.abort();
        else response.once('close', () => controller.abort());
      }
      return gone.signal;
    },
  };
}
