import type { Handoff, Reply } from '@botones/contract';
import type { DialogueEvent } from '../tracking/event.ts';
import type { Tracker } from '../tracking/tracker.ts';

/** What an action did: it says something, and it changes the tracker by events. */
export interface ActionResult {
  readonly replies: readonly Reply[];
  readonly events: readonly DialogueEvent[];
  /** Calls a person. */
  readonly handoff?: Handoff;
}

/** Runs an action that is not built in. It may throw `ActionRejected`. */
export type RunCustomAction = (name: string, tracker: Tracker) => Promise<ActionResult>;

export const nothingDone: ActionResult = { replies: [], events: [] };

/** The action cannot do anything with this message: something else should answer it. */
export class ActionRejected extends Error {
  readonly action: string;

  constructor(action: string) {
    super(`The action ${action} rejected the message.`);
    this.name = 'ActionRejected';
    this.action = action;
  }
}
