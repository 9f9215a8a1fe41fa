import type { FormHandle, Handle } from '@botones/contract';
import { askFor, checkOf, formOf } from '../dialogue/hotel/names.ts';

/** All that a handler does, by the names of the dialogue's actions. */
export function actionsOf(name: string, made: Handle | FormHandle): [action: string, handle: Handle][] {
  if (typeof made === 'function') return [[name, made]];
  const { handle, questions = {}, check } = made;
  const asking = Object.entries(questions).map(([slot, ask]): [string, Handle] => [askFor(slot, name), ask]);
  return [[name, handle], ...asking, ...(check ? [[checkOf(formOf(name)), check] as [string, Handle]] : [])];
}
