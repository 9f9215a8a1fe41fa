import { type Part, textOf } from '@botones/contract';
import type { Payload } from './types.ts';

/** All parts of a turn in one post, as they are: what the receiver cannot show, it finds in `text`. */
export function render(parts: readonly Part[]): Payload[] {
  return parts.length === 0 ? [] : [{ parts: [...parts], text: textOf(parts) }];
}
