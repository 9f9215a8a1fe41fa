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
 * Looks at the days that a form has taken: a number of nights makes the departure, and days that cannot be meant are
 * forgotten, so that they are asked again after the reason (`utter_arrival_past`, `utter_departure_not_after_arrival`).
 */
export function validateStay({ memory: { slots } }: Tracker, today: Temporal.PlainDate): ActionResult {
  const arrival = text(slots.arrival);
  const nights = Number(slots.nights ?? 0);
  const days = { arrival, departure: text(slots.departure) ?? departureOf(arrival, nights) };
  const problem = checkStay(days, today);
  if (problem !== null)
    return { replies: [{ response: `utter_${problem}` }], events: [...faulty[problem], 'nights'].map(forget) };
  if (days.departure === null || slots.departure !== null) return { replies: [], events: [] };
  return { replies: [], events: [{ type: 'slot', name: 'departure', value: days.departure }] };
}

function departureOf(arrival: string | null, nights: number): string | null {
  if (arrival === null || !Number.isInteger(nights) || nights < 1) return null;
  return Temporal.PlainDate.from(arrival).add({ days: nights }).toString();
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function forget(name: string): DialogueEvent {
  return { type: 'slot', name, value: null };
}
