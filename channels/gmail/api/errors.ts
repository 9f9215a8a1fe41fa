import { BotonesError } from '@botones/contract';

/** What an answer of Google means for us. */
export type Trouble =
  /** Too much at once: again after a pause. */
  | 'limit'
  /** The token is not taken. */
  | 'token'
  /** The account may not do this, and will not by waiting. */
  | 'forbidden'
  | 'missing'
  | 'exists'
  /** Our request is wrong, for this item. */
  | 'request'
  /** Google is out of order. */
  | 'server';

/** Google's answer where it is no success. `reason` is Google's own code; its sentences may repeat what we sent. */
export class GmailError extends BotonesError {
  readonly status: number;
  readonly trouble: Trouble;
  readonly reason: string;

  constructor(status: number, trouble: Trouble, reason: string, waitSeconds?: number) {
    const code = trouble === 'forbidden' || trouble === 'token' ? 'ERR_CHANNEL_ACCOUNT' : 'ERR_HTTP_STATUS';
    super(code, `Gmail answers ${status} (${reason}).`, {
      retryable: trouble === 'limit' || trouble === 'server',
      ...(waitSeconds !== undefined && { retryAfterSeconds: waitSeconds }),
    });
    this.status = status;
    this.trouble = trouble;
    this.reason = reason;
  }
}

const limits: ReadonlySet<string> = new Set(['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded']);

/** Decides by `errors[].reason`, for 403 means both a moment's limit and a missing scope. */
export function readError(status: number, body: string, retryAfter: string | null, now: Temporal.Instant): GmailError {
  const { reasons, message } = readBody(body);
  const reason = reasons[0] ?? 'unknown';
  const trouble = troubleOf(status, reasons);
  const wait = trouble === 'limit' ? waitOf(message, retryAfter, now) : undefined;
  return new GmailError(status, trouble, codeOf(reason), wait);
}

function troubleOf(status: number, reasons: readonly string[]): Trouble {
  if (status === 429) return 'limit';
  if (status === 403) return reasons.some((reason) => limits.has(reason)) ? 'limit' : 'forbidden';
  if (status === 401) return 'token';
  if (status === 404 || status === 410) return 'missing';
  if (status === 409) return 'exists';
  // "Mail service not enabled": no mail of this account will ever pass.
  if (status === 400 && reasons.includes('failedPrecondition')) return 'forbidden';
  if (status >= 500 || status === 408) return 'server';
  return 'request';
}

function readBody(body: string): { reasons: string[]; message: string } {
  try {
    const { error } = JSON.parse(body) as { error?: { message?: unknown; status?: unknown; errors?: unknown } };
    const listed = Array.isArray(error?.errors) ? (error.errors as { reason?: unknown }[]) : [];
    const reasons = [...listed.map((one) => one?.reason), error?.status].filter((one) => typeof one === 'string');
    return { reasons: reasons as string[], message: typeof error?.message === 'string' ? error.message : '' };
  } catch {
    return { reasons: [], message: '' };
  }
}

/** Codes only: whatever else stands in their place may come from a guest. */
function codeOf(reason: string): string {
  return /^[A-Za-z_]{1,60}$/.test(reason) ? reason : 'unknown';
}

const MAX_WAIT_S = 3600;

/** Google writes the time into the sentence: "Retry after 2026-11-22T10:00:05.000Z". Seldom there is a header as well. */
function waitOf(message: string, retryAfter: string | null, now: Temporal.Instant): number | undefined {
  const named = /retry after (\d{4}-\d\d-\d\dT[\d:.]+Z)/i.exec(message)?.[1];
  const seconds = named === undefined ? secondsOf(retryAfter) : secondsUntil(named, now);
  return seconds === undefined ? undefined : Math.min(Math.max(seconds, 1), MAX_WAIT_S);
}

function secondsUntil(text: string, now: Temporal.Instant): number | undefined {
  try {
    return Math.ceil((Temporal.Instant.from(text).epochMilliseconds - now.epochMilliseconds) / 1000);
  } catch {
    return undefined;
  }
}

function secondsOf(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) : undefined;
}
