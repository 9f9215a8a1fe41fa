import type { HttpAnswer, HttpRequest } from '@botones/contract';
import type { Bundle } from './bundle.ts';

/**
 * `GET /widget.js`. Hotels embed the bare address, which is asked for again every five minutes and answered by 304;
 * our own page names the version in the query and may keep it for good.
 */
export function serveScript({ script, gzipped, version }: Bundle, request: HttpRequest): HttpAnswer {
  const named = request.query.get('v') === version;
  const headers = {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': named ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    etag: `W/"${version}"`,
    vary: 'accept-encoding, origin',
  };
  if (request.headers['if-none-match'] === headers.etag) return { status: 304, headers };
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return { status: 200, headers, body: script };
  return { status: 200, headers: { ...headers, 'content-encoding': 'gzip' }, body: gzipped };
}
