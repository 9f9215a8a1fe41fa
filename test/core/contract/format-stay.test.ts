import { formatDay, formatGuests, formatMoment, formatNights } from '@botones/contract';
import { expect } from 'chai';

const day = Temporal.PlainDate.from('2031-06-03');
const moment = Temporal.Instant.from('2031-06-01T12:30:00Z');

describe('a stay in words', () => {
  it('writes a day as it stands in a sentence', () => {
    expect(formatDay(day, 'es')).to.equal('martes 3 de junio de 2031');
    expect(formatDay(day, 'en')).to.equal('Tuesday 3 June 2031');
    expect(formatDay(day, 'de')).to.equal('Dienstag, 3. Juni 2031');
  });

  it('writes a moment by the clock of the hotel', () => {
    expect(formatMoment(moment, 'Europe/Madrid', 'es')).to.equal('domingo 1 de junio de 2031 a las 14:30');
    expect(formatMoment(moment, 'Atlantic/Canary', 'en')).to.equal('Sunday 1 June 2031 at 13:30');
    expect(formatMoment(moment, 'America/Mexico_City', 'de')).to.match(/^Sonntag, 1\. Juni 2031.*06:30$/);
  });

  it('says one o’clock in the singular, and midnight as 0:00', () => {
    const at = (time: string) => formatMoment(Temporal.Instant.from(`2031-06-01T${time}:00Z`), 'UTC', 'es');
    expect(at('01:15')).to.match(/ a la 1:15$/);
    expect(at('11:00')).to.match(/ a las 11:00$/);
    expect(at('00:00')).to.match(/ a las 0:00$/);
  });

  it('counts nights', () => {
    expect([1, 2].map((nights) => formatNights(nights, 'es'))).to.deep.equal(['1 noche', '2 noches']);
    expect([1, 2].map((nights) => formatNights(nights, 'en'))).to.deep.equal(['1 night', '2 nights']);
    expect(formatNights(3, 'fi'), 'a language that nobody has added').to.equal('3 nights');
  });

  it('says who comes, in the right number', () => {
    const guests = (language: string, adults: number, ...childrenAges: number[]) =>
      formatGuests([{ adults, childrenAges }], language);
    expect(guests('es', 1)).to.equal('1 adulto');
    expect(guests('es', 2, 6)).to.equal('2 adultos y 1 niño (6 años)');
    expect(guests('es', 2, 1)).to.equal('2 adultos y 1 niño (1 año)');
    expect(guests('es', 2, 0)).to.equal('2 adultos y 1 niño (menos de 1 año)');
    expect(guests('es', 1, 4, 7, 9)).to.equal('1 adulto y 3 niños (4, 7 y 9 años)');
    expect(guests('en', 2, 6)).to.equal('2 adults and 1 child (aged 6)');
    expect(guests('en', 2, 0, 3)).to.equal('2 adults and 2 children (aged under 1 and 3)');
  });

  it('says how many rooms there are where there are several', () => {
    const rooms = [
      { adults: 2, childrenAges: [] },
      { adults: 1, childrenAges: [8] },
    ];
    expect(formatGuests(rooms, 'es')).to.equal('2 habitaciones (2 adultos; 1 adulto y 1 niño (8 años))');
    expect(formatGuests(rooms, 'en')).to.equal('2 rooms (2 adults; 1 adult and 1 child (aged 8))');
  });
});
