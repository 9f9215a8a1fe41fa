import { expect } from 'chai';
import { asks, isClosing, isOpening } from '../../../../core/pipeline/letter/phrases.ts';

describe('phrases of letters', () => {
  const wanting = [
    'Is there parking?',
    'Hello, do you have a pool',
    'We would like a cot.',
    'Please send the invoice',
    'Let me know if there is a lift',
    '¿Hay ascensor?',
    'Quisiera saber si admiten perros',
    'Buenos días, necesitamos una cuna.',
    'Ich möchte ein Zimmer mit Balkon.',
    'Avez-vous un parking',
    'Vorrei una camera doppia',
  ];
  for (const sentence of wanting) {
    it(`hear that “${sentence}” wants an answer`, () => {
      expect(asks(sentence)).to.equal(true);
    });
  }

  const openings = [
    'Dear Sir or Madam,',
    'Hola, buenas tardes:',
    'Estimados señores:',
    'I hope you are well.',
    'Tengo varias preguntas.',
  ];
  const closings = [
    'Kind regards,',
    'Many thanks in advance!',
    'Un saludo cordial,',
    'Quedo a la espera de su respuesta.',
    'Mit freundlichen Grüßen',
  ];
  for (const sentence of openings) {
    it(`take “${sentence}” for an opening`, () => {
      expect([isOpening(sentence), asks(sentence)]).to.deep.equal([true, false]);
    });
  }
  for (const sentence of closings) {
    it(`take “${sentence}” for a closing`, () => {
      expect([isClosing(sentence), asks(sentence)]).to.deep.equal([true, false]);
    });
  }

  for (const sentence of [
    'My wife is allergic to nuts.',
    'We arrive on Friday.',
    'Llegamos el viernes sobre las once.',
  ]) {
    it(`pass over nothing that “${sentence}” tells`, () => {
      expect([isOpening(sentence), isClosing(sentence), asks(sentence)]).to.deep.equal([false, false, false]);
    });
  }
});
