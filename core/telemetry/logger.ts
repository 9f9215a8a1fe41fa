import { type Logger, pino } from 'pino';

export type { Logger };

/**
 * The only fields that reach a log line: ids, names of parts of the bot, figures. Whatever else somebody hands to the
 * logger (a guest's words, a phone, a token, a whole message) is left out, so a careless line cannot leak.
 */
const loggedFields = new Set([
  'actMs',
  'channel',
  'code',
  'confidence',
  'conversationId',
  'count',
  'decision',
  'error',
  'examples',
  'handler',
  'handoff',
  'handoffId',
  'intent',
  'language',
  'milliseconds',
  'port',
  'property',
  'reason',
  'requestId',
  'role',
  'seconds',
  'state',
  'status',
  'system',
  'task',
  'turnId',
  'understandMs',
]);

function keepLogged(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name in fields) {
    const value = fields[name];
    if (!loggedFields.has(name)) kept[name] = '[left out]';
    else if (name === 'error') kept[name] = describeError(value);
    else kept[name] = typeof value === 'object' && value !== null ? '[left out]' : value;
  }
  return kept;
}

/** JSON lines with ISO times; errors keep type, code and stack, but no message of a foreign library. */
export function createLogger(options: { level: string; destination?: NodeJS.WritableStream }): Logger {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'sentence',
      formatters: { log: keepLogged },
    },
    options.destination ?? pino.destination({ sync: false, minLength: 4_096, periodicFlush: 1_000 }),
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
