import type { Mark } from '../tracking/event.ts';

/** An entity as Rasa writes it into examples: `[Rome](city)`, with a value of its own `[Roma]{"entity": "city", "value": "Rome"}`. */
export function annotate(text: string, { entity, value, start = 0, end = 0 }: Mark): string {
  const words = text.slice(start, end);
  if (value === words || value === null || value === undefined) return `[${words}](${entity})`;
  return `[${words}]{"entity": ${JSON.stringify(entity)}, "value": ${JSON.stringify(String(value))}}`;
}

/** A message with its entities marked. */
export function annotateAll(text: string, marks: readonly Mark[]): string {
  const placed = marks.filter(({ start, end }) => start !== undefined && end !== undefined);
  return placed
    .toSorted((one, other) => (other.start ?? 0) - (one.start ?? 0))
    .reduce((whole, mark) => `${whole.slice(0, mark.start)}${annotate(text, mark)}${whole.slice(mark.end)}`, text);
}
