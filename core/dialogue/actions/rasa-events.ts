import type { DialogueEvent } from '../tracking/event.ts';

/** An event as Rasa's SDK writes it. */
export type RasaEvent = Readonly<Record<string, unknown>> & { readonly event: string };

export function toRasaEvent(event: DialogueEvent): RasaEvent {
  switch (event.type) {
    case 'user':
      return { event: 'user', text: event.text, parse_data: toParseData(event) };
    case 'action':
      return { event: 'action', name: event.name };
    case 'slot':
      return { event: 'slot', name: event.name, value: event.value };
    case 'loop':
      return { event: 'active_loop', name: event.name };
    case 'loop_interrupted':
      return { event: 'loop_interrupted', is_loop_interrupted: true };
    case 'rejected':
      return { event: 'action_execution_rejected', name: event.action };
    case 'followup':
      return { event: 'followup', name: event.action };
    case 'counted':
      return { event: 'user_featurization', use_text_for_featurization: event.by === 'text' };
    case 'slots_reset':
      return { event: 'reset_slots' };
    default:
      return { event: event.type };
  }
}

export function toParseData({ text, understanding }: Extract<DialogueEvent, { type: 'user' }>) {
  const { intent, confidence, entities, ranking = [] } = understanding;
  return {
    text,
    intent: { name: intent, confidence },
    entities,
    intent_ranking: ranking.map((one) => ({ name: one.intent, confidence: one.confidence })),
  };
}

/** Null for an event that means nothing here (a reminder, a pause). */
export function fromRasaEvent(given: RasaEvent): DialogueEvent | null {
  const name = typeof given.name === 'string' ? given.name : null;
  switch (given.event) {
    case 'slot':
      return name === null ? null : { type: 'slot', name, value: given.value ?? null };
    case 'active_loop':
    case 'form':
      return { type: 'loop', name };
    case 'action_execution_rejected':
      return name === null ? null : { type: 'rejected', action: name };
    case 'followup':
      return name === null ? null : { type: 'followup', action: name };
    case 'action':
      return name === null ? null : { type: 'action', name };
    case 'reset_slots':
      return { type: 'slots_reset' };
    case 'loop_interrupted':
      return { type: 'loop_interrupted' };
    case 'rewind':
    case 'undo':
    case 'restart':
    case 'session_started':
      return { type: given.event };
    default:
      return null;
  }
}
