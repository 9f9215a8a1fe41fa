import { type LogFn, type Logger, pino } from 'pino';

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
  'currency',
  'decision',
  'error',
  'examples',
  'handler',
  'handoff',
  'handoffId',
  'intent',
  'language',
  'milliseconds',
  'order',
  'port',
  'property',
  'quoted',
  'reason',
  'requestId',
  'resource',
  'role',
  'seconds',
  'state',
  'status',
  'system',
  'task',
  'total',
  'turnId',
  'understandMs',
]);

/** Leaves out what may not be written down. */
export function keepLogged(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  let leftOut = 0;
  for (const name in fields) {
    const value = fields[name];
    if (name === 'error') kept.error = describeError(value);
    else if (loggedFields.has(name) && !isNested(value)) kept[name] = value;
    else leftOut += 1;
  }
  // Their number and no names: a record by guest would have guests for names.
  return leftOut === 0 ? kept : { ...kept, leftOut };
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** JSON lines with ISO times; errors keep type, code and stack, but no message of a foreign library. */
export function createLogger(options: { level: string; destination?: NodeJS.WritableStream }): Logger {
  const logger = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'sentence',
      formatters: { log: keepLogged },
      hooks: { logMethod: logPlainly },
    },
    options.destination ?? pino.destination({ sync: false, minLength: 4_096, periodicFlush: 1_000 }),
  );
  const { child } = logger;
  return Object.assign(logger, {
    /** A child's own fields never pass the formatter. */
    child(this: Logger, fields: Record<string, unknown>) {
      return child.call(this, keepLogged(fields));
    },
  });
}

/** Pino would fill values into sentences, and make a sentence of an error's message. */
function logPlainly(this: Logger, args: Parameters<LogFn>, log: LogFn): void {
  const [first, second = 'A line without a sentence'] = args as unknown[];
  if (typeof first === 'string') log.call(this, first);
  else log.call(this, first instanceof Error ? { error: first } : first, String(second));
}

const MAX_CAUSES = 4;

/** A foreign error's message may quote what it choked on (a guest's words, an address); ours never do. */
function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, name, message, stack, cause } = error as { [key in keyof NodeJS.ErrnoException]: unknown };
  // The stack repeats the message, whose lines may look like places.
  const frames = String(stack ?? '')
    .replace(String(message), '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return {
    type: typeof name === 'string' ? name : 'Error',
    ...(typeof code === 'string' ? { code } : {}),
    at: frames.slice(0, 6).map((line) => line.trim()),
    ...(cause === undefined || depth === MAX_CAUSES ? {} : { cause: describeError(cause, depth + 1) }),
  };
}
