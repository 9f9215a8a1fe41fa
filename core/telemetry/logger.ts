import { type Logger, pino } from 'pino';

export type { Logger };

/**
 * Fields that never reach a log line, wherever they stand up to four levels deep. The rule is not to log them at all;
 * this is the net below it, and a test throws every one of them at it.
 */
export const redactedFields = [
  'text',
  'title',
  'body',
  'parts',
  'payload',
  'message',
  'guest',
  'guestKey',
  'guest_key',
  'name',
  'phone',
  'email',
  'key',
  'providerId',
  'token',
  'authorization',
  'cookie',
  'password',
  'secret',
  'url',
  'ip',
];

const paths = redactedFields.flatMap((field) => ['', '*.', '*.*.', '*.*.*.'].map((prefix) => `${prefix}${field}`));

/** JSON lines with ISO times; errors keep type, code and stack, but no message of a foreign library. */
export function createLogger(options: { level: string; destination?: NodeJS.WritableStream }): Logger {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'sentence',
      redact: { paths, censor: '[redacted]' },
      serializers: { error: describeError, err: describeError },
    },
    options.destination ?? pino.destination({ sync: false, minLength: 0 }),
  );
}

/** A foreign error's message may quote what it choked on (a guest's words, an address); ours never do. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    at: frames.slice(0, 6).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
