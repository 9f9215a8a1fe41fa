import type { Place } from '../../config/config.ts';

/** The place of what no file says. */
export const nowhere: Place = { file: '', line: 0, path: '' };

/** The fallback action of a hotel's bot, and the slot that remembers at which question it was needed. */
export const misunderstood = 'action_misunderstood';

/** Leaves a form in the middle. */
export const leaving = 'action_leave_form';

/** The form of a handler, which asks for its slots and then runs it. */
export function formOf(handler: string): string {
  return `${handler}_form`;
}

/** Begins the names of the actions that look at the answers in a form. */
export const validatorPrefix = 'validate_';

/** The action by which a handler asks for a slot of its form. */
export function askFor(slot: string, handler: string): string {
  return `action_ask_${formOf(handler)}_${slot}`;
}

/** The action by which a handler looks at the answers of its form. */
export function checkOf(form: string): string {
  return `check_${form}`;
}

/** The slot by which a handler says which intent a picture or a document alone has, until it is cleared. */
export const fileMeans = 'file_means';

/** Intents that belong to the question that they answer. */
export const answers: readonly string[] = ['affirm', 'deny'];
