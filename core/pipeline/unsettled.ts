import { BotonesError, type ErrorCode, type Operation, type Pms, pmsOperations } from '@botones/contract';
import { judge } from '../resilience/judge.ts';

/** A write to the PMS that ended without a word of its own: it may have happened, and its key finds that out. */
export class Unsettled extends BotonesError {}

/** Each handler's signal, and what its PMS was asked last and has not answered yet. */
const asking = new WeakMap<AbortSignal, Operation['does']>();

/** What the PMS is doing for the handler with this signal; null: nothing. */
export function pmsDoes(signal: AbortSignal): Operation['does'] | null {
  return asking.get(signal) ?? null;
}

/**
 * May the end of what a turn began be found out by running it again? Writes go by their keys, so nothing is done twice; and
 * what is asked of a PostgreSQL that is away for a moment is no failure of the PMS.
 */
export function isUnsettled(error: unknown): boolean {
  return error instanceof Unsettled || (error instanceof BotonesError && error.code === 'ERR_DATABASE_DOWN');
}

/** Has an earlier run of the turn begun the write with this key, too? */
type BeganBefore = (key: string) => Promise<boolean>;

/** The same PMS, whose writes say when nobody knows their end. */
export function watchWrites(pms: Pms, beganBefore: BeganBefore): Pms {
  const watched = Object.create(pms);
  for (const [name, operation] of Object.entries<Operation>(pmsOperations)) {
    const method: unknown = pms[name as keyof typeof pmsOperations];
    if (typeof method !== 'function') continue;
    const value = watch(method.bind(pms) as Method, operation, beganBefore);
    Object.defineProperty(watched, name, { value, enumerable: true });
  }
  return watched;
}

type Method = (...args: unknown[]) => Promise<unknown>;

function watch(method: Method, operation: Operation, beganBefore: BeganBefore): Method {
  const { does } = operation;
  const keyOf = (args: readonly unknown[]) =>
    operation.does === 'write' && operation.key !== null ? String(args[operation.key]) : '';
  return async (...args) => {
    const signal = args.findLast((arg) => arg instanceof AbortSignal);
    if (signal) asking.set(signal, does);
    try {
      return await method(...args);
    } catch (error) {
      if (does === 'read' || signal?.aborted || !judge(error).counts) throw error;
      if (isUndone(error) && !(await beganBefore(keyOf(args)).catch(() => true))) throw error;
      const message = error instanceof Error ? error.message : String(error);
      throw new Unsettled(codeOf(error), message, { cause: error });
    } finally {
      if (signal) asking.delete(signal);
    }
  };
}

/** Nothing was done this time. */
const undone: readonly unknown[] = [
  'ERR_BREAKER_OPEN',
  'ERR_BUSY',
  'ERR_PMS_DOWN',
  'ERR_PMS_TIMEOUT',
] satisfies ErrorCode[];

function isUndone(error: unknown): error is BotonesError {
  return error instanceof BotonesError && undone.includes(error.code);
}

function codeOf(error: unknown): ErrorCode {
  return isUndone(error) ? error.code : 'ERR_PMS_UNKNOWN_OUTCOME';
}
