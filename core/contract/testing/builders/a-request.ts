import type { HttpRequest } from '../../channel.ts';

export interface RequestParts extends Partial<Omit<HttpRequest, 'body' | 'query'>> {
  query?: Readonly<Record<string, string>>;
  /** A text as it stands, bytes as they are, anything else as JSON. */
  body?: unknown;
}

/** A `POST` as core hands it to a channel. */
export function aRequest({ body = '', query = {}, ...rest }: RequestParts = {}): HttpRequest {
  return {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(query),
    headers: {},
    body: toBytes(body),
    ip: '192.0.2.1',
    signal: new AbortController().signal,
    ...rest,
  };
}

function toBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}
