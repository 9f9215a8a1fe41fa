import { expect } from 'chai';
import { splitLetter } from '../../../../core/pipeline/letter/split-letter.ts';

describe('splitLetter', () => {
  const letters: [about: string, letter: string, sentences: string[]][] = [
    ['sentences', 'Is there parking? We come by car.', ['Is there parking?', 'We come by car.']],
    ['Spanish questions', '¿Hay parking? ¿Y piscina?', ['¿Hay parking?', '¿Y piscina?']],
    [
      'lines that their writer ended',
      'Is there parking\nWhat time is breakfast',
      ['Is there parking', 'What time is breakfast'],
    ],
    [
      'lines that a mail program broke',
      'We would like to know whether there is any parking at\nthe hotel. Thanks',
      ['We would like to know whether there is any parking at the hotel.', 'Thanks'],
    ],
    ['points of a list', '1. Parking?\n2) Pool?\n- Pets?\na) Wifi?', ['Parking?', 'Pool?', 'Pets?', 'Wifi?']],
    [
      'points behind a long line',
      'I have a few questions about the stay that we booked last week:\n- Is there parking?',
      ['I have a few questions about the stay that we booked last week:', 'Is there parking?'],
    ],
    [
      'two questions in one sentence',
      'Do you have parking and what time is breakfast?',
      ['Do you have parking', 'what time is breakfast?'],
    ],
    [
      'two questions in a Spanish one',
      '¿Tienen ustedes piscina y a qué hora es el desayuno?',
      ['¿Tienen ustedes piscina', 'a qué hora es el desayuno?'],
    ],
    ['no two things that are one question', 'Is there a pool and a gym?', ['Is there a pool and a gym?']],
    ['no days', 'Del 3 al 5 de mayo, y dos adultos.', ['Del 3 al 5 de mayo, y dos adultos.']],
    ['no lines without a word', 'Hello\n\n----\n😀\n', ['Hello']],
    ['nothing', ' \n ', []],
  ];
  for (const [about, letter, sentences] of letters) {
    it(`finds ${about}`, () => {
      expect(splitLetter(letter)).to.deep.equal(sentences);
    });
  }
});
