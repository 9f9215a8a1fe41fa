import type { Mark } from '../tracking/event.ts';
import { annotate } from './annotate.ts';
import type { ReplayedMessage } from './verdict.ts';

/** What was expected, and what was predicted there; the word `None` where one of them has nothing. */
export interface Pair {
  readonly expected: string;
  readonly predicted: string;
}

const nothing = 'None';

/**
 * The entities of all messages side by side, by their place in the text, as Rasa's report counts them: `[Rome](city)`.
 * Entities of messages without words have no place and do not count.
 */
export function alignEntities(messages: readonly ReplayedMessage[]): Pair[] {
  return messages.flatMap(({ text, expected, predicted }) => {
    if (text === null) return [];
    const [wanted, got] = [expected, predicted].map(({ entities }) => byPlace(text, entities)) as [Placed, Placed];
    return [...new Set([...wanted.keys(), ...got.keys()])].map((place) => ({
      expected: wanted.get(place) ?? nothing,
      predicted: got.get(place) ?? nothing,
    }));
  });
}

type Placed = ReadonlyMap<string, string>;

/** Of several at one place the first, the second …, each by itself. */
function byPlace(text: string, marks: readonly Mark[]): Placed {
  const found = new Map<string, string>();
  for (const mark of marks.filter(({ start, end }) => start !== undefined && end !== undefined)) {
    let nth = 0;
    const place = () => `${mark.start}-${mark.end}-${nth}`;
    while (found.has(place())) nth++;
    found.set(place(), annotate(text, mark));
  }
  return found;
}
