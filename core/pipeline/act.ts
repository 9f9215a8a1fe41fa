import type { Outcome, Turn } from '@botones/contract';
import type { Decision } from '../dialogue/decide.ts';
import { leaveForm } from '../dialogue/hotel/leave-form.ts';
import type { Tracker } from '../dialogue/tracker.ts';
import type { DialogueEvent } from '../dialogue/tracking/event.ts';
import type { Tracker as Dialogue } from '../dialogue/tracking/tracker.ts';
import { follow } from './follow.ts';
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
  /** Why it became a handoff. */
  readonly error?: unknown;
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

const nothing: Outcome = { replies: [] };

/** Decision → outcome. What has words goes to the dialogue; the rest is settled here. */
export async function act(
  runtime: PropertyRuntime,
  decision: Decision,
  turn: Turn,
  remembered: Remembered & { certain: boolean },
): Promise<Acted> {
  if (decision.do === 'silent') return settle(runtime, decision, nothing, remembered);
  if (decision.do === 'handoff' && decision.reason === 'unreadable') {
    return settle(runtime, decision, explain(decision.reason, turn, remembered.tracker), remembered);
  }
  return follow(runtime, decision, turn, remembered);
}

/** An outcome that the dialogue has no part in. Once a person has the conversation, no form asks on. */
export function settle({ engine }: PropertyRuntime, done: Done, outcome: Outcome, { dialogue }: Remembered): Acted {
  const isPersons = done.do === 'silent' || outcome.handoff !== undefined;
  const events = isPersons ? leaveForm(dialogue, engine.domain) : [];
  return { done, outcome, events, dialogue: engine.applyAll(dialogue, events) };
}

/** Before a person comes, a message that cannot be read gets its own word; the first such message calls nobody. */
function explain(reason: string, turn: Turn, tracker: Tracker): Outcome {
  const kinds = new Set(turn.message.parts.map((part) => part.type));
  if (kinds.has('audio') && !tracker.told.includes('utter_transcription_failed')) {
    return { replies: [{ response: 'utter_transcription_failed' }] };
  }
  if (kinds.has('unsupported') || kinds.size === 0) {
    return tracker.told.includes('utter_unsupported') ? nothing : { replies: [{ response: 'utter_unsupported' }] };
  }
  return { replies: [], handoff: { reason } };
}
