import type { HttpAnswer, HttpRequest, Route } from '@botones/contract';
import { refuse } from './refusals.ts';

const PREFLIGHT_SECONDS = 7200;

/** May the page that sends this request talk to us? Programs that are no browsers send no origin; the token binds them. */
export function mayTalk(request: HttpRequest, origins: readonly string[]): boolean {
  const { origin } = request.headers;
  return origin === undefined || isOwn(request, origin) || origins.includes(origin);
}

/** CORS headers for an allowed other site. The token travels in a header, so credentials are never allowed. */
export function corsHeaders(request: HttpRequest, origins: readonly string[]): Record<string, string> {
  const { origin } = request.headers;
  if (origin === undefined || !origins.includes(origin)) return { vary: 'origin' };
  return { vary: 'origin', 'access-control-allow-origin': origin, 'access-control-expose-headers': 'retry-after' };
}

/** Answers of the browser's question before it sends a token or JSON to another origin. */
export function preflights(paths: readonly string[], origins: readonly string[]): Route[] {
  return paths.map((path) => ({ method: 'OPTIONS', path, handle: (request) => preflight(request, origins) }));
}

function preflight(request: HttpRequest, origins: readonly string[]): HttpAnswer {
  if (!mayTalk(request, origins)) return refuse('origin_not_allowed');
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type, last-event-id',
      'access-control-max-age': String(PREFLIGHT_SECONDS),
    },
  };
}

/** By host only: behind a proxy that ends TLS we cannot know the scheme that the browser sees. */
function isOwn(request: HttpRequest, origin: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === request.headers.host;
}
