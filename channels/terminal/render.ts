import { type Part, textOf } from '@botones/contract';

/** Parts → lines of text; a picture becomes its description and address, a pin its coordinates. */
export function render(parts: readonly Part[]): string[] {
  return parts.map(describe).filter((text) => text !== '');
}

function describe(part: Part): string {
  switch (part.type) {
    case 'image':
    case 'document':
      return [textOf([part]), part.media.url].filter(Boolean).join(' ');
    case 'location':
      return `${textOf([part])} (${part.latitude}, ${part.longitude})`;
    default:
      return textOf([part]);
  }
}
