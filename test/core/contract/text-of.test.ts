import { choicesOf, type Part, textOf, wordsOf } from '@botones/contract';
import { everyPart, someChoices } from '@botones/contract/testing';
import { expect } from 'chai';

const choices = (...titles: string[]): Part => ({
  type: 'choices',
  text: 'Which?',
  choices: titles.map((title) => ({ title, payload: title })),
});

describe('textOf', () => {
  const words: [Part, string][] = [
    [{ type: 'text', text: 'Hola' }, 'Hola'],
    [choices('Sea', 'Garden'), 'Which?\n1. Sea\n2. Garden'],
    [{ type: 'cards', cards: [{ title: 'Double', text: '24 m²' }, { title: 'Single' }] }, 'Double\n24 m²\n\nSingle'],
    [
      { type: 'cards', cards: [{ title: 'Double', link: { title: 'More', url: 'https://example.com' } }] },
      'Double\nhttps://example.com',
    ],
    [{ type: 'image', media: { url: 'https://example.com/a.png' }, alt: 'The pool' }, 'The pool'],
    [{ type: 'document', media: { id: '1' }, name: 'menu.pdf' }, 'menu.pdf'],
    [{ type: 'location', latitude: 1, longitude: 2, name: 'Hotel', address: 'Street 1' }, 'Hotel, Street 1'],
    [{ type: 'location', latitude: 1, longitude: 2 }, ''],
    [{ type: 'link', title: 'Menu', url: 'https://example.com' }, 'Menu: https://example.com'],
    [{ type: 'picked', payload: '/affirm', title: 'Yes' }, 'Yes'],
    [{ type: 'audio', media: { id: '1' }, voice: true }, ''],
    [{ type: 'unsupported', what: 'poll' }, ''],
  ];
  for (const [part, text] of words) {
    it(`reads ${JSON.stringify(part).slice(0, 60)}`, () => expect(textOf([part])).to.equal(text));
  }

  it('joins parts by lines, and leaves out what has no words', () => {
    const parts: Part[] = [
      { type: 'text', text: 'One' },
      { type: 'audio', media: {}, voice: true },
      { type: 'text', text: 'Two' },
    ];
    expect(textOf(parts)).to.equal('One\nTwo');
    expect(textOf([])).to.equal('');
  });

  it('numbers ready answers through all parts, those of cards too', () => {
    const cards: Part = {
      type: 'cards',
      cards: [
        { title: 'Double', choices: someChoices(1) },
        { title: 'Single', choices: someChoices(2).slice(1) },
      ],
    };
    const text = textOf([choices('Sea'), cards, choices('Late', 'Early')]);
    expect(text).to.equal('Which?\n1. Sea\nDouble\n2. Suite aa\n\nSingle\n3. Suite ab\nWhich?\n4. Late\n5. Early');
  });
});

describe('wordsOf', () => {
  it('numbers from where it is told to', () => {
    expect(wordsOf(choices('Sea', 'Garden'), 4)).to.equal('Which?\n4. Sea\n5. Garden');
  });
});

describe('choicesOf', () => {
  it('finds the ready answers of choices and cards, in the order of reading', () => {
    const titles = everyPart().flatMap((part) => choicesOf(part).map(({ title }) => title));
    expect(titles).to.deep.equal(['Mar', 'Jardín', 'Ver la doble']);
  });
});
