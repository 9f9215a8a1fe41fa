import { type Choice, type Effect, OUT_OF_SCOPE, type Outcome, type Turn } from '@botones/contract';
import type { ActionResult } from '../dialogue/actions/action-result.ts';
import { actionContext } from '../dialogue/actions/run-action.ts';
import type { Decision } from '../dialogue/decide.ts';
import { requestedSlot } from '../dialogue/domain/domain.ts';
import { runTurn } from '../dialogue/engine/run-turn.ts';
import { hearGuest } from '../dialogue/hotel/hear-guest.ts';
import { hotelActions } from '../dialogue/hotel/hotel-actions.ts';
import { leaveForm } from '../dialogue/hotel/leave-form.ts';
import { misunderstood } from '../dialogue/hotel/names.ts';
import { inLanguage } from '../dialogue/responses/fill.ts';
import { findResponse } from '../dialogue/say.ts';
import { type DialogueEvent, listen, type SlotEvent, type UserEvent } from '../dialogue/tracking/event.ts';
import { activeLoop } from '../dialogue/tracking/memory.ts';
import { isExpired } from '../dialogue/tracking/session.ts';
import type { Tracker as Dialogue } from '../dialogue/tracking/tracker.ts';
import { type Acted, type Done, type Remembered, settle } from './acted.ts';
import type { PropertyRuntime } from './property-runtime.ts';
import { failed, runHandler } from './run-handler.ts';

/** What the bot knows for itself, and no handler needs. */
const inner: readonly string[] = [requestedSlot, misunderstood];

/** Follows rules, forms and stories until the bot listens. Whatever goes wrong becomes a handoff. */
export async function follow(
  runtime: PropertyRuntime,
  decision: Decision,
  turn: Turn,
  remembered: Remembered & { certain: boolean },
): Promise<Acted> {
  const { engine } = runtime;
  const { dialogue, certain } = remembered;
  const today = turn.now.toZonedDateTimeISO(turn.property.timeZone).toPlainDate();
  const spoken = { text: turn.text, understanding: turn.understanding, sure: decision.do === 'follow', certain };
  const steps = new Steps(runtime, decision, turn);
  const run = hotelActions({
    domain: engine.domain,
    today: () => today,
    doubt: () => steps.doubt(),
    serve: (name, tracker) => steps.serve(name, tracker),
  });
  const context = actionContext(engine, (name, tracker) =>
    runtime.handlers.has(name) ? steps.serve(name, tracker) : run(name, tracker),
  );
  try {
    const at = turn.now.toString();
    // After a long silence no question stands open any more.
    const heardIn = isExpired(dialogue, { at }, engine.domain.session) ? engine.begin() : dialogue;
    const understanding = hearGuest(spoken, heardIn, engine.domain, today);
    const message: UserEvent = { type: 'user', text: turn.text, understanding, at };
    const { tracker, events, replies, handoff, brokenOff } = await runTurn(dialogue, message, context);
    if (brokenOff) throw new Error('The rules of the dialogue never listen.');
    const effects = steps.effects.length > 0 && { effects: steps.effects };
    if (replies.length === 0 && handoff === null) {
      const person = { replies: [], handoff: { reason: 'unanswered' }, ...effects };
      const settled = settle(runtime, { do: 'handoff', reason: 'unanswered' }, person, {
        ...remembered,
        dialogue: tracker,
      });
      return { ...settled, events: [...events, ...settled.events] };
    }
    const outcome: Outcome = { replies: [...replies], ...(handoff && { handoff }), ...effects };
    const acted = { done: steps.done ?? doneIn(tracker, outcome), outcome, dialogue: tracker, events };
    return steps.error === undefined ? acted : { ...acted, error: steps.error };
  } catch (error) {
    turn.signal.throwIfAborted();
    return {
      ...settle(runtime, { do: 'handoff', reason: 'handler_failed' }, failed(error).outcome, remembered),
      error,
    };
  }
}

/** What plugins and doubt contribute to one turn. */
class Steps {
  done: Done | null = null;
  error: unknown;
  readonly effects: Effect[] = [];
  readonly #runtime: PropertyRuntime;
  readonly #decision: Decision;
  readonly #turn: Turn;

  constructor(runtime: PropertyRuntime, decision: Decision, turn: Turn) {
    this.#runtime = runtime;
    this.#decision = decision;
    this.#turn = turn;
  }

  async serve(name: string, tracker: Dialogue): Promise<ActionResult> {
    const { outcome, error } = await runHandler(this.#runtime, name, { ...this.#turn, slots: slotsIn(tracker) });
    this.done ??= { do: 'handle', handler: name };
    this.error ??= error;
    this.effects.push(...(outcome.effects ?? []));
    const set = Object.entries(outcome.slots ?? {}).map(([slot, value]): SlotEvent => {
      return { type: 'slot', name: slot, value };
    });
    if (outcome.handoff === undefined) return { replies: outcome.replies, events: set };
    return { replies: outcome.replies, events: [...set, ...this.#stop(tracker)], handoff: outcome.handoff };
  }

  /** For a message that no rule, form or story takes. */
  doubt(): ActionResult {
    const decision = this.#decision;
    if (decision.do === 'clarify') {
      this.done ??= { do: 'clarify' };
      const { replies } = askBack(this.#runtime, decision.intents, this.#turn);
      return { replies, events: [] };
    }
    const unserved = this.#turn.understanding.intent === OUT_OF_SCOPE ? OUT_OF_SCOPE : 'unserved_intent';
    const reason = decision.do === 'follow' ? unserved : decision.reason;
    this.done ??= { do: 'handoff', reason };
    return { replies: [], events: [], handoff: { reason } };
  }

  /** Once a person has the conversation, neither form nor rule goes on. */
  #stop(tracker: Dialogue): DialogueEvent[] {
    return [...leaveForm(tracker, this.#runtime.engine.domain), { type: 'followup', action: listen }];
  }
}

function doneIn({ memory }: Dialogue, { handoff }: Outcome): Done {
  if (handoff) return { do: 'handoff', reason: handoff.reason };
  return { do: activeLoop(memory) === null ? 'say' : 'ask' };
}

/** What a handler may know. */
export function slotsIn({ memory }: Dialogue): Record<string, unknown> {
  const known = Object.entries(memory.slots).filter(([name, value]) => value !== null && !inner.includes(name));
  return Object.fromEntries(known);
}

/** "Did you mean …?" with the likely intents and a way out. */
function askBack({ config }: PropertyRuntime, intents: readonly string[], turn: Turn): Outcome {
  const voice = { language: turn.language, property: turn.property };
  const choices = intents.map((name): Choice => {
    const title = config.bot.intents.get(name)?.title ?? {};
    return { payload: `/${name}`, title: inLanguage(title, voice) ?? name };
  });
  const none = findResponse(config.bot, 'utter_clarify_none')?.[0];
  if (none) choices.push({ payload: '/out_of_scope', title: inLanguage(none.text, voice) ?? '…' });
  return { replies: [{ response: 'utter_clarify', choices }] };
}
