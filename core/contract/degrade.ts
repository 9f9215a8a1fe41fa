import type { Capabilities } from './channel.ts';
import type { Part } from './part.ts';
import { splitText } from './split-text.ts';
import { choicesOf, wordsOf } from './text-of.ts';

type Limits = Pick<Capabilities, 'parts' | 'maxChoices' | 'maxText'>;

/**
 * Makes parts fit a platform; a channel's `render` starts with it. What the platform does not show natively becomes text,
 * more choices than `maxChoices` a numbered text, a text longer than `maxText` several. Numbers run on through the whole
 * list, native choices counted, so that a typed "2" picks what the guest reads as 2.
 */
export function degrade(parts: readonly Part[], limits: Limits): Part[] {
  let offered = 0;
  return parts.flatMap((part): Part[] => {
    const first = offered + 1;
    offered += choicesOf(part).length;
    if (fits(part, limits)) return [part];
    return splitText(asText(part, first), limits.maxText).map((text) => ({ type: 'text', text }));
  });
}

function fits(part: Part, { parts, maxChoices, maxText }: Limits): boolean {
  if (part.type === 'text') return part.text.trim() !== '' && part.text.length <= maxText;
  if (!parts.includes(part.type)) return false;
  if (part.type === 'choices') {
    return part.choices.length > 0 && part.choices.length <= maxChoices && part.text.length <= maxText;
  }
  if (part.type === 'cards') return part.cards.every(({ choices = [] }) => choices.length <= maxChoices);
  return true;
}

/** Unlike `wordsOf`, this is all that the guest gets: a file keeps its address, a pin its coordinates. */
function asText(part: Part, first: number): string {
  switch (part.type) {
    case 'image':
    case 'document':
    case 'audio':
      return [wordsOf(part), part.media.url].filter(Boolean).join('\n');
    case 'location':
      return [wordsOf(part), `${part.latitude}, ${part.longitude}`].filter(Boolean).join('\n');
    default:
      return wordsOf(part, first);
  }
}
