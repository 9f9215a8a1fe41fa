import type { Part } from '@botones/contract';

/** The browser shows every part as it is: what is stored is what is fetched, one payload a turn. */
export function render(parts: readonly Part[]): Part[][] {
  return parts.length === 0 ? [] : [[...parts]];
}
