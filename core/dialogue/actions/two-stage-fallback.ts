import { type DialogueEvent, listen } from '../tracking/event.ts';
import type { Tracker } from '../tracking/tracker.ts';
import type { ActionContext } from './action-context.ts';
import type { ActionResult } from './action-result.ts';

const name = 'action_two_stage_fallback';
const unclear = ['nlu_fallback', 'out_of_scope'];

/**
 * Asks "did you mean …?"; on no, asks to say it in other words; if that is not understood either, asks once more and
 * then gives up. When it is clear what was meant, the detour is taken back and the message counts as understood.
 */
export async function runTwoStageFallback(tracker: Tracker, context: ActionContext): Promise<ActionResult> {
  const { memory, intents } = tracker;
  const begins = memory.loop?.name !== name;
  const begin: DialogueEvent[] = begins ? [{ type: 'loop', name }] : [];
  const end: DialogueEvent = { type: 'loop', name: null };
  if (failedTwice(intents)) {
    const { replies, events } = await context.run('action_default_fallback', tracker);
    return { replies, events: [...begin, end, ...events] };
  }
  const { message } = memory;
  const intent = message?.understanding.intent ?? null;
  if (message !== null && !unclear.includes(intent ?? '')) {
    const meant = { ...message, understanding: { ...message.understanding, confidence: 1 } };
    return { replies: [], events: [...begin, end, { type: 'rewind' }, { type: 'action', name: listen }, meant] };
  }
  const asks = begins || intent === 'nlu_fallback' ? 'action_default_ask_affirmation' : 'action_default_ask_rephrase';
  const { replies, events } = await context.run(asks, tracker);
  return { replies, events: [...begin, ...events] };
}

/** Newest first. */
function failedTwice(intents: readonly (string | null)[]): boolean {
  const isRow = (...names: string[]) => names.every((one, at) => intents[at] === one);
  return isRow('nlu_fallback', 'nlu_fallback') || isRow('out_of_scope', 'nlu_fallback', 'out_of_scope');
}
