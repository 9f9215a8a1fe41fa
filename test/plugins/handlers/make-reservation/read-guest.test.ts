import { expect } from 'chai';
import { readName, readNewName, toGuest } from '../../../../plugins/handlers/make-reservation/read-guest.ts';

describe('readName', () => {
  it('reads a name out of what people say around it', () => {
    const said = {
      'Ana García': 'Ana García',
      'me llamo Rocío Ibáñez Peña': 'Rocío Ibáñez Peña',
      "hi, it's Siobhan O'Neill-Byrne.": "Siobhan O'Neill-Byrne",
      'a nombre de Luis Mora, por favor': 'Luis Mora',
      'under the name of Ann Smith please': 'Ann Smith',
      'Ana López, ana@example.com': 'Ana López',
      'soy Ana López y mi correo es ana.lopez@example.com': 'Ana López',
      'Ana López ana@example.com gracias': 'Ana López',
      'John Smith +44 7700 900123': 'John Smith',
      'John Smith, phone: +44 (0)7700 900123.': 'John Smith',
      'my name is Ann Smith and my e-mail is <ann@example.com>': 'Ann Smith',
      'ana@example.com, Ana López': 'Ana López',
    };
    for (const [text, name] of Object.entries(said)) expect(readName(text), text).to.equal(name);
  });

  it('takes no sentence, no number and no half of a name for one', () => {
    for (const text of ['a mi nombre', 'Bob', '3', 'sí', 'quiero la suite', 'in my name', 'the same', '', 7]) {
      expect(readName(text), String(text)).to.equal(null);
    }
  });
});

describe('readNewName', () => {
  it('finds a name only where it is said to be one', () => {
    expect(readNewName('sorry, my name is Rob Smith')).to.equal('Rob Smith');
    expect(readNewName('perdona, mi nombre es Ana Paz Lunares')).to.equal('Ana Paz Lunares');
    expect(readNewName('ponla a nombre de Juan Lunares mejor')).to.equal('Juan Lunares');
    for (const text of ['Rob Smith', 'my name is Rob', 'hay una doble para mañana']) {
      expect(readNewName(text), text).to.equal(null);
    }
  });
});

describe('toGuest', () => {
  it('parts first and last name, and tells a mail address from a number', () => {
    expect(toGuest('Ana García López', 'ana@example.com')).to.deep.equal({
      firstName: 'Ana',
      lastName: 'García López',
      email: 'ana@example.com',
    });
    const names = (full: string) => {
      const { firstName, lastName } = toGuest(full, 'a@example.com');
      return [firstName, lastName];
    };
    expect(names('María José García de la Torre')).to.deep.equal(['María José', 'García de la Torre']);
    expect(names('María del Carmen Ruiz')).to.deep.equal(['María del Carmen', 'Ruiz']);
    expect(names('Luis de la Torre')).to.deep.equal(['Luis', 'de la Torre']);
    expect(names('Juan José')).to.deep.equal(['Juan', 'José']);
    expect(toGuest('Ana García', '600 11 12 22', '+34')).to.include({ phone: '+34600111222' });
    expect(toGuest('Ana García', '0044 20 7946 0000', '+34')).to.include({ phone: '+442079460000' });
  });
});
