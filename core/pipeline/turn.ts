import type { Turn } from '@botones/contract';
import { PutOff, restOf } from '../delivery/put-off.ts';
import type { Conversation, Inbound, TurnResult } from '../delivery/types.ts';
import { type Decision, decide } from '../dialogue/decide.ts';
import { fileMeans } from '../dialogue/hotel/names.ts';
import { restoreTracker } from '../dialogue/tracker.ts';
import { act } from './act.ts';
import { type Remembered, settle } from './acted.ts';
import { compose, type Finished } from './compose.ts';
import { slotsIn } from './follow.ts';
import { lessonOf } from './lesson.ts';
import { answerLetter } from './letter/answer-letter.ts';
import { readTurn } from './letter/read-turn.ts';
import { listen } from './listen.ts';
import { missesChoice } from './missed-choice.ts';
import { prepare } from './prepare.ts';
import type { PropertyRuntime } from './property-runtime.ts';
import { type Understood, understandGuest } from './understand-guest.ts';
import { isUnsettled } from './unsettled.ts';

/**
 * One guest message, one direction: prepare → understand → decide → act → compose. Nothing is stored or sent here;
 * the result is committed whole by the owner of the conversation. Whatever throws becomes a handoff.
 *
 * @throws PutOff nobody knows what became of a write to the PMS, or our PostgreSQL went away in it
 */
export async function runTurn(
  runtime: PropertyRuntime,
  conversation: Conversation,
  received: Inbound,
  signal: AbortSignal,
): Promise<TurnResult> {
  const { config } = runtime;
  const { inbound, language: heardIn } = await listen(runtime.ears, conversation, received, signal);
  const now = runtime.now();
  const { tracker, dialogue } = remember(runtime, conversation);
  const prepared = prepare(
    inbound.message,
    tracker,
    conversation.language,
    heardIn,
    config,
    slotsIn(dialogue)[fileMeans],
  );

  const started = performance.now();
  const understood: Understood = prepared.understanding
    ? { understanding: prepared.understanding }
    : await understandGuest(runtime, { ...prepared, now }, dialogue);
  const { understanding } = understood;
  const understoodAt = performance.now();

  const { from, leaveTo } = inbound.message;
  const missed = !prepared.certain && missesChoice(prepared.text, tracker.offered, dialogue.memory);
  const situation = {
    ...prepared,
    missed,
    owner: conversation.owner,
    from,
    understanding,
    ...(leaveTo && { leaveTo }),
  };
  const decided = decide(situation, config);
  const heard: Turn = {
    id: `${conversation.id}:${inbound.seq}`,
    conversationId: conversation.id,
    channel: conversation.channel,
    property: config.property,
    message: inbound.message,
    text: prepared.text,
    understanding,
    slots: slotsIn(dialogue),
    answered: [],
    language: understanding.language,
    now,
    signal,
  };
  const admitted = { turn: heard, decision: await admit(runtime, decided, heard), certain: prepared.certain };
  const { turn, decision, certain, reading } = await readTurn(runtime, admitted, { tracker, dialogue });
  const acted = reading
    ? await answerLetter(runtime, reading, turn, { tracker, dialogue })
    : await act(runtime, decision, turn, { tracker, dialogue, certain });
  const finished = performance.now();
  const waited = received.waited ?? 0;
  if (isUnsettled(acted.error) && waited < config.turn.waitSeconds) throw new PutOff(restOf(waited), acted.error);

  const composed = composeSafely(runtime, { conversation, turn, tracker, ...acted });
  const { result } = composed;
  const error = understood.error ?? acted.error ?? composed.error;
  runtime.observe({
    turnId: turn.id,
    conversationId: conversation.id,
    property: conversation.property,
    channel: conversation.channel,
    intent: turn.understanding.intent,
    confidence: turn.understanding.confidence,
    language: turn.language,
    decision: acted.done.do,
    handoff: result.handoff?.reason ?? null,
    understandMs: understoodAt - started,
    actMs: finished - understoodAt,
    ...(error === undefined ? {} : { error }),
  });
  const lesson = lessonOf({ turn, tracker, acted, certain, failed: understood.error !== undefined });
  return lesson === null ? result : { ...result, lesson };
}

/** A channel may keep the bot from answering at all: then people get the message, and nothing is said. */
async function admit(runtime: PropertyRuntime, decision: Decision, turn: Turn): Promise<Decision> {
  if (decision.do === 'silent' || (decision.do === 'handoff' && decision.quiet)) return decision;
  const admission = await runtime.channels.get(turn.channel)?.channel.admit?.(turn.message, turn.id, turn.signal);
  return admission?.ok === false ? { do: 'handoff', reason: admission.reason, quiet: true } : decision;
}

/** What is stored of the conversation. A dialogue that cannot be read any more begins anew. */
function remember({ engine }: PropertyRuntime, conversation: Conversation): Remembered {
  const tracker = restoreTracker(conversation.tracker);
  try {
    return { tracker, dialogue: engine.restore(tracker.dialogue) };
  } catch {
    return { tracker, dialogue: engine.begin() };
  }
}

/** For a message that no process survived: a word to the guest, the rest to staff. */
export function giveUp(runtime: PropertyRuntime, conversation: Conversation, inbound: Inbound): TurnResult {
  const { tracker, dialogue } = remember(runtime, conversation);
  const language = conversation.language ?? runtime.config.property.languages[0] ?? 'en';
  const turn: Turn = {
    id: `${conversation.id}:${inbound.seq}`,
    conversationId: conversation.id,
    channel: conversation.channel,
    property: runtime.config.property,
    message: inbound.message,
    text: '',
    understanding: { intent: null, confidence: 0, ranking: [], entities: [], language },
    slots: slotsIn(dialogue),
    answered: [],
    language,
    now: runtime.now(),
    signal: AbortSignal.timeout(0),
  };
  // Where staff have the word already, there is nobody to call and nothing to say.
  const { from, leaveTo } = inbound.message;
  const staffs = conversation.owner === 'staff' || from === 'staff';
  const silence = staffs ? 'staff_wrote' : leaveTo?.reason;
  const acted = silence
    ? settle(runtime, { do: 'silent', reason: silence }, { replies: [] }, { tracker, dialogue })
    : settle(
        runtime,
        { do: 'handoff', reason: 'given_up' },
        { replies: [{ response: 'utter_error' }], handoff: { reason: 'given_up' } },
        { tracker, dialogue },
      );
  return composeSafely(runtime, { conversation, turn, tracker, ...acted }).result;
}

/** Where the answer cannot be said, the guest still gets a person, and the news of it if that can be said. */
function composeSafely(runtime: PropertyRuntime, finished: Finished): { result: TurnResult; error?: unknown } {
  try {
    return { result: compose(runtime, finished) };
  } catch (error) {
    const person = { ...finished, outcome: { replies: [], handoff: { reason: 'render_failed' } }, error };
    try {
      return { result: compose(runtime, person), error };
    } catch {
      return { result: compose(runtime, { ...person, mute: true }), error };
    }
  }
}
