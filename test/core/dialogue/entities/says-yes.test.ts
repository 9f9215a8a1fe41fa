import { expect } from 'chai';
import { saysYes } from '../../../../core/dialogue/entities/says-yes.ts';

const all = (language: string, ...texts: string[]) => texts.map((text) => saysYes(text, language));

describe('saysYes', () => {
  it('knows a yes and a no by how they begin', () => {
    expect(all('es', 'sí, cancélala', 'Vale, hágalo así', 'claro que sí')).to.deep.equal([true, true, true]);
    expect(all('en', 'yes, cancel it', 'ok do it please', 'Go ahead')).to.deep.equal([true, true, true]);
    expect(all('es', 'no, no la cancele', 'no gracias')).to.deep.equal([false, false]);
    expect(all('en', 'nope, leave it', "don't")).to.deep.equal([false, false]);
  });

  it('takes nothing for either that asks, hesitates or says more', () => {
    const none = (language: string, ...texts: string[]) =>
      expect(all(language, ...texts)).to.deep.equal(texts.map(() => null));
    none('es', '¿sí?', 'sí, pero otro día', 'sí, aunque me lo pienso', 'cancélala', 'vale, cuánto cuesta', '');
    none('en', 'yes but not now', 'ok wait', 'sure, what does it cost', 'yes no', 'ok so I thought that we might come');
  });
});
