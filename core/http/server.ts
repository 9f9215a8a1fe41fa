import { createServer } from 'node:http';
import { BotonesError, type HttpAnswer, type MediaFile } from '@botones/contract';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Metrics } from '../telemetry/metrics.ts';
import { problem, write } from './answer.ts';
import { type MountedChannel, mountChannel } from './channel.ts';
import { listen } from './listen.ts';
import { answerMedia } from './media.ts';
import { answerMetrics } from './metrics.ts';

export interface HttpOptions {
  readonly channels: readonly MountedChannel[];
  readonly metrics: Metrics;
  /** What whoever reads the metrics must bring; null, the default: nothing. */
  readonly metricsToken?: string | null;
  /** What keeps this process from serving; empty: it is ready. */
  readyProblems(): Promise<string[]>;
  /** Where `/` leads: the path of a page, if any channel has one. */
  readonly home: string | null;
  /** Express' `trust proxy`; needed to see guests' addresses behind a reverse proxy. */
  readonly trustProxy: string | null;
  /** A file that anybody may read, by its id. */
  media(id: string): Promise<MediaFile | null>;
  failed(error: unknown, requestId: string): void;
  /** Longest time for a request to arrive whole; a client that drips it byte by byte is cut off. Default 10 s. */
  readonly patienceMs?: number;
}

export interface HttpServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts the web side. @throws BotonesError `ERR_PORT_IN_USE`. */
export async function startHttp(host: string, port: number, options: HttpOptions): Promise<HttpServer> {
  const app = createApp(options);
  const patience = options.patienceMs ?? 10_000;
  const server = createServer(
    { headersTimeout: patience, requestTimeout: patience, connectionsCheckingInterval: patience / 5 },
    app,
  );
  server.keepAliveTimeout = 65_000;
  await listen(server, host, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeIdleConnections();
      // Streams stay open for hours; their readers come back to the next process by themselves.
      setTimeout(() => server.closeAllConnections(), 1_000).unref();
      await closed;
    },
  };
}

function createApp(options: HttpOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  if (options.trustProxy !== null) app.set('trust proxy', readTrust(options.trustProxy));
  app.use((_request: Request, response: Response, next: NextFunction) => {
    measure(response, options.metrics);
    response.setHeader('x-content-type-options', 'nosniff');
    next();
  });
  for (const mounted of options.channels) mountChannel(app, mounted, options.metrics);
  app.get('/media/:id', async (request, response, next) => {
    const file = /^[0-9a-f]{64}$/.test(request.params.id) ? await options.media(request.params.id) : null;
    if (file === null) return next();
    await write(response, answerMedia(file));
  });
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', async (_request, response) => {
    const problems = await options.readyProblems();
    response
      .status(problems.length === 0 ? 200 : 503)
      .json({ status: problems.length === 0 ? 'ok' : 'down', problems });
  });
  app.get('/metrics', async (request, response) => {
    const { metrics, metricsToken = null } = options;
    await write(response, await answerMetrics(metrics, metricsToken, request.headers.authorization));
  });
  const { home } = options;
  if (home !== null) app.get('/', (_request, response) => response.redirect(302, home));
  app.use(
    (_request: Request, response: Response) =>
      void write(response, problem(404, 'not_found', 'There is nothing here.')),
  );
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    if (response.headersSent) return void response.destroy();
    const answer = answerTo(error);
    if (answer.status >= 500) options.failed(error, String(request.headers['x-request-id'] ?? ''));
    void write(response, answer);
  });
  return app;
}

function measure(response: Response, metrics: Metrics): void {
  const started = performance.now();
  response.once('finish', () => {
    metrics.httpRequests.inc({ status: String(response.statusCode) });
    if (!response.locals.streaming) metrics.httpDuration.observe((performance.now() - started) / 1000);
  });
}

/** Errors that a client may cause get their own status; the rest is ours, and PostgreSQL's absence asks for another try. */
function answerTo(error: unknown): HttpAnswer {
  if (error instanceof BotonesError && error.code === 'ERR_DATABASE_DOWN') {
    return problem(503, 'try_again', 'The message could not be stored just now. Please send it again.', {
      'retry-after': '1',
    });
  }
  const status = statusOf(error);
  if (status === 413) return problem(413, 'too_large', 'The request is too large.');
  if (status >= 400 && status < 500) return problem(status, 'bad_request', 'The request is malformed.');
  return problem(500, 'internal', 'Something went wrong on our side.');
}

/** As express says it. Errors of plugins and their libraries may have a status, too: that of some call of their own. */
function statusOf(error: unknown): number {
  const { status, expose } = error as { status?: unknown; expose?: unknown };
  const isOfExpress = typeof expose === 'boolean' || error instanceof URIError;
  return isOfExpress && typeof status === 'number' ? status : 500;
}

function readTrust(value: string): string | number | boolean {
  if (value === 'true') return true;
  return /^\d+$/.test(value) ? Number(value) : value;
}
