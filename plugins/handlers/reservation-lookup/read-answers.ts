/** `SV-48213` of "my reference is sv-48213": the last word with a figure in it. Null where there is none. */
export function readReference(said: unknown): string | null {
  const words = String(said ?? '').match(/[\p{L}\d][\p{L}\d_-]*/gu) ?? [];
  return words.findLast((word) => /\d/.test(word))?.toUpperCase() ?? null;
}

const leadIn =
  /^.*(?:apellidos? (?:es|son)|a nombre de|me llamo|\bsoy|last name is|surname is|name is|\bi am|\bi'm)\s+/iu;

/** `García López` of "a nombre de García López". Null where nothing is left. */
export function readLastName(said: unknown): string | null {
  const name = String(said ?? '')
    .trim()
    .replace(leadIn, '')
    .replace(/[\s.,;!]+$/u, '');
  return /\p{L}/u.test(name) && name.length <= 100 ? name : null;
}
