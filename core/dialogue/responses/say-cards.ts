import type { Card, CardsReply, NamedReply, Part } from '@botones/contract';

/** Cards of the responses that exist; null where none does. */
export function sayCards({ cards }: CardsReply, say: (one: NamedReply) => Part[] | null): Part[] | null {
  const said = cards.flatMap(({ image, ...named }) => {
    const card = toCard(say(named) ?? []);
    return card === null ? [] : [image === undefined ? card : { ...card, image }];
  });
  return said.length === 0 ? null : [{ type: 'cards', cards: said }];
}

function toCard(parts: readonly Part[]): Card | null {
  const worded = parts.find((part) => part.type === 'choices' || part.type === 'text');
  const picture = parts.find((part) => part.type === 'image');
  const [title = '', ...lines] = (worded?.text ?? '').split('\n').filter((line) => line.trim() !== '');
  if (title === '') return null;
  return {
    title,
    ...(lines.length > 0 && { text: lines.join('\n') }),
    ...(picture && { image: { ...picture.media, alt: picture.alt } }),
    ...(worded?.type === 'choices' && { choices: worded.choices }),
  };
}
