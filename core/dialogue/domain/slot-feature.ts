import { forbidden, unset } from '../features/features.ts';
import { mustBeUnset } from '../tracking/event.ts';
import type { Slot } from './domain.ts';

/**
 * What policies see of a slot's value: whether a text or list is set, which of its values a bool or categorical slot
 * has, how large a number is between the slot's bounds.
 */
export function featureOf(slot: Slot, value: unknown): number {
  if (!slot.influences || value === null || value === undefined) return unset;
  if (value === mustBeUnset) return forbidden;
  switch (slot.type) {
    case 'text':
      return 1;
    case 'list':
      return Array.isArray(value) && value.length === 0 ? unset : 1;
    case 'bool': {
      const truth = truthOf(value);
      return truth === null ? unset : 1 + Number(truth);
    }
    case 'categorical': {
      const position = slot.values.indexOf(String(value).toLowerCase());
      return 1 + (position < 0 ? slot.values.length - 1 : position);
    }
    case 'float': {
      const number = typeof value === 'boolean' ? Number(value) : Number.parseFloat(String(value));
      return Number.isNaN(number) ? unset : 1 + scale(number, slot);
    }
    case 'any':
      return unset;
  }
}

/** The same as the list of numbers that Rasa makes of it. Its written length decides which of two rules is the longer. */
export function vectorOf(slot: Slot, feature: number): number[] {
  switch (slot.type) {
    case 'bool':
      return [1, feature - 1];
    case 'categorical':
      return slot.values.map((_, position) => (position === feature - 1 ? 1 : 0));
    case 'float':
      return [1, feature - 1];
    default:
      return [1];
  }
}

function scale(number: number, { min, max }: Slot): number {
  return (Math.max(min, Math.min(max, number)) - min) / (max - min);
}

function truthOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value === 1;
  const word = String(value).trim().toLowerCase();
  if (/^\d+$/.test(word)) return Number(word) === 1;
  if (word === 'true' || word === 'yes') return true;
  return word === 'false' || word === 'no' ? false : null;
}
