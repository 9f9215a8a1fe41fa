import { expect } from 'chai';
import { suggest } from '../../../../core/config/yaml/suggest.ts';

describe('suggest', () => {
  it('finds the nearest word: a letter more, less, other, or swapped', () => {
    const known = ['handoff', 'clarify', 'deadlineSeconds'];
    for (const word of ['handof', 'handofff', 'hamdoff', 'hnadoff', 'Handoff', 'hand-off']) {
      expect(suggest(word, known), word).to.equal('handoff');
    }
    expect(suggest('deadline_seconds', known)).to.equal('deadlineSeconds');
  });

  it('is silent where nothing is near', () => {
    expect(suggest('pipeline', ['handoff', 'clarify'])).to.equal(null);
    expect(suggest('x', [])).to.equal(null);
    expect(suggest('ab', ['xy'])).to.equal(null);
  });
});
