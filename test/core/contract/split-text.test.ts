import { splitText } from '@botones/contract';
import { expect } from 'chai';

describe('splitText', () => {
  it('leaves a text that fits in one piece', () => {
    expect(splitText('Hola', 4)).to.deep.equal(['Hola']);
    expect(splitText('  Hola\n', 4)).to.deep.equal(['Hola']);
  });

  it('makes nothing of a blank text', () => {
    expect(splitText('', 4)).to.deep.equal([]);
    expect(splitText(' \n ', 1)).to.deep.equal([]);
  });

  it('cuts between paragraphs before lines, and between lines before words', () => {
    expect(splitText('one two\n\nthree\nfour', 14)).to.deep.equal(['one two', 'three\nfour']);
    expect(splitText('one two\nthree four', 14)).to.deep.equal(['one two', 'three four']);
    expect(splitText('one two three', 9)).to.deep.equal(['one two', 'three']);
  });

  it('cuts between words rather than leave a stump before an early paragraph', () => {
    expect(splitText('a\n\nbbbb cccc dddd', 12)).to.deep.equal(['a\n\nbbbb cccc', 'dddd']);
  });

  it('cuts within a word only where there is no other way, and never within a letter', () => {
    expect(splitText('aaaaaaa', 3)).to.deep.equal(['aaa', 'aaa', 'a']);
    expect(splitText('a☕😀😀', 3)).to.deep.equal(['a☕', '😀', '😀']);
  });

  it('comes to an end even where one letter is too long', () => {
    expect(splitText('😀', 1).join('')).to.equal('😀');
  });

  it('loses nothing but white space, and keeps to the length', () => {
    const text = 'Nuestro restaurante abre a mediodía.\n\nY por la noche, de ocho a once.\nSin reserva. '.repeat(20);
    for (const max of [1, 2, 7, 20, 50, 333, 5000]) {
      const pieces = splitText(text, max);
      expect(pieces.join('').replace(/\s/g, ''), String(max)).to.equal(text.replace(/\s/g, ''));
      expect(Math.max(...pieces.map(({ length }) => length))).to.be.at.most(max);
      expect(pieces.filter((piece) => piece.trim() === '')).to.deep.equal([]);
    }
  });
});
