import type { RunCustomAction } from '../actions/action-result.ts';
import { handleMisunderstanding, misunderstood } from './misunderstood.ts';
import { validateStay } from './validate-stay.ts';

/** The actions that `withHandlers` adds to a bot, before those that its plugins serve. */
export function hotelActions(today: () => Temporal.PlainDate, serve: RunCustomAction): RunCustomAction {
  return async (name, tracker) => {
    if (name === misunderstood) return handleMisunderstanding(tracker);
    if (name.startsWith('validate_')) return validateStay(tracker, today());
    return serve(name, tracker);
  };
}
