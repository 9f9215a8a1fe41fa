import { expect } from 'chai';
import {
  lastNamesIn,
  readLastName,
  readNameBeside,
  readReference,
} from '../../../../plugins/handlers/reservation-lookup/read-answers.ts';

describe('answers to the lookup of a reservation', () => {
  it('reads a reference however it is written', () => {
    const said = {
      'KRTA-4827': 'KRTA-4827',
      'es la krta-4827, creo': 'KRTA-4827',
      'krta 4827': 'KRTA-4827',
      'KRTA – 4827': 'KRTA-4827',
      'my reference is sv48213': 'SV48213',
      'it is 48213': '48213',
      'la 4827': '4827',
      'the order is XKBKNABJK': 'XKBKNABJK',
      xkbknabjk: 'XKBKNABJK',
    };
    for (const [text, reference] of Object.entries(said)) expect(readReference(text), text).to.equal(reference);
  });

  it('reads none where there is none', () => {
    for (const text of ['no la tengo a mano', 'ni idea', 'yes please', '', null]) {
      expect(readReference(text), String(text)).to.equal(null);
    }
  });

  it('reads a last name, and one that is said unasked only with the words for it', () => {
    expect(readLastName('a nombre de García López.')).to.equal('García López');
    expect(readLastName('???')).to.equal(null);
    expect(readNameBeside('reserva KRTA-4827 a nombre de García López')).to.equal('García López');
    expect(readNameBeside('look up KRTA-4827')).to.equal(null);
  });

  it('tries what may be the last name of a full one', () => {
    expect(lastNamesIn('Ana García López')).to.deep.equal(['Ana García López', 'García López', 'López']);
    expect(lastNamesIn('a b c d e f')).to.have.length(4);
  });
});

describe('handlers/reservation-lookup: readReference', () => {
  for (const [said, reference] of [
    ['sv-48213', 'SV-48213'],
    ['my reference is KRTA-4827, thanks', 'KRTA-4827'],
    ['XKBKNABJK', 'XKBKNABJK'],
    ['xkbknabjk', 'XKBKNABJK'],
    ['it is XKBKNABJK, for Smith', 'XKBKNABJK'],
    ['mi referencia es xkbknabjk', 'XKBKNABJK'],
    ['código: xkbknabjk.', 'XKBKNABJK'],
    ['no la tengo a mano', null],
    ['que no la encuentro', null],
    ['i have no reference here', null],
    ['NO LA ENCUENTRO', null],
    ['', null],
    [undefined, null],
  ] as const)
    it(`reads ${reference ?? 'none'} in "${said}"`, () => expect(readReference(said)).to.equal(reference));
});
