import { type Answer, json } from '../http.ts';

export interface ErrorParts {
  /** In `errors[0].reason`: what clients must decide by. */
  reason: string;
  message: string;
  /** Left out: the usual one of the status. */
  status?: string;
  domain?: string;
  headers?: Readonly<Record<string, string>>;
}

const statuses: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  413: 'INVALID_ARGUMENT',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

/** A refusal in the form of Google's APIs. */
export class GoogleError extends Error {
  readonly code: number;
  readonly parts: ErrorParts;

  constructor(code: number, parts: ErrorParts) {
    super(parts.message);
    this.code = code;
    this.parts = parts;
  }
}

export function errorAnswer({ code, message, parts }: GoogleError): Answer {
  const { reason, status = statuses[code] ?? 'UNKNOWN', domain = 'global', headers = {} } = parts;
  const location = code === 401 ? { location: 'Authorization', locationType: 'header' } : {};
  const errors = [{ message: code === 401 ? 'Invalid Credentials' : message, domain, reason, ...location }];
  const answer = json({ error: { code, message, errors, status } }, code);
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

export const invalid = (message: string) => new GoogleError(400, { reason: 'invalidArgument', message });

export const notFound = () => new GoogleError(404, { reason: 'notFound', message: 'Requested entity was not found.' });

export const badToken = () =>
  new GoogleError(401, {
    reason: 'authError',
    message:
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
  });

export const missingScope = () =>
  new GoogleError(403, {
    reason: 'insufficientPermissions',
    message: 'Request had insufficient authentication scopes.',
  });

/** A limit of the moment. Google names the end of it in the sentence, seldom in a header. */
export function tooFast(code: 403 | 429, until: Temporal.Instant, reason = 'userRateLimitExceeded'): GoogleError {
  const time = until
    .round({ smallestUnit: 'millisecond', roundingMode: 'ceil' })
    .toString({ smallestUnit: 'millisecond' });
  return new GoogleError(code, {
    reason,
    domain: 'usageLimits',
    message: `User-rate limit exceeded.  Retry after ${time}`,
  });
}

/** The refusals that tests plan, by name. */
export const refusals = {
  'bad-token': badToken,
  scope: missingScope,
  'daily-limit': () =>
    new GoogleError(403, { reason: 'dailyLimitExceeded', domain: 'usageLimits', message: 'Daily Limit Exceeded' }),
  quota: () => new GoogleError(403, { reason: 'quotaExceeded', domain: 'usageLimits', message: 'Quota exceeded.' }),
  rate: () =>
    new GoogleError(403, { reason: 'rateLimitExceeded', domain: 'usageLimits', message: 'Rate Limit Exceeded' }),
  'too-many': () =>
    new GoogleError(429, {
      reason: 'rateLimitExceeded',
      domain: 'global',
      message: 'Too many concurrent requests for user.',
    }),
  'domain-policy': () =>
    new GoogleError(403, { reason: 'domainPolicy', message: 'The domain administrators have disabled Gmail apps.' }),
  'no-mail-service': () =>
    new GoogleError(400, {
      reason: 'failedPrecondition',
      message: 'Mail service not enabled',
      status: 'FAILED_PRECONDITION',
    }),
  'not-found': notFound,
  internal: () => new GoogleError(500, { reason: 'backendError', message: 'Internal error encountered.' }),
  unavailable: () => new GoogleError(503, { reason: 'backendError', message: 'The service is currently unavailable.' }),
} as const;
