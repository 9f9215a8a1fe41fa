import {
  BotonesError,
  type CardsReply,
  type NamedReply,
  type Outcome,
  type PartsReply,
  type Turn,
} from '@botones/contract';
import { findResponse } from '../dialogue/say.ts';
import { pmsTrouble } from './pms-trouble.ts';
import type { PropertyRuntime } from './property-runtime.ts';
import { pmsDoes, Unsettled } from './unsettled.ts';

/** What a handler made of a turn; `error` says why it became a handoff. */
export interface Handled {
  outcome: Outcome;
  error?: unknown;
}

/** Turn → outcome. A handler that throws or takes too long becomes a handoff, never silence. */
export async function runHandler(runtime: PropertyRuntime, name: string, turn: Turn): Promise<Handled> {
  const handler = runtime.handlers.get(name);
  if (handler === undefined)
    return failed(new BotonesError('ERR_PLUGIN_NOT_FOUND', `There is no handler ${name}.`), runtime);
  const deadline = new AbortController();
  const seconds = runtime.config.turn.deadlineSeconds;
  const late = new BotonesError('ERR_TIMEOUT', `The handler ${name} took longer than ${seconds} s.`);
  const timer = setTimeout(() => deadline.abort(late), seconds * 1000);
  const signal = AbortSignal.any([turn.signal, deadline.signal]);
  let leave: () => void = () => {};
  try {
    const overtaken = new Promise<never>((_, reject) => {
      leave = () => reject(signal.reason);
      signal.addEventListener('abort', leave, { once: true });
    });
    const outcome = await Promise.race([handler({ ...turn, signal }), overtaken]);
    if (!isOutcome(outcome)) throw new TypeError(`The handler ${name} returned no outcome.`);
    return { outcome };
  } catch (error) {
    // The process stops: nothing is stored of this turn, and the next process runs it again under the same id.
    turn.signal.throwIfAborted();
    if (error === late) return tooLate(late, signal, runtime);
    return failed(error, runtime);
  } finally {
    clearTimeout(timer);
    // The process' own signal outlives every turn, and keeps whoever still listens alive.
    signal.removeEventListener('abort', leave);
  }
}

/** A PMS that keeps a handler waiting for so long is what failed; where it may have written, the turn finds out. */
function tooLate(late: BotonesError, signal: AbortSignal, runtime: PropertyRuntime): Handled {
  const does = pmsDoes(signal);
  if (does === null) return apologise(late);
  return failed(
    does === 'read' ? late : new Unsettled('ERR_PMS_UNKNOWN_OUTCOME', late.message, { cause: late }),
    runtime,
  );
}

/**
 * An apology and a person. What the PMS refuses is told in words of its own (`utter_pms/sold_out`), where the hotel has
 * some, and calls a person only where the guest can do nothing about it.
 */
export function failed(error: unknown, { config }: Pick<PropertyRuntime, 'config'>): Handled {
  const trouble = pmsTrouble(error);
  if (trouble === null || findResponse(config.bot, trouble.response) === undefined) {
    return apologise(error);
  }
  const replies = [{ response: trouble.response }];
  if (trouble.handoff === null) return { outcome: { replies, next: null } };
  return { outcome: { replies, handoff: { reason: trouble.handoff } }, error };
}

function apologise(error: unknown): Handled {
  return { outcome: { replies: [{ response: 'utter_error' }], handoff: { reason: 'handler_failed' } }, error };
}

/** Handlers come from anywhere, some of them without types. */
function isOutcome(outcome: Outcome | undefined): outcome is Outcome {
  if (!Array.isArray(outcome?.replies)) return false;
  return outcome.replies.every((reply: Partial<NamedReply & CardsReply & PartsReply> | null) => {
    return typeof reply?.response === 'string' || Array.isArray(reply?.parts) || Array.isArray(reply?.cards);
  });
}
