import { textOf } from '@botones/contract';
import { render } from '../carrier.ts';
import { type Spoilt, withLetters, withParts } from './spoilt.ts';

const rendered: string[] = [];

export const spoiltRender: Spoilt = {
  'sends an empty letter for nothing': {
    seen: /nothing of nothing/,
    spoil: withNothingAs({ text: '', buttons: [] }),
  },
  'leaves out what it does not know': {
    seen: /loses no words/,
    spoil: withParts((parts) => parts.filter(({ type }) => type === 'text' || type === 'choices')),
  },
  'drops the buttons for which it has no room': {
    seen: /loses no words/,
    spoil: withParts((parts) =>
      parts.map((part) => (part.type === 'choices' ? { ...part, choices: part.choices.slice(0, 3) } : part)),
    ),
  },
  'cuts long texts off': {
    seen: /loses no words/,
    spoil: withParts((parts) =>
      parts.map((part) => (part.type === 'text' ? { ...part, text: part.text.slice(0, 200) } : part)),
    ),
  },
  'shows more buttons than it declares': {
    seen: /keeps to the capabilities/,
    spoil: () => ({ render: (parts, limits) => render(parts, { ...limits, maxChoices: 10 }) }),
  },
  'writes longer texts than it declares': {
    seen: /keeps to the capabilities/,
    spoil: () => ({ render: (parts, limits) => render(parts, { ...limits, maxText: 5_000 }) }),
  },
  'numbers each list from 1': {
    seen: /through the whole turn/,
    spoil: () => ({ render: (parts) => parts.map((part) => ({ text: textOf([part]), buttons: [] })) }),
  },
  'says the last thing first': { seen: /keeps the order/, spoil: withParts((parts) => parts.toReversed()) },
  'throws over a part that only guests send': {
    seen: /survives parts/,
    spoil: withParts((parts) => {
      if (parts.some(({ type }) => type === 'unsupported')) throw new TypeError('There is no such part.');
      return parts;
    }),
  },
  'throws over half a letter': {
    seen: /survives parts/,
    spoil: withLetters((letter) => ({ ...letter, text: decodeURIComponent(encodeURIComponent(letter.text)) })),
  },
  'remembers what it has rendered': {
    seen: /render is pure/,
    spoil: withLetters((letter) => ({ ...letter, text: `${rendered.push(letter.text)}` })),
  },
  'dates its letters': {
    seen: /render is pure/,
    spoil: withLetters((letter) => ({ ...letter, text: `${new Date().getFullYear()} ${letter.text}` })),
  },
  'sorts the choices where they are': {
    seen: /render is pure/,
    spoil: withParts((parts) => {
      for (const part of parts) if (part.type === 'choices') part.choices.sort();
      return parts;
    }),
  },
  'makes objects that no database can keep': {
    seen: /plain data/,
    spoil: withLetters((letter) => ({ ...letter, buttons: new Set(letter.buttons) as never })),
  },
  'sends several letters a turn where it declares one': { seen: /one payload/, declared: { oneItemPerTurn: true } },
  'declares a part that there is not': {
    seen: /capabilities that make sense/,
    declared: { parts: ['text', 'stickers' as never] },
  },
};

function withNothingAs(letter: { text: string; buttons: string[] }): Spoilt[string]['spoil'] {
  return () => ({ render: (parts, limits) => (parts.length === 0 ? [letter] : render(parts, limits)) });
}
