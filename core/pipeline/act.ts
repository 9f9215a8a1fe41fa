import {
  BotonesError,
  type Choice,
  type NamedReply,
  type Outcome,
  type PartsReply,
  type Turn,
} from '@botones/contract';
import type { Decision } from '../dialogue/decide.ts';
import { findResponse, inLanguage } from '../dialogue/say.ts';
import type { Tracker } from '../dialogue/tracker.ts';
import type { PropertyRuntime } from './property-runtime.ts';

/** What came of a decision; `error` says why it became a handoff. */
export interface Acted {
  outcome: Outcome;
  error?: unknown;
}

const nothing: Outcome = { replies: [] };

/** Decision → outcome. A handler that throws or takes too long becomes a handoff, never silence. */
export async function act(runtime: PropertyRuntime, decision: Decision, turn: Turn, tracker: Tracker): Promise<Acted> {
  switch (decision.do) {
    case 'silent':
      return { outcome: nothing };
    case 'say':
      return { outcome: { replies: [{ response: decision.response }] } };
    case 'clarify':
      return { outcome: askBack(runtime, decision.intents, turn) };
    case 'handoff':
      return { outcome: explain(decision.reason, turn, tracker) };
    case 'handle':
      return handle(runtime, decision.handler, turn);
  }
}

async function handle(runtime: PropertyRuntime, name: string, turn: Turn): Promise<Acted> {
  const handler = runtime.handlers.get(name);
  if (handler === undefined) return failed(new BotonesError('ERR_PLUGIN_NOT_FOUND', `There is no handler ${name}.`));
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
    return failed(error);
  } finally {
    clearTimeout(timer);
    // The process' own signal outlives every turn, and keeps whoever still listens alive.
    signal.removeEventListener('abort', leave);
  }
}

/** Handlers come from anywhere, some of them without types. */
function isOutcome(outcome: Outcome | undefined): outcome is Outcome {
  if (!Array.isArray(outcome?.replies)) return false;
  return outcome.replies.every((reply: Partial<NamedReply & PartsReply> | null) => {
    return typeof reply?.response === 'string' || Array.isArray(reply?.parts);
  });
}

function failed(error: unknown): Acted {
  const outcome = { replies: [{ response: 'utter_error' }], handoff: { reason: 'handler_failed' } };
  return { outcome, error };
}

/** "Did you mean …?" with the likely intents and a way out. */
function askBack(runtime: PropertyRuntime, intents: readonly string[], turn: Turn): Outcome {
  const voice = { language: turn.language, property: turn.property };
  const choices = intents.map((name): Choice => {
    const title = runtime.config.bot.intents.get(name)?.title ?? {};
    return { payload: `/${name}`, title: inLanguage(title, voice) ?? name };
  });
  const none = findResponse(runtime.config.bot, 'utter_clarify_none')?.[0];
  if (none) choices.push({ payload: '/out_of_scope', title: inLanguage(none.text, voice) ?? '…' });
  return { replies: [{ response: 'utter_clarify', choices }] };
}

/** Before a person comes, a message that cannot be read gets its own word; the first such message calls nobody. */
function explain(reason: string, turn: Turn, tracker: Tracker): Outcome {
  if (reason !== 'unreadable') return { replies: [], handoff: { reason } };
  const kinds = new Set(turn.message.parts.map((part) => part.type));
  if (kinds.has('audio') && !tracker.told.includes('utter_transcription_failed')) {
    return { replies: [{ response: 'utter_transcription_failed' }] };
  }
  if (kinds.has('unsupported') || kinds.size === 0) {
    return tracker.told.includes('utter_unsupported') ? nothing : { replies: [{ response: 'utter_unsupported' }] };
  }
  return { replies: [], handoff: { reason } };
}
