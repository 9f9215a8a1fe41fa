import type { Choice, Part, Reply } from '@botones/contract';
import type { Fill } from '../responses/fill.ts';
import { sayExtras } from '../responses/say-extras.ts';
import type { DialogueEvent } from '../tracking/event.ts';
import type { Tracker } from '../tracking/tracker.ts';
import { ActionRejected, type RunCustomAction } from './action-result.ts';
import { fromRasaEvent, type RasaEvent, toParseData, toRasaEvent } from './rasa-events.ts';

/** Posts JSON to the action server and gives back status and JSON. It brings its own timeout, and may throw. */
export type PostJson = (body: unknown) => Promise<{ readonly status: number; readonly body: unknown }>;

interface RasaResponse {
  readonly response?: string | null;
  readonly template?: string | null;
  readonly text?: string | null;
  readonly image?: string | null;
  readonly buttons?: readonly { readonly title: string; readonly payload?: string }[] | null;
  readonly custom?: unknown;
  readonly attachment?: unknown;
  readonly elements?: unknown;
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
    const { events, responses } = body as { events?: RasaEvent[] | null; responses?: RasaResponse[] | null };
    return {
      events: (events ?? []).flatMap((event): DialogueEvent[] => {
        const known = fromRasaEvent(event);
        return known === null ? [] : [known];
      }),
      replies: (responses ?? []).flatMap(toReply),
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

/** As Rasa's SDK sends it: what is not meant is null or empty. */
function toReply(given: RasaResponse): Reply[] {
  const { response, template, text, image, buttons, custom, attachment, elements, ...values } = given;
  const choices = (buttons ?? []).map(({ title, payload = title }): Choice => ({ title, payload }));
  const name = response || template;
  const parts: Part[] = [];
  if (choices.length > 0 && !name) parts.push({ type: 'choices', text: text ?? '', choices });
  else if (text && !name) parts.push({ type: 'text', text });
  const extras = { attachment, elements, metadata: { alt: text }, ...(isSaid(custom) && { custom }) };
  parts.push(...sayExtras({ ...(image && { image }), extras }, verbatim));
  return [...(name ? [{ response: name, values, choices }] : []), ...(parts.length > 0 ? [{ parts }] : [])];
}

const verbatim: Fill = { text: (text) => text, deep: (value) => value };

function isSaid(custom: unknown): boolean {
  return typeof custom === 'object' && custom !== null && Object.keys(custom).length > 0;
}
