/** Every error that core or a plugin raises on purpose. Decide on `code`, never on the message. */
export class BotonesError extends Error {
  readonly code: ErrorCode;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** The input to blame, for `ERR_PMS_INVALID_INPUT`: `guest.email`. */
  readonly field?: string;
  /** The other side asked for this pause before the next try. */
  readonly retryAfterSeconds?: number;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'BotonesError';
    this.code = code;
    this.retryable = options.retryable ?? errorCodes[code].retryable;
    if (options.field !== undefined) this.field = options.field;
    if (options.retryAfterSeconds !== undefined) this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

interface ErrorCodeFacts {
  retryable: boolean;
  /** The other side works and says no: this never counts against its breaker. */
  answered?: boolean;
  means: string;
}

interface ErrorOptions {
  cause?: unknown;
  /** Default: that of the code. */
  retryable?: boolean;
  field?: string;
  retryAfterSeconds?: number;
}

/** One table of every code; the page `core/contract/README.md` lists the same, and a test compares them. */
export const errorCodes = {
  ERR_CONFIG: { retryable: false, means: 'The configuration has faults; each is listed with file, line and cure.' },
  ERR_PLUGIN_NOT_FOUND: { retryable: false, means: 'A name in the YAML leads to no folder and no package.' },
  ERR_PLUGIN_INVALID: { retryable: false, means: 'The module does not default-export a value of the right defineX.' },
  ERR_PLUGIN_CONTRACT: { retryable: false, means: 'The plugin was written for another version of the contract.' },
  ERR_PLUGIN_SETUP: { retryable: false, means: 'The setup of a plugin threw.' },
  ERR_PORT_MISSING: { retryable: false, means: 'A handler used a port that is not configured.' },
  ERR_MODEL_MISSING: { retryable: false, means: 'There is no trained model; run npm run train.' },
  ERR_MODEL_INVALID: { retryable: false, means: 'A model folder is damaged or belongs to another version.' },
  ERR_DATABASE_START: { retryable: false, means: 'The embedded PostgreSQL did not start.' },
  ERR_DATABASE_DOWN: { retryable: true, means: 'PostgreSQL cannot be reached just now.' },
  ERR_ALREADY_RUNNING: { retryable: false, means: 'Another Botones runs on the same data folder.' },
  ERR_PORT_IN_USE: { retryable: false, means: 'The HTTP port is taken by another program.' },
  ERR_TIMEOUT: { retryable: true, means: 'An outside call took longer than its deadline.' },
  ERR_BREAKER_OPEN: { retryable: true, means: 'An outside system failed repeatedly and is given a rest.' },
  ERR_BUSY: { retryable: true, means: 'An outside system has no room for another call just now.' },
  ERR_HTTP_STATUS: { retryable: true, means: 'An outside system answered with an error status.' },
  ERR_MEDIA_UNREADABLE: { retryable: false, answered: true, means: 'A file is of a kind that cannot be read here.' },
  ERR_MEDIA_REFUSED: {
    retryable: false,
    answered: true,
    means: 'A file is not what was announced, or not where it may be fetched from.',
  },
  ERR_MEDIA_TOO_LARGE: { retryable: false, means: 'A file is larger than the bot keeps.' },
  ERR_PMS_SOLD_OUT: { retryable: false, answered: true, means: 'Nothing is free any more for what was asked.' },
  ERR_PMS_PRICE_CHANGED: { retryable: false, answered: true, means: 'The price rose since the offer was made.' },
  ERR_PMS_INVALID_INPUT: {
    retryable: false,
    answered: true,
    means: 'The PMS cannot take this value; `field` names it.',
  },
  ERR_PMS_NOT_FOUND: {
    retryable: false,
    answered: true,
    means: 'The PMS knows no such reservation, room type or extra.',
  },
  ERR_PMS_NOT_ALLOWED_BY_POLICY: {
    retryable: false,
    answered: true,
    means: 'The terms of the rate or of the hotel forbid it.',
  },
  ERR_PMS_CONFLICT: {
    retryable: false,
    answered: true,
    means: 'The reservation is in a state in which this cannot be done.',
  },
  ERR_PMS_REJECTED: { retryable: false, answered: true, means: 'The PMS refuses for a reason that it does not say.' },
  ERR_PMS_AUTH: {
    retryable: false,
    answered: true,
    means: 'The PMS does not know the bot: its key is wrong or revoked.',
  },
  ERR_PMS_MISSING_RIGHT: {
    retryable: false,
    answered: true,
    means: 'The key of the bot lacks a right; `checkSetup` names it.',
  },
  ERR_PMS_RATE_LIMITED: { retryable: true, answered: true, means: 'The PMS asks for a pause.' },
  ERR_PMS_TIMEOUT: { retryable: true, means: 'The PMS did not answer in time, and has not done what was asked.' },
  ERR_PMS_UNKNOWN_OUTCOME: {
    retryable: true,
    means: 'The PMS may or may not have done it; it is looked up before the next try.',
  },
  ERR_PMS_DOWN: { retryable: true, means: 'The PMS cannot be reached or answers with errors.' },
  ERR_PMS_BAD_RESPONSE: { retryable: true, means: 'The PMS answered with something that cannot be read.' },
  ERR_CHANNEL_ACCOUNT: {
    retryable: false,
    answered: true,
    means: 'A platform no longer lets the hotel in; its credentials must be renewed.',
  },
  ERR_AUDIT_REFUSED: {
    retryable: false,
    answered: true,
    means: 'The audit sink cannot take this entry, however often it is tried.',
  },
  ERR_AUDIT_QUERY: { retryable: false, means: 'The audit trail was asked in a way that makes no sense.' },
  ERR_NOT_FOUND: { retryable: false, means: 'No such conversation, handoff or file.' },
} as const satisfies Record<string, ErrorCodeFacts>;

export type ErrorCode = keyof typeof errorCodes;
