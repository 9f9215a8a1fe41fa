import { Pool } from 'undici';
import type { Options } from './options.ts';

/** Meta's Graph API, as this hotel may use it. */
export interface Graph {
  /** One call; the answer is read whole. Throws where no answer comes. */
  call(request: GraphRequest): Promise<GraphAnswer>;
  close(): Promise<void>;
}

export interface GraphRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Behind the version: `/2000/messages`. */
  readonly path: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface GraphAnswer {
  readonly status: number;
  /** Parsed; an empty object where it is no JSON object. */
  readonly body: Readonly<Record<string, unknown>>;
}

export function openGraph({ url, version, token, connections }: Options): Graph {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const base = `${pathname.replace(/\/$/, '')}/${version}`;
  return {
    async call({ method, path, body, headers, signal }) {
      const response = await pool.request({
        method,
        path: base + path,
        headers: {
          authorization: `Bearer ${token}`,
          ...(typeof body === 'string' && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body }),
        signal,
      });
      return { status: response.statusCode, body: toObject(await response.body.text()) };
    },
    close: () => pool.close(),
  };
}

function toObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
