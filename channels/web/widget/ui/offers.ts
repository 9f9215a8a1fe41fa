import type { Choice } from '@botones/contract';
import type { Line } from '../client/timeline.ts';

/** The ready answers that still stand: those given since the guest last wrote. */
export function standingOffers(lines: readonly Line[]): Choice[] {
  const answered = lines.findLastIndex((line) => line.from === 'guest');
  return lines
    .slice(answered + 1)
    .flatMap((line) => line.parts)
    .flatMap((part) => (part.type === 'choices' ? part.choices : []));
}
