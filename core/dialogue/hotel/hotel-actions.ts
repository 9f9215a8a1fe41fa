import type { ActionResult, RunCustomAction } from '../actions/action-result.ts';
import { type Domain, requestedSlot } from '../domain/domain.ts';
import type { DialogueEvent } from '../tracking/event.ts';
import type { Tracker } from '../tracking/tracker.ts';
import { leaveForm } from './leave-form.ts';
import { handleMisunderstanding } from './misunderstood.ts';
import { leaving, misunderstood, validatorPrefix } from './names.ts';
import { validateGuests } from './validate-guests.ts';
import { validateStay } from './validate-stay.ts';

export interface HotelActions {
  readonly domain: Domain;
  /** The hotel's. */
  today(): Temporal.PlainDate;
  /** What becomes of a message that nothing answers, outside forms. */
  doubt(): ActionResult;
  /** Runs what plugins serve. */
  readonly serve: RunCustomAction;
  /** Has the handler of a form look at the answers, where it does, as they are after these events. */
  check(form: string, tracker: Tracker, events: readonly DialogueEvent[]): Promise<ActionResult>;
}

/** The actions that `hotelDomain` adds to a bot, before those that its plugins serve. */
export function hotelActions({ domain, today, doubt, serve, check }: HotelActions): RunCustomAction {
  return async (name, tracker) => {
    if (name === misunderstood) return handleMisunderstanding(tracker, domain, doubt);
    if (name === leaving) return { replies: [], events: leaveForm(tracker, domain) };
    if (name.startsWith(validatorPrefix)) {
      const { replies, events } = validate(tracker, today());
      const checked = await check(name.slice(validatorPrefix.length), tracker, events);
      return { ...checked, replies: [...replies, ...checked.replies], events: [...events, ...checked.events] };
    }
    return serve(name, tracker);
  };
}

function validate(tracker: Tracker, today: Temporal.PlainDate): ActionResult {
  const { replies, events } = validateStay(tracker, today);
  const guests = validateGuests(tracker);
  // No question is for it, so the form would not know it for an answer.
  const { rooms = null } = tracker.filled;
  const told: DialogueEvent[] = rooms === null ? [] : [{ type: 'slot', name: 'rooms', value: rooms }];
  return {
    replies: [...replies, ...guests.replies],
    events: [...events, ...guests.events, ...told, ...understood(tracker)],
  };
}

/** An answer ends what was misunderstood before it. */
function understood({ memory: { slots }, filled }: Tracker): DialogueEvent[] {
  const isAnswered = Object.keys(filled).some((name) => name !== requestedSlot && name !== misunderstood);
  if ((slots[misunderstood] ?? null) === null || !isAnswered) return [];
  return [{ type: 'slot', name: misunderstood, value: null }];
}
