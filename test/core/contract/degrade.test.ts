import { degrade, type Part } from '@botones/contract';
import { everyPart, someChoices } from '@botones/contract/testing';
import { expect } from 'chai';

const buttons = { parts: ['text', 'choices'] as const, maxChoices: 3, maxText: 100 };
const plain = { parts: ['text'] as const, maxChoices: 0, maxText: 1000 };
const textsOf = (parts: readonly Part[]) => parts.map((part) => (part.type === 'text' ? part.text : part.type));

describe('degrade', () => {
  it('leaves alone what fits', () => {
    const parts = everyPart();
    const types = parts.map(({ type }) => type);
    expect(degrade(parts, { parts: types, maxChoices: 2, maxText: 100 })).to.deep.equal(parts);
  });

  it('writes out what the platform does not show, so that the guest can still use it', () => {
    expect(textsOf(degrade(everyPart(), plain))).to.deep.equal([
      'Desayuno: 7:00–10:30 <b>& café</b> ☕\nBuffet *libre*',
      '¿Qué vistas prefiere?\n1. Mar\n2. Jardín',
      'Doble\nDos camas, 24 m²\n3. Ver la doble\n\nIndividual\nhttps://www.example.com/single',
      'La piscina al atardecer\nhttps://www.example.com/pool.jpg',
      'https://www.example.com/welcome.ogg',
      'Carta de verano.pdf\nhttps://www.example.com/menu.pdf',
      'Hotel Miramar, Paseo del Faro, 1\n36.5, -4.9',
      'Reservar mesa: https://www.example.com/table?for=2',
    ]);
  });

  it('gives a pin without a name by its coordinates', () => {
    expect(textsOf(degrade([{ type: 'location', latitude: 36.5, longitude: -4.9 }], plain))).to.deep.equal([
      '36.5, -4.9',
    ]);
  });

  it('writes out choices for which there is no room, and counts the native ones before them', () => {
    const few: Part = { type: 'choices', text: 'Few', choices: someChoices(3) };
    const many: Part = { type: 'choices', text: 'Many', choices: someChoices(4) };
    const [first, second] = degrade([few, many], buttons);
    expect(first).to.deep.equal(few);
    expect(second).to.deep.equal({ type: 'text', text: 'Many\n4. Suite aa\n5. Suite ab\n6. Suite ac\n7. Suite ad' });
  });

  it('writes out cards with more choices than fit', () => {
    const limits = { parts: ['text', 'cards'] as const, maxChoices: 1, maxText: 100 };
    const card = (count: number): Part => ({
      type: 'cards',
      cards: [{ title: 'Double', choices: someChoices(count) }],
    });
    expect(degrade([card(1)], limits)[0]?.type).to.equal('cards');
    expect(degrade([card(2)], limits)[0]?.type).to.equal('text');
  });

  it('cuts long texts, questions too', () => {
    const long = 'word '.repeat(50).trim();
    const question: Part = { type: 'choices', text: long, choices: someChoices(1) };
    const texts = textsOf(degrade([{ type: 'text', text: long }, question], buttons));
    expect(texts).to.have.length(6);
    for (const text of texts) expect(text.length).to.be.at.most(100);
    expect(texts.at(-1)).to.match(/1\. Suite aa$/);
  });

  it('drops what has nothing to say', () => {
    const empty: Part[] = [
      { type: 'text', text: ' ' },
      { type: 'choices', text: '', choices: [] },
      { type: 'cards', cards: [] },
      { type: 'unsupported', what: 'poll' },
    ];
    expect(degrade(empty, buttons)).to.deep.equal([]);
  });

  it('makes a text of a question without answers', () => {
    expect(degrade([{ type: 'choices', text: 'Well?', choices: [] }], buttons)).to.deep.equal([
      { type: 'text', text: 'Well?' },
    ]);
  });
});
