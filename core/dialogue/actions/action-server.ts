import type { Choice, Part, Reply } from '@botones/contract';
import type { DialogueEvent } from '../tracking/event.ts';
import type { Tracker } from '../tracking/tracker.ts';
import { ActionRejected, type RunCustomAction } from './action-result.ts';
import { fromRasaEvent, type RasaEvent, toParseData, toRasaEvent } from './rasa-events.ts';

/** Posts JSON to the action server and gives back status and JSON. It brings its own timeout, and may throw. */
export type PostJson = (body: unknown) => Promise<{ readonly status: number; readonly body: unknown }>;

interface RasaResponse {
  readonly response?: string;
  readonly template?: string;
  readonly text?: string | null;
  readonly image?: string | null;
  readonly buttons?: readonly { readonly title: string; readonly payload?: string }[];
}

/**
 * Runs custom actions on a Rasa action server (`rasa run actions`), by Rasa's webhook protocol.
 * Throws when the server does not answer as it should.
 */
export function actionServer(post: PostJson, senderId: string, domain: unknown = {}): RunCustomAction {
  return async (name, tracker) => {
    const { status, body } = await post({
      next_action: name,
      sender_id: senderId,
      tracker: toRasaTracker(tracker, senderId),
      domain,
      version: '3.6.0',
    });
    if (status === 400) throw new ActionRejected(name);
    if (status !== 200) throw new Error(`The action server answered ${status} to ${name}.`);
    const { events = [], responses = [] } = body as { events?: RasaEvent[]; responses?: RasaResponse[] };
    return {
      events: events.flatMap((event): DialogueEvent[] => {
        const known = fromRasaEvent(event);
        return known === null ? [] : [known];
      }),
      replies: responses.flatMap(toReply),
    };
  };
}

function toRasaTracker({ memory, moments }: Tracker, senderId: string) {
  const { message, slots, loop, action } = memory;
  const events = moments.flatMap((moment): DialogueEvent[] =>
    moment.action === null ? [...moment.events] : [{ type: 'action', name: moment.action }, ...moment.events],
  );
  return {
    sender_id: senderId,
    slots,
    latest_message: message === null ? {} : toParseData(message),
    latest_event_time: 0,
    followup_action: memory.followup,
    paused: false,
    events: events.map(toRasaEvent),
    latest_input_channel: null,
    active_loop: loop === null ? {} : { name: loop.name, rejected: loop.rejected, is_interrupted: loop.interrupted },
    latest_action: { action_name: action },
    latest_action_name: action,
  };
}

function toReply({ response, template, text, image, buttons = [], ...values }: RasaResponse): Reply[] {
  const name = response ?? template;
  const choices = buttons.map(({ title, payload = title }): Choice => ({ title, payload }));
  if (name) return [{ response: name, values, choices }];
  const parts: Part[] = [];
  if (choices.length > 0) parts.push({ type: 'choices', text: text ?? '', choices });
  else if (text) parts.push({ type: 'text', text });
  if (image) parts.push({ type: 'image', media: { url: image }, alt: text ?? '' });
  return parts.length === 0 ? [] : [{ parts }];
}
