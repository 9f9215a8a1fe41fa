import type { Outcome, Turn } from '@botones/contract';
import type { Decision } from '../dialogue/decide.ts';
import type { Tracker } from '../dialogue/tracker.ts';
import { type Acted, type Remembered, settle } from './acted.ts';
import { follow } from './follow.ts';
import type { PropertyRuntime } from './property-runtime.ts';

const nothing: Outcome = { replies: [] };

/** Decision → outcome. What has words goes to the dialogue; the rest is settled here. */
export async function act(
  runtime: PropertyRuntime,
  decision: Decision,
  turn: Turn,
  remembered: Remembered & { certain: boolean },
): Promise<Acted> {
  if (decision.do === 'silent') return settle(runtime, decision, nothing, remembered);
  if (decision.do === 'handoff' && decision.quiet) {
    return {
      ...settle(runtime, decision, { replies: [], handoff: { reason: decision.reason } }, remembered),
      mute: true,
    };
  }
  if (decision.do === 'remind') {
    const choices = [...remembered.tracker.offered];
    const reply = { response: 'utter_no_such_choice', values: { count: choices.length }, choices };
    return settle(runtime, { do: 'ask' }, { replies: [reply] }, remembered);
  }
  if (decision.do === 'handoff' && decision.reason === 'unreadable') {
    return settle(runtime, decision, explain(decision.reason, turn, remembered.tracker), remembered);
  }
  return follow(runtime, decision, turn, remembered);
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
