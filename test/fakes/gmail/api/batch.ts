import type { Answer, Request } from '../../http.ts';
import { invalid } from '../google-error.ts';
import { headerOf, splitEntity } from '../mail/headers.ts';

const MOST_PARTS = 100;

/** Several calls in one `multipart/mixed`, each with an answer of its own. */
export function serveBatch(request: Request, serve: (request: Request) => Answer): Answer {
  const boundary = /boundary="?([^";]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (!boundary) throw invalid('Failed to parse batch request, error: missing boundary.');
  const parts = request.body.toString('latin1').split(`--${boundary}`).slice(1);
  const inner = parts
    .filter((part) => !part.startsWith('--'))
    .map((part) => Buffer.from(part.replace(/^\r?\n/, ''), 'latin1'));
  if (inner.length > MOST_PARTS) throw invalid('The batch request could not be processed: too many parts.');
  const body = inner.map((part) => {
    const { headers, body: http } = splitEntity(part);
    const { status, headers: answered = {}, body: text = '' } = serve(readHttp(http, request.headers));
    const lines = Object.entries(answered).map(([name, value]) => `${name}: ${value}\r\n`);
    const id = headerOf(headers, 'content-id')?.replace(/^</, '<response-') ?? '';
    return `--batch_fake\r\nContent-Type: application/http\r\n${id && `Content-ID: ${id}\r\n`}\r\nHTTP/1.1 ${status} -\r\n${lines.join('')}\r\n${text}\r\n`;
  });
  return {
    status: 200,
    headers: { 'content-type': 'multipart/mixed; boundary=batch_fake' },
    body: `${body.join('')}--batch_fake--\r\n`,
  };
}

function readHttp(http: Buffer, outer: Request['headers']): Request {
  const text = http.toString('latin1');
  const [line = ''] = text.split(/\r?\n/, 1);
  const [, method = '', target = '/'] = /^([A-Z]+)\s+(\S+)/.exec(line) ?? [];
  const { headers, body } = splitEntity(Buffer.from(text.slice(line.length).replace(/^\r?\n/, ''), 'latin1'));
  const url = new URL(target, 'http://fake');
  const named = Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value]));
  const authorization = named.authorization ?? outer.authorization;
  const trimmed = Buffer.from(body.toString('latin1').replace(/\r?\n$/, ''), 'latin1');
  return { method, path: url.pathname, query: url.searchParams, headers: { ...named, authorization }, body: trimmed };
}
