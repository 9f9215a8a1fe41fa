import { expect } from 'chai';
import { parseAnnotation } from '../../../../core/config/rasa/parse-annotation.ts';

describe('parseAnnotation', () => {
  it('leaves plain text alone, brackets that mark nothing included', () => {
    for (const text of ['hola', 'a [sic] b', 'room (double)', 'price {x}', '']) {
      expect(parseAnnotation(text), text).to.deep.equal({ text, entities: [], problems: [] });
    }
  });

  it('reads the four forms', () => {
    expect(parseAnnotation('a [double](room) please').entities).to.deep.equal([
      { entity: 'room', value: 'double', start: 2, end: 8 },
    ]);
    expect(parseAnnotation('[two](number:2)').entities).to.deep.equal([
      { entity: 'number', value: '2', start: 0, end: 3 },
    ]);
    expect(
      parseAnnotation('[Rome]{"entity": "city", "role": "from", "group": 1, "value": "FCO"}').entities,
    ).to.deep.equal([{ entity: 'city', value: 'FCO', role: 'from', group: '1', start: 0, end: 4 }]);
    expect(parseAnnotation('[2pm][{"entity": "time"}, {"entity": "number", "value": 2}]').entities).to.deep.equal([
      { entity: 'time', value: '2pm', start: 0, end: 3 },
      { entity: 'number', value: 2, start: 0, end: 3 },
    ]);
  });

  it('counts ranges in the text without marks', () => {
    const { text, entities } = parseAnnotation('from [Roma]{"entity":"city"} to [São Paulo](city) on [5](day)');
    expect(text).to.equal('from Roma to São Paulo on 5');
    expect(entities.map(({ start, end }) => text.slice(start, end))).to.deep.equal(['Roma', 'São Paulo', '5']);
  });

  const broken: [marked: string, message: string, cure: string][] = [
    ['[x]{"entity": "a", "rol": "b"}', 'unknown key "rol" in a mark', 'did you mean "role"?'],
    ['[x]{entity: a}', 'the mark {entity: a} is not JSON', 'write [words](entity)'],
    ['[x]{"value": "a"}', 'the mark of "x" names no entity', 'write [words](entity)'],
    ['[x](room', 'has a mark that is not closed or nested', 'write [words](entity)'],
    ['[x]{"entity": "a"', 'has a mark that is not closed or nested', 'write [words](entity)'],
    ['[x][{"entity": "a"}', 'has a mark that is not closed or nested', 'write [words](entity)'],
  ];
  for (const [marked, message, cure] of broken) {
    it(`tells what is wrong with ${marked}`, () => {
      const [problem, ...others] = parseAnnotation(marked).problems;
      expect(problem?.message).to.equal(message);
      expect(problem?.cure).to.include(cure);
      expect(others).to.deep.equal([]);
    });
  }
});
