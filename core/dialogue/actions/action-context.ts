import type { Engine } from '../engine/engine.ts';
import type { DialogueEvent } from '../tracking/event.ts';
import type { Tracker } from '../tracking/tracker.ts';
import type { ActionResult, RunCustomAction } from './action-result.ts';

/** What actions need beside the tracker. */
export interface ActionContext {
  readonly engine: Engine;
  readonly custom: RunCustomAction;
  /** Runs any action by its name: default, overridden, response, form or custom. */
  run(name: string, tracker: Tracker): Promise<ActionResult>;
}

/** The tracker as it would be after these events. */
export function after(tracker: Tracker, events: readonly DialogueEvent[], { engine }: ActionContext): Tracker {
  return engine.applyAll(tracker, events);
}
