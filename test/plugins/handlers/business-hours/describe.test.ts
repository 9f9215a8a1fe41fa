import type { OpenSpan } from '@botones/contract';
import { someHours } from '@botones/contract/testing';
import { expect } from 'chai';
import {
  describeClosing,
  describeOpening,
  describeSpans,
  describeWeek,
} from '../../../../plugins/handlers/business-hours/describe.ts';

const lunch: OpenSpan = { from: 780, until: 930 };
const dinner: OpenSpan = { from: 1200, until: 1380 };
const madrid = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Madrid');

/** Tuesday evening. */
const now = madrid('2026-06-02T19:00');

describe('business-hours: words', () => {
  it('write the spans of a day', () => {
    expect(describeSpans([lunch, dinner], 'es')).to.equal('13:00–15:30 y 20:00–23:00');
    expect(describeSpans([lunch, dinner], 'en')).to.equal('13:00–15:30 and 20:00–23:00');
    expect(describeSpans([lunch, dinner], 'de')).to.equal('13:00–15:30, 20:00–23:00');
    expect(describeSpans([{ from: 1080, until: 1560 }], 'es')).to.equal('18:00–02:00');
    expect(describeSpans([{ from: 540, until: 1440 }], 'es')).to.equal('09:00–00:00');
    expect(describeSpans([{ from: 0, until: 1440 }], 'es')).to.equal('24 h');
  });

  it('write a closed day', () => {
    expect(['es', 'en', 'de'].map((language) => describeSpans([], language))).to.deep.equal(['cerrado', 'closed', '–']);
  });

  it('write the week, days in a row that are alike in one line', () => {
    const [short, long] = [[lunch], [lunch, dinner]];
    const hours = someHours({ week: { 1: [], 2: short, 3: short, 4: short, 5: long, 6: long, 7: short } });
    expect(describeWeek(hours, 'es').split('\n')).to.deep.equal([
      'lunes: cerrado',
      'martes–jueves: 13:00–15:30',
      'viernes–sábado: 13:00–15:30 y 20:00–23:00',
      'domingo: 13:00–15:30',
    ]);
    expect(describeWeek(someHours(), 'en')).to.equal('Monday–Sunday: 09:00–20:00');
    expect(describeWeek(someHours(), 'de')).to.equal('Montag–Sonntag: 09:00–20:00');
  });

  const openings: [string, string, string, string][] = [
    ['2026-06-02T20:00', 'a las 20:00', 'at 20:00', '20:00'],
    ['2026-06-03T09:00', 'mañana a las 09:00', 'tomorrow at 09:00', '+1, 09:00'],
    ['2026-06-03T01:30', 'mañana a la 01:30', 'tomorrow at 01:30', '+1, 01:30'],
    ['2026-06-04T09:00', 'el jueves a las 09:00', 'on Thursday at 09:00', 'Donnerstag, 09:00'],
    ['2026-06-08T09:00', 'el lunes a las 09:00', 'on Monday at 09:00', 'Montag, 09:00'],
    ['2026-06-09T09:00', 'el 9 de junio a las 09:00', 'on June 9 at 09:00', '9. Juni, 09:00'],
    ['2027-01-02T09:00', 'el 2 de enero a las 09:00', 'on January 2 at 09:00', '2. Januar, 09:00'],
  ];
  for (const [local, es, en, de] of openings) {
    it(`say that it opens ${en}`, () => {
      const said = ['es', 'en', 'de'].map((language) => describeOpening(madrid(local), now, language));
      expect(said).to.deep.equal([es, en, de]);
    });
  }

  const closings: [string, string, string, string][] = [
    ['2026-06-02T23:00', '23:00', '23:00', '23:00'],
    ['2026-06-03T02:00', '02:00', '02:00', '02:00'],
    ['2026-06-05T00:00', '00:00 del viernes', '00:00 on Friday', '00:00, Freitag'],
    ['2026-12-25T00:00', '00:00 del 25 de diciembre', '00:00 on December 25', '00:00, 25. Dezember'],
  ];
  for (const [local, es, en, de] of closings) {
    it(`say that it is open until ${en}`, () => {
      const said = ['es', 'en', 'de'].map((language) => describeClosing(madrid(local), now, language));
      expect(said).to.deep.equal([es, en, de]);
    });
  }

  it('count the days by the calendar, not by 24 hours', () => {
    const eve = madrid('2026-10-24T23:30');
    expect(describeOpening(madrid('2026-10-25T07:00'), eve, 'en')).to.equal('tomorrow at 07:00');
    expect(describeOpening(madrid('2026-10-26T00:15'), eve, 'en')).to.equal('on Monday at 00:15');
  });
});
