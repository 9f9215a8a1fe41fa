import { expect } from 'chai';
import { checkData } from '../../../../core/nlu/training/check-data.ts';
import { botOf, exampleOf } from '../tiny-bot.ts';
import { configOf } from '../tiny-config.ts';

const texts = (word: string) => Array.from({ length: 8 }, (_, index) => `${word} ${'abcdefgh'[index]?.repeat(9)}`);
const sound = { one: { es: texts('uno'), en: texts('one') }, two: { es: texts('dos'), en: texts('two') } };
const tests = [exampleOf('one', 'es', 'que'), exampleOf('two', 'es', 'cual')];

const messages = (sayings: Parameters<typeof botOf>[0], own = tests) =>
  checkData(configOf(botOf(sayings)), own).map(({ file, message }) => `${file} ${message}`);

describe('checkData', () => {
  it('has nothing to say about sound data', () => {
    expect(messages(sound)).to.deep.equal([]);
  });

  it('finds an example in two intents', () => {
    const sayings = { ...sound, two: { ...sound.two, en: [...sound.two.en, 'One AAAAAAAAA!'] } };
    expect(messages(sayings)).to.deep.equal(['two.yml "One AAAAAAAAA!" (two) is "one aaaaaaaaa" (one, one.yml:1)']);
  });

  it('finds near-duplicates across intents', () => {
    const sayings = {
      one: { ...sound.one, en: [...sound.one.en, 'i would like to cancel my whole reservation please'] },
      two: { ...sound.two, en: [...sound.two.en, 'i would like to cancel my whole reservation'] },
    };
    expect(messages(sayings))
      .to.have.length(1)
      .and.to.match(/is nearly/);
  });

  it('knows that other words or another order are no duplicates', () => {
    const sayings = {
      one: { ...sound.one, en: [...sound.one.en, 'from madrid to london'] },
      two: { ...sound.two, en: [...sound.two.en, 'from london to madrid'] },
    };
    expect(messages(sayings)).to.deep.equal([]);
  });

  it('finds intents with too few examples in a language', () => {
    expect(messages({ ...sound, two: { ...sound.two, es: ['dos'] } })).to.deep.equal([
      'two.yml "two" has 1 of 8 examples in "es"',
    ]);
  });

  it('finds intents that no test covers, where there are tests', () => {
    expect(messages(sound, tests.slice(0, 1))).to.deep.equal(['two.yml no test covers "two"']);
    expect(messages(sound, [])).to.deep.equal([]);
  });

  it('finds tests that are examples too', () => {
    expect(messages(sound, [...tests, exampleOf('one', 'en', 'ONE aaaaaaaaa?')])).to.deep.equal([
      'one.yml "ONE aaaaaaaaa?" is a training example too',
    ]);
  });
});
