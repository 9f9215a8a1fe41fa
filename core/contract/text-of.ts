import type { Choice, Part } from './part.ts';

/**
 * The words in a list of parts, as the understanding pipeline reads them: captions, labels and addresses included.
 * Ready answers are numbered through the whole list, which is how core counts when a guest types "2".
 */
export function textOf(parts: readonly Part[]): string {
  let offered = 0;
  const words = parts.map((part) => {
    const first = offered + 1;
    offered += choicesOf(part).length;
    return wordsOf(part, first);
  });
  return words.filter(Boolean).join('\n');
}

/** The ready answers that a part offers, in the order in which the guest reads them. */
export function choicesOf(part: Part): readonly Choice[] {
  if (part.type === 'choices') return part.choices;
  if (part.type === 'cards') return part.cards.flatMap((card) => card.choices ?? []);
  return [];
}

/** The words of one part. `first` is the number of its first ready answer. */
export function wordsOf(part: Part, first = 1): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'choices':
      return lines(part.text, ...numbered(part.choices, first));
    case 'cards':
      return wordsOfCards(part.cards, first);
    case 'image':
      return part.alt;
    case 'document':
      return part.name;
    case 'location':
      return [part.name, part.address].filter(Boolean).join(', ');
    case 'link':
      return `${part.title}: ${part.url}`;
    case 'picked':
      return part.title;
    case 'audio':
      return part.transcript ?? '';
    case 'unsupported':
      return '';
  }
}

function wordsOfCards(cards: Extract<Part, { type: 'cards' }>['cards'], first: number): string {
  let next = first;
  const texts = cards.map(({ title, text, link, choices = [] }) => {
    const answers = numbered(choices, next);
    next += choices.length;
    return lines(title, text, link?.url, ...answers);
  });
  return texts.join('\n\n');
}

function numbered(choices: readonly Choice[], first: number): string[] {
  return choices.map(({ title }, index) => `${first + index}. ${title}`);
}

function lines(...texts: (string | undefined)[]): string {
  return texts.filter(Boolean).join('\n');
}
