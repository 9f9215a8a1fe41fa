import type { Capabilities } from '../../channel.ts';
import type { Part } from '../../part.ts';
import { everyPart, someChoices } from '../builders/some-parts.ts';

/** Beyond these a limit is as good as none, and samples stay small. */
const MANY_CHOICES = 200;
const MUCH_TEXT = 100_000;

/** Part lists that a turn may well hold, up to and beyond what the platform can show. */
export function usualLists({ maxChoices, maxText }: Capabilities): Part[][] {
  const [text, choices, cards] = everyPart();
  if (!text || !choices || !cards) throw new Error('everyPart() has lost its first parts.');
  const many = someChoices(maxChoices <= MANY_CHOICES ? maxChoices + 1 : 40);
  const paragraph = 'Nuestro restaurante abre a mediodía y por la noche.\n\n';
  const long = paragraph.repeat(1 + (maxText <= MUCH_TEXT ? maxText * 2.5 : 20_000) / paragraph.length);
  return [
    ...everyPart().map((part) => [part]),
    everyPart(),
    [choices, cards, { type: 'choices', text: 'Las suites', choices: many }],
    [{ type: 'choices', text: 'Elija', choices: many.slice(0, -1) }],
    [{ type: 'text', text: long }],
    [{ type: 'choices', text: long, choices: someChoices(2) }],
    [text, choices, text],
  ];
}

/** Part lists that no handler should send, and that must do no harm all the same. */
export function oddLists({ maxText }: Capabilities): Part[][] {
  const endless = 'a'.repeat(maxText <= MUCH_TEXT ? maxText * 2 + 1 : 50_000);
  const texts = [
    '',
    ' \n ',
    'NUL \u0000',
    'half a pair \ud83d',
    '👨‍👩‍👧'.repeat(5_000),
    '\u202Eright to left',
    endless,
  ];
  return [
    ...texts.map((text): Part[] => [{ type: 'text', text }]),
    ...texts.map((title): Part[] => [{ type: 'choices', text: title, choices: [{ title, payload: title }] }]),
    [{ type: 'choices', text: '', choices: [] }],
    [{ type: 'choices', text: 'Twins', choices: [...someChoices(1), ...someChoices(1)] }],
    [{ type: 'cards', cards: [] }],
    [{ type: 'cards', cards: [{ title: '', choices: [] }] }],
    [{ type: 'image', media: {}, alt: '' }],
    [{ type: 'document', media: {}, name: '' }],
    [{ type: 'audio', media: {}, voice: false }],
    [{ type: 'location', latitude: 0, longitude: 0 }],
    [{ type: 'link', title: '', url: '' }],
    [{ type: 'picked', payload: '/greet', title: 'Hola' }],
    [{ type: 'unsupported', what: 'poll' }],
    Array.from({ length: 200 }, () => everyPart()).flat(),
  ];
}

/** What a guest must be able to read of a part, on a platform that shows `native` parts as they are. */
export function wordsToRead(part: Part, native: readonly Part['type'][]): string[] {
  const isNative = native.includes(part.type);
  switch (part.type) {
    case 'text':
      return [part.text];
    case 'choices':
      return [part.text, ...part.choices.map(({ title }) => title)];
    case 'cards':
      return part.cards.flatMap(({ title, text, link, choices = [] }) => [
        title,
        ...choices.map((choice) => choice.title),
        ...(isNative ? [] : [text ?? '', link?.url ?? '']),
      ]);
    case 'link':
      return isNative ? [part.title] : [part.title, part.url];
    case 'image':
      return isNative ? [] : [part.alt];
    case 'document':
      return isNative ? [] : [part.name];
    case 'location':
      return isNative ? [] : [part.name ?? '', part.address ?? ''];
    default:
      return [];
  }
}
