import type { HttpAnswer, Verdict } from '@botones/contract';

/** Every error of this channel, in one place; clients decide on the code. */
export const refusals = {
  invalid_json: { status: 400, message: 'The body is not a JSON object.' },
  invalid_message: { status: 400, message: 'A message is {"id": uuid} with one of "text", "picked" and "file".' },
  invalid_session: { status: 400, message: 'A session is {"hotel"?: …, "language"?: …}.' },
  invalid_query: { status: 400, message: 'after and Last-Event-ID are sequence numbers; wait is 0 to 25 seconds.' },
  token_missing: { status: 401, message: 'Send "Authorization: Bearer" with the token of a session.' },
  token_invalid: { status: 401, message: 'The token is forged or has expired; open a new session.' },
  origin_not_allowed: { status: 403, message: 'This site is not on the list of origins.' },
  unknown_hotel: { status: 404, message: 'No hotel of that name is served here.' },
  unknown_file: { status: 404, message: 'There is no such file, or not any more.' },
  message_too_long: { status: 413, message: 'A message has at most 4096 bytes.' },
  file_too_large: { status: 413, message: 'A file has at most 10 MB.' },
  file_not_taken: { status: 415, message: 'Send a picture, a PDF or a recording.' },
  too_many_requests: { status: 429, message: 'Too many requests; wait and try again.' },
} as const satisfies Record<string, { status: number; message: string }>;

export type Refusal = keyof typeof refusals;

export function isRefusal(code: string | undefined): code is Refusal {
  return code !== undefined && code in refusals;
}

/** The error as the browser reads it: `{error: {code, message}}`. */
export function refuse(code: Refusal, headers: Record<string, string> = {}): HttpAnswer {
  const { status, message } = refusals[code];
  return json(status, { error: { code, message } }, headers);
}

/** The same as core's gate on inbound messages reads it. */
export function refuseVerdict(code: Refusal, headers: Record<string, string> = {}): Verdict {
  return { ok: false, status: refusals[code].status, reason: code, answer: refuse(code, headers) };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}
