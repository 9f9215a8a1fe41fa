import { isDeepStrictEqual } from 'node:util';
import { type Choice, type Effect, OUT_OF_SCOPE, type Outcome, type Turn } from '@botones/contract';
import { type ActionResult, nothingDone } from '../dialogue/actions/action-result.ts';
import { actionContext } from '../dialogue/actions/run-action.ts';
import type { Decision } from '../dialogue/decide.ts';
import { requestedSlot } from '../dialogue/domain/domain.ts';
import { fallbackIntent } from '../dialogue/engine/fall-back.ts';
import { runTurn } from '../dialogue/engine/run-turn.ts';
import { hearGuest } from '../dialogue/hotel/hear-guest.ts';
import { hotelActions } from '../dialogue/hotel/hotel-actions.ts';
import { leaveForm } from '../dialogue/hotel/leave-form.ts';
import { checkOf, formOf, misunderstood } from '../dialogue/hotel/names.ts';
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

/** Handlers that may go on with each other in one turn. */
const mostLegs = 5;

/** The form that runs is over; its answers stay. */
const endForm: readonly DialogueEvent[] = [
  { type: 'slot', name: requestedSlot, value: null },
  { type: 'slot', name: misunderstood, value: null },
  { type: 'loop', name: null },
];

const silence: DialogueEvent = { type: 'followup', action: listen };

/** A slot that is set to what it is. */
function isKnown(event: DialogueEvent, { memory }: Dialogue): boolean {
  return event.type === 'slot' && isDeepStrictEqual(memory.slots[event.name] ?? null, event.value ?? null);
}

/** What is settled here has words of the dialogue. */
type Meant = Exclude<Decision, { do: 'remind' }>;

/** Follows rules, forms and stories until the bot listens. Whatever goes wrong becomes a handoff. */
export async function follow(
  runtime: PropertyRuntime,
  decision: Meant,
  turn: Turn,
  remembered: Remembered & { certain: boolean },
): Promise<Acted> {
  const { engine } = runtime;
  const { dialogue, certain } = remembered;
  const today = turn.now.toZonedDateTimeISO(turn.property.timeZone).toPlainDate();
  const spoken = { text: turn.text, understanding: turn.understanding, sure: decision.do === 'follow', certain };
  // After a long silence no question stands open any more.
  const isOld = isExpired(dialogue, { at: turn.now.toString() }, engine.domain.session);
  const understanding = hearGuest(spoken, isOld ? engine.begin() : dialogue, engine.domain, today);
  const steps = new Steps(runtime, decision, meant(turn, understanding.intent));
  const run = hotelActions({
    domain: engine.domain,
    today: () => today,
    doubt: () => steps.doubt(),
    serve: (name, tracker) => steps.serve(name, tracker),
    check: (form, tracker, sofar) => steps.check(form, engine.applyAll(tracker, sofar)),
  });
  const context = actionContext(engine, (name, tracker) =>
    runtime.handlers.has(name) ? steps.serve(name, tracker) : run(name, tracker),
  );
  try {
    const message: UserEvent = { type: 'user', text: turn.text, understanding, at: turn.now.toString() };
    const { tracker, events, replies, asked, handoff, brokenOff } = await runTurn(dialogue, message, context);
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
    const acted = { done: steps.done ?? doneIn(tracker, outcome), outcome, asked, dialogue: tracker, events };
    return steps.error === undefined ? acted : { ...acted, error: steps.error };
  } catch (error) {
    turn.signal.throwIfAborted();
    return {
      ...settle(runtime, { do: 'handoff', reason: 'handler_failed' }, failed(error, runtime).outcome, remembered),
      error,
    };
  }
}

/** The turn as handlers see it: with the intent that hotel words have told, where the model was unsure of another. */
function meant(turn: Turn, told: string | null): Turn {
  const { understanding } = turn;
  if (told === null || told === fallbackIntent || told === understanding.intent) return turn;
  return { ...turn, understanding: { ...understanding, intent: told } };
}

/** What plugins and doubt contribute to one turn. */
class Steps {
  done: Done | null = null;
  error: unknown;
  readonly effects: Effect[] = [];
  readonly #runtime: PropertyRuntime;
  readonly #decision: Meant;
  readonly #turn: Turn;
  #legs = 0;

  constructor(runtime: PropertyRuntime, decision: Meant, turn: Turn) {
    this.#runtime = runtime;
    this.#decision = decision;
    this.#turn = turn;
  }

  async serve(name: string, tracker: Dialogue): Promise<ActionResult> {
    const slots = slotsIn(tracker);
    const answered = Object.keys(tracker.filled).filter((slot) => slot in slots);
    const { outcome, error } = await runHandler(this.#runtime, name, { ...this.#turn, slots, answered });
    // Asking and checking are parts of a form.
    if (activeLoop(tracker.memory) === null) this.done ??= { do: 'handle', handler: name };
    this.error ??= error;
    this.effects.push(...(outcome.effects ?? []));
    const set = Object.entries(outcome.slots ?? {}).map(([slot, value]): SlotEvent => {
      return { type: 'slot', name: slot, value };
    });
    const { replies, handoff, next } = outcome;
    if (handoff !== undefined) return { replies, events: [...set, ...this.#stop(tracker)], handoff };
    if (next === undefined) return { replies, events: set };
    const ended = [...set, ...endForm];
    if (next === null) return { replies, events: [...ended, silence] };
    const more = await this.#goOn(next, this.#runtime.engine.applyAll(tracker, ended));
    return { ...more, replies: [...replies, ...more.replies], events: [...ended, ...more.events] };
  }

  /** What the handler of a form makes of the answers, where it looks at them. */
  async check(form: string, tracker: Dialogue): Promise<ActionResult> {
    const name = checkOf(form);
    if (!this.#runtime.handlers.has(name)) return nothingDone;
    const result = await this.serve(name, tracker);
    // A form takes what changes a slot for an answer, and a digression has none.
    return { ...result, events: result.events.filter((event) => !isKnown(event, tracker)) };
  }

  /** Another handler, at once where it knows all that it has to. */
  async #goOn(next: string, tracker: Dialogue): Promise<ActionResult> {
    this.#legs += 1;
    if (this.#legs > mostLegs) throw new Error('Handlers go on with each other and never end.');
    const form = this.#runtime.engine.domain.forms.get(formOf(next));
    const knowsAll = form?.requiredSlots.every((slot) => (tracker.memory.slots[slot] ?? null) !== null) ?? true;
    if (!knowsAll) return { replies: [], events: [{ type: 'followup', action: formOf(next) }] };
    const { events, ...rest } = await this.serve(next, tracker);
    const leads = events.some(({ type }) => type === 'followup');
    return { ...rest, events: leads ? events : [...events, silence] };
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
    return [...leaveForm(tracker, this.#runtime.engine.domain), silence];
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
