import type { HttpRequest } from '@botones/contract';

export interface RequestParts extends Partial<Omit<HttpRequest, 'body' | 'query'>> {
  query?: Record<string, string>;
  /** Bytes are sent as they are, any other object as JSON. */
  body?: string | object;
}

/** A request as core hands it to a channel. */
export function makeRequest({ body = '', query = {}, headers = {}, ...rest }: RequestParts = {}): HttpRequest {
  return {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(query),
    headers: { host: 'chat.example.com', ...headers },
    body: body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    ip: '192.0.2.1',
    signal: new AbortController().signal,
    ...rest,
  };
}
