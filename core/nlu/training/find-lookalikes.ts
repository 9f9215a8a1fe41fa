/** A message as words. */
export interface Wording {
  readonly intent: string;
  readonly words: readonly string[];
}

/** Share of letter runs that two messages must have in common to be called alike. */
const ALIKE = 0.8;

/** Pairs of different intents that say nearly the same; `same` when every word is equal and in order. */
export function findLookalikes<Message extends Wording>(
  messages: readonly Message[],
): [one: Message, other: Message, same: boolean][] {
  const pieces = messages.map(({ words }) => piecesOf(words));
  const owners = new Map<string, number[]>();
  const pairs: [Message, Message, boolean][] = [];
  for (const [index, own] of pieces.entries()) {
    const shared = new Map<number, number>();
    for (const piece of own) {
      const list = owners.get(piece);
      for (const other of list ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
      if (list) list.push(index);
      else owners.set(piece, [index]);
    }
    const message = messages[index] as Message;
    for (const [other, common] of shared) {
      const earlier = messages[other] as Message;
      const all = own.size + (pieces[other]?.size ?? 0) - common;
      if (earlier.intent === message.intent || common / all < ALIKE) continue;
      pairs.push([earlier, message, earlier.words.join(' ') === message.words.join(' ')]);
    }
  }
  return pairs;
}

/** Runs of three letters, and pairs of words, so that order counts. */
function piecesOf(words: readonly string[]): Set<string> {
  const text = ` ${words.join(' ')} `;
  const pieces = new Set<string>();
  for (let at = 0; at + 3 <= text.length; at++) pieces.add(text.slice(at, at + 3));
  for (const [index, word] of words.entries()) pieces.add(`${words[index - 1] ?? ''} ${word}`);
  return pieces;
}
