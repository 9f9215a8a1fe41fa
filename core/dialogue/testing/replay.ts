import type { Engine } from '../engine/engine.ts';
import { actionLimit } from '../engine/run-turn.ts';
import type { Chosen } from '../policies/choose-prediction.ts';
import type { Path } from '../stories/block.ts';
import { type DialogueEvent, listen, type UserEvent } from '../tracking/event.ts';
import { activeLoop } from '../tracking/memory.ts';
import type { Tracker } from '../tracking/tracker.ts';
import { judge, type Replay, type ReplayedAction } from './verdict.ts';

const tripped = 'circuit breaker tripped';

/**
 * Plays a test story as `rasa test` does: at each action the bot predicts, and whatever it says the expected action is
 * applied. Nothing runs and no slot is filled but by the story, and messages are understood as the story says. `live`:
 * with what a running bot notes beside its actions (turns that memorized stories look past), which `rasa test` leaves out.
 */
export function replay(path: Path, engine: Engine, { live }: { readonly live: boolean }): Replay {
  const actions: ReplayedAction[] = [];
  const messages = path.events.flatMap((event, at) => (event.type === 'user' ? [asTold(event, at)] : []));
  let tracker = engine.begin();
  let inTurn = 0;
  let isDone = true;
  for (const [at, event] of path.events.entries()) {
    if (event.type === 'user') inTurn = 0;
    if (event.type !== 'action' || at === 0) {
      tracker = engine.apply(tracker, event);
      continue;
    }
    if (inTurn >= actionLimit && !isDone) {
      actions.push({ at, expected: event.name, predicted: tripped, policy: null, confidence: 0 });
      tracker = engine.apply(tracker, event);
    } else {
      const { chosen, before } = predict(tracker, event.name, engine);
      const { action: predicted, policy, confidence } = chosen;
      actions.push({ at, expected: event.name, predicted, policy, confidence });
      tracker = engine.applyAll(before, live ? liveEvents(before, chosen, event.name, engine) : [event]);
      isDone = predicted === listen || predicted === 'action_session_start';
    }
    inTurn++;
  }
  return judge({ path, actions, messages, differences: [] });
}

function asTold({ text, understanding }: UserEvent, at: number): Replay['messages'][number] {
  return { at, text, expected: understanding, predicted: understanding };
}

/** A form that is predicted where something else is expected may have rejected the message. */
function predict(tracker: Tracker, expected: string, engine: Engine): { chosen: Chosen; before: Tracker } {
  const chosen = engine.predict(tracker);
  const { action, policy } = chosen;
  const isForm = action === activeLoop(tracker.memory) && engine.domain.forms.has(action);
  if (policy === null || action === expected || !isForm) return { chosen, before: tracker };
  const before = engine.apply(tracker, { type: 'rejected', action });
  return { chosen: engine.predict(before), before };
}

function liveEvents(tracker: Tracker, chosen: Chosen, expected: string, engine: Engine): DialogueEvent[] {
  return [...engine.eventsBefore(tracker, chosen), { type: 'action', name: expected, hidden: chosen.hidden }];
}
