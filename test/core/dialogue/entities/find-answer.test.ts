import { expect } from 'chai';
import { findAnswer, takesNumbers } from '../../../../core/dialogue/entities/find-answer.ts';

/** A Wednesday. */
const from = Temporal.PlainDate.from('2031-05-07');

/** `entity=value` of each. */
function answer(slot: string, language: string, text: string): string {
  return findAnswer(text, { slot, language, from })
    .map(({ entity, value }) => `${entity}=${value}`)
    .join(' ');
}

const cases: Record<string, Record<string, Record<string, string>>> = {
  en: {
    arrival: { '15': 'date=2031-05-15', 'the 3rd': 'date=2031-06-03', 'some time': '' },
    departure: { '3': 'nights=3', 'til the 12th': 'date=2031-05-12', one: 'nights=1' },
    adults: { '2': 'adults=2', 'the two of us': 'adults=2', 'just me': 'adults=1', 'he is 7': '' },
    children: {
      'none, thanks': 'children=0',
      'nah, just us two': 'children=0',
      'we have no kids': 'children=0',
      two: 'children=2',
      'two, 4 and 7': 'children=2 child_age=4 child_age=7',
      'two: one is 4, the other 7': 'children=2 child_age=4 child_age=7',
      "she's 5": 'child_age=5 children=1',
      'one, she is 5': 'children=1 child_age=5',
      'do you have no children here?': '',
    },
    child_ages: { '4 and 7': 'child_age=4 child_age=7', '18 months': 'child_age=1', 'one is 3': 'child_age=3' },
  },
  es: {
    arrival: { 'el 5': 'date=2031-06-05', 'el día 8': 'date=2031-05-08' },
    departure: { '2': 'nights=2', 'hasta el 12': 'date=2031-05-12' },
    adults: { 'los dos': 'adults=2', 'solo yo': 'adults=1', 'tiene 7': '' },
    children: {
      ninguno: 'children=0',
      'no, solo nosotros': 'children=0',
      'no viajamos con niños': 'children=0',
      'dos, uno de 4 y otro de 7': 'children=2 child_age=4 child_age=7',
      'tiene 5 años': 'child_age=5 children=1',
      uno: 'children=1',
      'no sé cuántos niños': '',
    },
    child_ages: { 'uno de 4 y otro de 7': 'child_age=4 child_age=7', '8 meses': 'child_age=0', uno: 'child_age=1' },
  },
};

describe('findAnswer', () => {
  for (const [language, slots] of Object.entries(cases)) {
    for (const [slot, messages] of Object.entries(slots)) {
      it(`reads answers to the question for ${slot} in ${language}`, () => {
        const found = Object.keys(messages).map((text) => [text, answer(slot, language, text)]);
        expect(Object.fromEntries(found)).to.deep.equal(messages);
      });
    }
  }

  it('reads nothing out of a long message, nor at other questions', () => {
    expect(answer('adults', 'en', 'we may be 2 but my cousin said that she might join later')).to.equal('');
    expect(answer('guest_name', 'en', '3')).to.equal('');
  });

  it('says which questions a number alone answers', () => {
    expect(['adults', 'departure', 'guest_name', 'toString'].map(takesNumbers)).to.deep.equal([
      true,
      true,
      false,
      false,
    ]);
  });
});
