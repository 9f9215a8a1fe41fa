/**
 * JSON that PostgreSQL takes whatever a guest typed or a platform sent: NUL and lone surrogates, which its text cannot
 * hold, become U+FFFD, in values and in names. The slow path runs only when the fast one finds a suspect.
 */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!/\\u(?:0000|d[89a-f])/i.test(json)) return json;
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item === 'string') return toStorable(item);
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).map(([name, inner]) => [toStorable(name), inner]));
  });
}

/** The same for a string that stands in a column of its own. */
export function toStorable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}
