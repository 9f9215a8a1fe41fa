/** The bare addresses of a header, in lower case: `Ana <ana@example.org>, "Doe, J." <j@x.org>`. */
export function addressesOf(value: string | undefined): string[] {
  if (!value) return [];
  const bare = value
    .replace(/"(?:[^"\\]|\\.)*"/g, '')
    .replace(/\([^()]*\)/g, '')
    .replace(/[^:;,<>]*:|;/g, ',');
  return bare
    .split(',')
    .map((one) => /<([^<>]*)>/.exec(one)?.[1] ?? one)
    .map((one) => one.trim().toLowerCase())
    .filter((one) => /^[^\s@]+@[^\s@]+$/.test(one));
}

/** Message ids of `References` or `In-Reply-To`, with their angles. */
export function idsOf(value: string | undefined): string[] {
  return value?.match(/<[^<>\s]+>/g) ?? [];
}

const prefix =
  /^\s*(?:(?:re|aw|sv|vs|antw|ref|rif|res|odp|fwd?|wg|tr|rv|enc|i|回复|答复|转发|返信)\s*(?:\[\d+\])?\s*[:：]\s*)+/i;

/** A subject without the words of replies before it. */
export function bareSubject(value: string | undefined): string {
  return (value ?? '').replace(prefix, '').replace(/\s+/g, ' ').trim().toLowerCase();
}
