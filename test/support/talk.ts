import type { Reply } from '@botones/contract';
import type { ActionResult } from '../../core/dialogue/actions/action-result.ts';
import { actionContext } from '../../core/dialogue/actions/run-action.ts';
import type { Engine } from '../../core/dialogue/engine/engine.ts';
import { runTurn, type TurnDone } from '../../core/dialogue/engine/run-turn.ts';
import type { UserEvent } from '../../core/dialogue/tracking/event.ts';
import type { Tracker } from '../../core/dialogue/tracking/tracker.ts';

/** What a custom action of a test does; one that is missing does nothing. */
export type TestActions = Readonly<Record<string, (tracker: Tracker) => Partial<ActionResult>>>;

/** A running conversation: each message gives back what the bot said, responses by name and texts as they are. */
export function talk(engine: Engine, actions: TestActions = {}) {
  const context = actionContext(engine, async (name, tracker) => ({
    replies: [],
    events: [],
    ...actions[name]?.(tracker),
  }));
  let tracker = engine.begin();
  const turns: TurnDone[] = [];
  return {
    turns,
    get tracker(): Tracker {
      return tracker;
    },
    async say(message: UserEvent): Promise<string[]> {
      const turn = await runTurn(tracker, message, context);
      tracker = turn.tracker;
      turns.push(turn);
      return turn.replies.map(wordsOf);
    },
  };
}

function wordsOf(reply: Reply): string {
  if ('response' in reply) return reply.response;
  if ('cards' in reply) return reply.cards.map(({ response }) => response).join(' ');
  return reply.parts.map((part) => ('text' in part ? part.text : part.type)).join(' ');
}
