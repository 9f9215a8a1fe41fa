/** Share of letter runs that a message must have in common with a cluster's first. */
const ALIKE = 0.3;

/** Messages that say about the same, the largest group first; within a group in the order given. */
export function cluster<Message extends { readonly text: string }>(messages: readonly Message[]): Message[][] {
  const groups: { pieces: Set<string>; members: Message[] }[] = [];
  for (const message of messages) {
    const pieces = piecesOf(message.text);
    let best: { group: (typeof groups)[number]; alike: number } | null = null;
    for (const group of groups) {
      const alike = overlap(pieces, group.pieces);
      if (alike >= ALIKE && alike > (best?.alike ?? 0)) best = { group, alike };
    }
    if (best) best.group.members.push(message);
    else groups.push({ pieces, members: [message] });
  }
  return groups.map(({ members }) => members).sort((left, right) => right.length - left.length);
}

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = one.intersection(other).size;
  return common / (one.size + other.size - common || 1);
}

/** Runs of four letters of the plain words. */
function piecesOf(text: string): Set<string> {
  const plain =
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const line = ` ${plain.join(' ')} `;
  return new Set(Array.from({ length: Math.max(1, line.length - 3) }, (_, at) => line.slice(at, at + 4)));
}
