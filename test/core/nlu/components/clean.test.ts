import { expect } from 'chai';
import { clean } from '../../../../core/nlu/components/clean.ts';

describe('clean', () => {
  const cases: readonly (readonly [given: string, expected: string])[] = [
    ['  two\t words\n', 'two words'],
    ['wi\u200bfi \u202ecode\u00ad', 'wifi code'],
    ['I’m “here” – now…', 'I\'m "here" - now...'],
    ['ｗｉｆｉ', 'wifi'],
    ['hola👋🏽wifi', 'hola 👋🏽 wifi'],
    ['a\0b', 'ab'],
  ];
  for (const [given, expected] of cases) {
    it(`makes ${JSON.stringify(expected)} of ${JSON.stringify(given)}`, () => {
      expect(clean(given, 100)).to.equal(expected);
    });
  }

  it('cuts what is too long', () => {
    expect(clean('x'.repeat(20_000), 1000)).to.have.length(1000);
  });
});
