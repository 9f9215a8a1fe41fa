import type { Reply } from '@botones/contract';
import { requestedSlot } from '../domain/domain.ts';
import { type DialogueEvent, listen } from '../tracking/event.ts';
import type { Tracker } from '../tracking/tracker.ts';
import type { ActionContext } from './action-context.ts';
import { type ActionResult, nothingDone } from './action-result.ts';
import { runTwoStageFallback } from './two-stage-fallback.ts';

type DefaultAction = (tracker: Tracker, context: ActionContext) => ActionResult | Promise<ActionResult>;

/** Rasa's default actions. A response that one of them says may be missing; then it is silent. */
export const runDefault: Readonly<Record<string, DefaultAction>> = {
  action_listen: () => nothingDone,
  action_unlikely_intent: () => nothingDone,
  action_extract_slots: () => nothingDone,
  action_restart: (_, context) => ({ replies: say('utter_restart', context), events: [{ type: 'restart' }] }),
  action_session_start: startSession,
  action_default_fallback: (_, context) => ({ replies: say('utter_default', context), events: [{ type: 'rewind' }] }),
  action_back: (_, context) => ({
    replies: say('utter_back', context),
    events: [{ type: 'rewind' }, { type: 'rewind' }],
  }),
  action_deactivate_loop: () => ({
    replies: [],
    events: [
      { type: 'loop', name: null },
      { type: 'slot', name: requestedSlot, value: null },
    ],
  }),
  action_default_ask_affirmation: ({ memory }) => ({ replies: [askAffirmation(memory.message)], events: [] }),
  action_default_ask_rephrase: (_, context) => ({ replies: say('utter_ask_rephrase', context), events: [] }),
  action_two_stage_fallback: runTwoStageFallback,
};

function say(response: string, { engine }: ActionContext): Reply[] {
  return engine.domain.responses.has(response) ? [{ response }] : [];
}

/** What the bot knew goes with the guest into the new session, unless the domain says otherwise. */
function startSession({ memory }: Tracker, { engine }: ActionContext): ActionResult {
  const { session, initialSlots } = engine.domain;
  const carried = session.carryOverSlots
    ? Object.entries(memory.slots).filter(([name, value]) => value !== initialSlots[name])
    : [];
  const slots = carried.map(([name, value]): DialogueEvent => ({ type: 'slot', name, value }));
  return { replies: [], events: [{ type: 'session_started' }, ...slots, { type: 'action', name: listen }] };
}

/** The intent that was likeliest before the fallback took its place. */
function askAffirmation(message: Tracker['memory']['message']): Reply {
  const { intent = null, ranking = [] } = message?.understanding ?? {};
  const likely = intent === 'nlu_fallback' && ranking.length > 1 ? ranking[1]?.intent : intent;
  return {
    parts: [
      {
        type: 'choices',
        text: `Did you mean '${likely}'?`,
        choices: [
          { title: 'Yes', payload: `/${likely}` },
          { title: 'No', payload: '/out_of_scope' },
        ],
      },
    ],
  };
}
