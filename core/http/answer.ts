import { once } from 'node:events';
import type { HttpAnswer } from '@botones/contract';
import type { Response } from 'express';

/** Writes a plugin's plain answer to the socket. A stream ends when it is exhausted or its reader leaves. */
export async function write(
  response: Response,
  answer: HttpAnswer,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries({ ...headers, ...answer.headers })) response.setHeader(name, value);
  const { body } = answer;
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) {
    response.end(body);
    return;
  }
  response.locals.streaming = true;
  response.flushHeaders();
  for await (const chunk of body) {
    if (response.destroyed) break;
    if (!response.write(chunk)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}

export function problem(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): HttpAnswer {
  const body = JSON.stringify({ error: { code, message } });
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body };
}
