import type { NamedReply, Part } from '@botones/contract';
import { expect } from 'chai';
import { sayCards } from '../../../../core/dialogue/responses/say-cards.ts';

const book = { title: 'Book', payload: '/book' };
const picture = { id: 'm', alt: 'The bay' };
const said: Record<string, Part[]> = {
  room: [{ type: 'choices', text: 'Suite\n\nOn the top floor.\nSleeps 4.', choices: [book] }],
  plain: [{ type: 'text', text: 'Double' }],
  pictured: [
    { type: 'text', text: 'Single' },
    { type: 'image', media: { id: 'own' }, alt: 'A desk' },
  ],
  empty: [{ type: 'text', text: ' \n ' }],
};

const say = ({ response }: NamedReply) => said[response] ?? null;
const cards = (...names: string[]) => sayCards({ cards: names.map((response) => ({ response })) }, say);

describe('sayCards', () => {
  it('makes the first line the title, the others the text, and the buttons the choices', () => {
    expect(cards('room', 'plain')).to.deep.equal([
      {
        type: 'cards',
        cards: [{ title: 'Suite', text: 'On the top floor.\nSleeps 4.', choices: [book] }, { title: 'Double' }],
      },
    ]);
  });

  it('takes the picture that the handler gives, else that of the response', () => {
    const own = sayCards({ cards: [{ response: 'pictured' }] }, say)?.[0];
    expect(own).to.have.deep.nested.property('cards[0].image', { id: 'own', alt: 'A desk' });
    const given = sayCards({ cards: [{ response: 'pictured', image: picture }] }, say)?.[0];
    expect(given).to.have.deep.nested.property('cards[0].image', picture);
  });

  it('leaves out responses that do not exist or say nothing, and says nothing where none is left', () => {
    expect(cards('missing', 'plain', 'empty')).to.deep.equal([{ type: 'cards', cards: [{ title: 'Double' }] }]);
    expect(cards('missing', 'empty')).to.equal(null);
    expect(cards()).to.equal(null);
  });
});
