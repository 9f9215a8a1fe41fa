import type { ActionResult } from '../actions/action-result.ts';
import { checkStay } from '../entities/check-stay.ts';
import type { DialogueEvent } from '../tracking/event.ts';
import type { Tracker } from '../tracking/tracker.ts';

const faulty = {
  arrival_past: ['arrival', 'departure'],
  no_such_day: ['arrival', 'departure'],
  departure_not_after_arrival: ['departure'],
};

/**
 * Looks at the days that a form has taken: a number of nights makes the departure, also when it comes as a correction,
 * and days that cannot be meant are forgotten, so that they are asked again after the reason (`utter_arrival_past`,
 * `utter_departure_not_after_arrival`, `utter_no_such_day`).
 */
export function validateStay({ memory, filled }: Tracker, today: Temporal.PlainDate): ActionResult {
  const { slots, message } = memory;
  const arrival = text(slots.arrival);
  const said = text(slots.departure);
  // What was known before is looked at as well, when a form begins anew.
  const days = (message?.understanding.entities ?? []).filter(({ entity }) => entity === 'date');
  const isSaidNow = text(filled.departure) !== null && days.some(({ value }) => value === said);
  const reckoned = isSaidNow ? null : departureOf(arrival, slots.nights);
  const departure = reckoned ?? said;
  const problem = checkStay({ arrival, departure }, today);
  if (problem !== null) {
    return { replies: [{ response: `utter_${problem}` }], events: [...faulty[problem], 'nights'].map(forget) };
  }
  return {
    replies: [],
    events: [
      ...(departure === said ? [] : [{ type: 'slot', name: 'departure', value: departure } as const]),
      // A day that is said outright holds from then on, whatever number of nights was said before.
      ...(isSaidNow && (slots.nights ?? null) !== null ? [forget('nights')] : []),
    ],
  };
}

function departureOf(arrival: string | null, said: unknown): string | null {
  const nights = Number(said ?? 0);
  if (arrival === null || !Number.isInteger(nights) || nights < 1) return null;
  try {
    return Temporal.PlainDate.from(arrival).add({ days: nights }).toString();
  } catch {
    return null;
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function forget(name: string): DialogueEvent {
  return { type: 'slot', name, value: null };
}
