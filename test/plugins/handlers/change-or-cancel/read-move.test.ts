import { expect } from 'chai';
import { readMove } from '../../../../plugins/handlers/change-or-cancel/read-move.ts';

describe('readMove', () => {
  it('reads a longer or shorter stay', () => {
    const longer = { arrival: 0, departure: 1 };
    for (const text of [
      'una noche más',
      'one more night',
      'can we stay a day longer',
      'add one night',
      'another night please, 1 night more',
    ])
      expect(readMove(text), text).to.deep.equal(longer);
    expect(readMove('dos noches menos')).to.deep.equal({ arrival: 0, departure: -2 });
    expect(readMove('make it two days shorter')).to.deep.equal({ arrival: 0, departure: -2 });
  });

  it('reads a stay that moves as it is', () => {
    expect(readMove('una semana más tarde')).to.deep.equal({ arrival: 7, departure: 7 });
    expect(readMove('one night later')).to.deep.equal({ arrival: 1, departure: 1 });
    expect(readMove('2 días antes')).to.deep.equal({ arrival: -2, departure: -2 });
  });

  it('moves one end where only that is named', () => {
    expect(readMove('llegamos un día después')).to.deep.equal({ arrival: 1, departure: 0 });
    expect(readMove('we would arrive one day earlier')).to.deep.equal({ arrival: -1, departure: 0 });
    expect(readMove('queremos salir un día antes')).to.deep.equal({ arrival: 0, departure: -1 });
    expect(readMove('leaving two days later')).to.deep.equal({ arrival: 0, departure: 2 });
  });

  it('reads nothing out of a plain number of nights, nor out of other words', () => {
    for (const text of ['tres noches', 'from 3 to 5 June', 'más tarde', 'el 20 de junio', '']) {
      expect(readMove(text), text).to.equal(null);
    }
  });
});
