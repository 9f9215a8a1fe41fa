import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/**
 * How an outside system behaves: takes what it gets; has no time; refuses this item; refuses us; fails midway;
 * hangs up without an answer; never answers.
 */
export type Behaviour = 'accept' | 'busy' | 'refuse' | 'forbid' | 'break' | 'cut' | 'hang';

/** A stand-in for an outside system. */
export interface FakePlatform {
  /** Options, as the YAML writes them, of a plugin that talks to it. */
  readonly options: unknown;
  /** From now on; it begins with `accept`. */
  behave(behaviour: Behaviour): void;
  /** Messages that were handed in so far, whatever became of them. */
  readonly taken: number;
  /** Resolves once a request has come in since the last `behave`. */
  reached(): Promise<void>;
  close(): Promise<void>;
}

export type OpenPlatform = () => Promise<FakePlatform>;

export interface PlatformRequest {
  method: string;
  /** With its query. */
  path: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}

export interface PlatformAnswer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

export interface HttpPlatform extends FakePlatform {
  readonly url: string;
  /** All that came in, in order. */
  readonly requests: readonly PlatformRequest[];
}

export interface HttpPlatformParts {
  /** Options, as the YAML writes them, of a plugin that talks to `url`. */
  options(url: string): unknown;
  /**
   * What the platform answers, in its own form. Left out: 200, 429 with `retry-after: 7`, 400, 401, 500;
   * an error repeats what it was sent, as some platforms do. `accepted` holds the requests that were accepted before.
   */
  answers?: {
    [B in Exclude<Behaviour, 'cut' | 'hang'>]?: (
      request: PlatformRequest,
      accepted: readonly PlatformRequest[],
    ) => PlatformAnswer;
  };
  /** Which requests hand in a message; left out: those that are not `GET`. */
  isMessage?(request: PlatformRequest): boolean;
}

/** A platform that is spoken to by HTTP, on a free port of this machine. */
export function fakeHttpPlatform(parts: HttpPlatformParts): () => Promise<HttpPlatform> {
  return async () => {
    const requests: PlatformRequest[] = [];
    const accepted: PlatformRequest[] = [];
    let behaviour: Behaviour = 'accept';
    let arrival = Promise.withResolvers<void>();

    const server = createServer(async (incoming, outgoing) => {
      const request = await read(incoming);
      requests.push(request);
      arrival.resolve();
      if (behaviour === 'hang') return;
      if (behaviour === 'cut') return void incoming.socket.destroy();
      const answer = (parts.answers?.[behaviour] ?? plainAnswers[behaviour])(request, accepted);
      if (behaviour === 'accept') accepted.push(request);
      write(outgoing, answer);
    });
    const url = await listen(server);
    return {
      url,
      options: parts.options(url),
      requests,
      get taken() {
        return requests.filter(parts.isMessage ?? (({ method }) => method !== 'GET')).length;
      },
      behave(next) {
        behaviour = next;
        arrival = Promise.withResolvers();
      },
      reached: () => arrival.promise,
      close: () => stop(server),
    };
  };
}

const plainAnswers: Required<NonNullable<HttpPlatformParts['answers']>> = {
  accept: () => ({ status: 200 }),
  busy: ({ body }) => ({ status: 429, headers: { 'retry-after': '7' }, body }),
  refuse: ({ body }) => ({ status: 400, body }),
  forbid: ({ body }) => ({ status: 401, body }),
  break: ({ body }) => ({ status: 500, body }),
};

async function read(incoming: IncomingMessage): Promise<PlatformRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { method = 'GET', url = '/', headers } = incoming;
  return { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
}

function write(outgoing: ServerResponse, { status, headers = {}, body = '' }: PlatformAnswer): void {
  outgoing.writeHead(status, headers).end(body);
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The fake platform has no port.');
  return `http://127.0.0.1:${address.port}`;
}

async function stop(server: ReturnType<typeof createServer>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
