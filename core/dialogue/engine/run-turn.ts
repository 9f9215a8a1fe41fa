import type { Handoff, Reply } from '@botones/contract';
import type { ActionContext } from '../actions/action-context.ts';
import { ActionRejected, type ActionResult } from '../actions/action-result.ts';
import { extractSlots } from '../forms/extract-slots.ts';
import { type DialogueEvent, listen, type UserEvent } from '../tracking/event.ts';
import { isExpired } from '../tracking/session.ts';
import type { Tracker } from '../tracking/tracker.ts';

/** Actions after which a turn is broken off, as in Rasa. */
export const actionLimit = 10;

export interface TurnDone {
  readonly tracker: Tracker;
  /** What happened, in order: to be stored. */
  readonly events: readonly DialogueEvent[];
  readonly replies: readonly Reply[];
  /** Of these what a form asked. */
  readonly asked: readonly Reply[];
  /** Names of the actions, in order, without the listening. */
  readonly actions: readonly string[];
  /** A person is called. */
  readonly handoff: Handoff | null;
  /** The turn was broken off because it would not end. */
  readonly brokenOff: boolean;
}

/**
 * One message: begins a session if need be, fills slots, then predicts and runs actions until the bot listens. Nothing
 * is sent or stored here.
 */
export async function runTurn(tracker: Tracker, message: UserEvent, context: ActionContext): Promise<TurnDone> {
  const turn = new RunningTurn(tracker, context);
  if (tracker.memory.action === null || isExpired(tracker, message, context.engine.domain.session)) {
    await turn.act('action_session_start');
    // A bot's own session start may forget it.
    if (turn.tracker.memory.action !== listen) turn.log([{ type: 'action', name: listen }]);
  }
  turn.log([message]);
  turn.take(await extractSlots(turn.tracker, context));
  let count = 0;
  while (count < actionLimit && (await turn.next())) count++;
  const brokenOff = count === actionLimit;
  // The next message must find the bot listening, whatever went wrong in this turn.
  if (brokenOff) turn.log([{ type: 'action', name: listen }]);
  const { events, replies, asked, actions, handoff } = turn;
  return { tracker: turn.tracker, events, replies, asked, actions, handoff, brokenOff };
}

class RunningTurn {
  tracker: Tracker;
  readonly events: DialogueEvent[] = [];
  readonly replies: Reply[] = [];
  readonly asked: Reply[] = [];
  readonly actions: string[] = [];
  handoff: Handoff | null = null;
  readonly #context: ActionContext;

  constructor(tracker: Tracker, context: ActionContext) {
    this.tracker = tracker;
    this.#context = context;
  }

  log(events: readonly DialogueEvent[]): void {
    this.events.push(...events);
    this.tracker = this.#context.engine.applyAll(this.tracker, events);
  }

  take({ replies, events }: ActionResult): void {
    this.replies.push(...replies);
    this.log(events);
  }

  /** Does what comes next; false once the bot listens. */
  async next(): Promise<boolean> {
    const { engine } = this.#context;
    const chosen = engine.predict(this.tracker);
    const before = engine.eventsBefore(this.tracker, chosen);
    await this.act(chosen.action, before, chosen.hidden);
    return chosen.action !== listen && chosen.action !== 'action_session_start';
  }

  async act(name: string, before: readonly DialogueEvent[] = [], hidden = false): Promise<void> {
    const { engine, run } = this.#context;
    try {
      const { replies, events, handoff } = await run(name, engine.applyAll(this.tracker, before));
      this.handoff ??= handoff ?? null;
      if (name !== listen) this.actions.push(name);
      if (engine.domain.forms.has(name)) this.asked.push(...replies);
      this.take({ replies, events: [...before, { type: 'action', name, ...(hidden && { hidden }) }, ...events] });
    } catch (error) {
      if (!(error instanceof ActionRejected)) throw error;
      this.log([{ type: 'rejected', action: error.action }]);
    }
  }
}
