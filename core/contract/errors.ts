/** Every error that core or a plugin raises on purpose. Decide on `code`, never on the message. */
export class BotonesError extends Error {
  readonly code: ErrorCode;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; retryable?: boolean } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'BotonesError';
    this.code = code;
    this.retryable = options.retryable ?? errorCodes[code].retryable;
  }
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
  ERR_HTTP_STATUS: { retryable: true, means: 'An outside system answered with an error status.' },
  ERR_NOT_FOUND: { retryable: false, means: 'No such conversation, handoff or file.' },
} as const satisfies Record<string, { retryable: boolean; means: string }>;

export type ErrorCode = keyof typeof errorCodes;
