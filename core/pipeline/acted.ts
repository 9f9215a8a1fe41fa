import type { Outcome, Reply, Turn } from '@botones/contract';
import { leaveForm } from '../dialogue/hotel/leave-form.ts';
import type { Tracker } from '../dialogue/tracker.ts';
import type { DialogueEvent } from '../dialogue/tracking/event.ts';
import type { Tracker as Dialogue } from '../dialogue/tracking/tracker.ts';
import type { PropertyRuntime } from './property-runtime.ts';

/** What a turn begins with. */
export interface Remembered {
  readonly tracker: Tracker;
  readonly dialogue: Dialogue;
}

/** What came of a decision. */
export interface Acted {
  readonly done: Done;
  readonly outcome: Outcome;
  /** The dialogue after the turn, and what happened in it. */
  readonly dialogue: Dialogue;
  readonly events: readonly DialogueEvent[];
  /** Of the replies what a form asked. */
  readonly asked?: readonly Reply[];
  /** For staff: what the bot would have answered to the parts of a letter that it understood. */
  readonly draft?: string;
  /** Of a letter: the part for which a person is called. */
  readonly unsure?: Pick<Turn, 'text' | 'understanding'>;
  /** Why it became a handoff. */
  readonly error?: unknown;
  /** Nobody is told, not even that a person comes: a program wrote it, or saying is what failed. */
  readonly mute?: boolean;
}

/** What the bot did, for trail and metrics. */
export type Done =
  | { do: 'handle'; handler: string }
  /** A form asks for something. */
  | { do: 'ask' }
  | { do: 'say' }
  | { do: 'clarify' }
  | { do: 'handoff'; reason: string }
  | { do: 'silent'; reason: string };

const staffs: ReadonlySet<string> = new Set(['staff_wrote', 'staff_owns']);

/** An outcome that the dialogue has no part in. Once a person has the conversation, no form asks on. */
export function settle({ engine }: PropertyRuntime, done: Done, outcome: Outcome, { dialogue }: Remembered): Acted {
  const isPersons = (done.do === 'silent' && staffs.has(done.reason)) || outcome.handoff !== undefined;
  const events = isPersons ? leaveForm(dialogue, engine.domain) : [];
  return { done, outcome, events, dialogue: engine.applyAll(dialogue, events) };
}
