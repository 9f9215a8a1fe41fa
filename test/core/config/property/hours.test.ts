import { expect } from 'chai';
import { parseDays, parseSpan } from '../../../../core/config/property/hours.ts';
import { load, loadBase, soundFiles, told } from '../fixture.ts';

const hours = (lines: string) => ({
  'botones.yml': soundFiles['botones.yml'].replace('channels:', `  hours:\n${lines}\nchannels:`),
});

describe('opening hours', () => {
  it('reads spans in minutes after midnight, the next day included', () => {
    expect(parseSpan('07:00-10:30')).to.deep.equal({ from: 420, until: 630 });
    expect(parseSpan('7:00 – 10:30')).to.deep.equal({ from: 420, until: 630 });
    expect(parseSpan('22:00-02:00')).to.deep.equal({ from: 1320, until: 1560 });
    expect(parseSpan('18:00-24:00')).to.deep.equal({ from: 1080, until: 1440 });
    expect(parseSpan('18:00-00:00')).to.deep.equal({ from: 1080, until: 1440 });
  });

  it('refuses what is no span', () => {
    for (const text of [
      '',
      '7-10',
      '07:00',
      '07:60-08:00',
      '25:00-26:00',
      '24:00-02:00',
      '08:00-08:00',
      '08:00-24:01',
    ]) {
      expect(parseSpan(text), text).to.equal(null);
    }
  });

  it('reads days and ranges, over the weekend too', () => {
    expect(parseDays('wed')).to.deep.equal([3]);
    expect(parseDays('mon-fri')).to.deep.equal([1, 2, 3, 4, 5]);
    expect(parseDays('sun-thu')).to.deep.equal([7, 1, 2, 3, 4]);
    expect(parseDays('fri-mon')).to.deep.equal([5, 6, 7, 1]);
    expect(parseDays('daily')).to.deep.equal([1, 2, 3, 4, 5, 6, 7]);
    for (const key of ['', 'monday', 'mon-', 'mon-fri-sun', 'Mon', 'mon-fry'])
      expect(parseDays(key), key).to.equal(null);
  });

  it('puts a week together, the narrower key first, and leaves the rest closed', () => {
    const { breakfast } = loadBase(
      hours(`    breakfast:
      title: desayuno
      sun: closed
      mon-sat: ["07:00-10:30", "12:00-13:00"]
      wed-thu: "08:00-09:00"
      exceptions: {2026-12-25: closed, 2027-01-01: "09:00-12:00"}`),
    ).property.hours;
    const morning = [
      { from: 420, until: 630 },
      { from: 720, until: 780 },
    ];
    const short = [{ from: 480, until: 540 }];
    expect(breakfast?.title).to.deep.equal({ es: 'desayuno' });
    expect(breakfast?.week).to.deep.equal({
      1: morning,
      2: morning,
      3: short,
      4: short,
      5: morning,
      6: morning,
      7: [],
    });
    expect(breakfast?.exceptions).to.deep.equal({ '2026-12-25': [], '2027-01-01': [{ from: 540, until: 720 }] });
  });

  it('reads always, and hours without a title, of which it warns', () => {
    const config = load(hours('    front-desk: always\n    pool: "09:00-20:00"'));
    const { 'front-desk': desk, pool } = config.properties[0]?.property.hours ?? {};
    expect(desk?.title).to.deep.equal({ es: 'front desk' });
    expect(desk?.week[7]).to.deep.equal([{ from: 0, until: 1440 }]);
    expect(pool?.week[1]).to.deep.equal([{ from: 540, until: 1200 }]);
    expect(config.warnings.map(({ message }) => message)).to.deep.equal([
      'guests will read "front desk"',
      'guests will read "pool"',
    ]);
  });

  const faulty: [what: string, lines: string, fault: string][] = [
    [
      'what is no span',
      '    pool:\n      title: piscina\n      mon: "9-20"',
      'botones.yml:9 property.hours.pool.mon "9-20" are no hours — write "07:00-10:30", a list of such spans, always or closed',
    ],
    [
      'a wrong span in an unusual range of days',
      '    pool:\n      title: piscina\n      tue-thu: ["9-20"]',
      'botones.yml:9 property.hours.pool.tue-thu[0] "9-20" are no hours — write "07:00-10:30", a list of such spans, always or closed',
    ],
    [
      'spans that overlap',
      '    pool:\n      title: piscina\n      mon: ["09:00-14:00", "13:00-20:00"]',
      'botones.yml:9 property.hours.pool.mon two of these spans overlap — join them into one',
    ],
    [
      'a day that two keys cover alike',
      '    pool:\n      title: piscina\n      mon-tue: always\n      tue-wed: always',
      'botones.yml:10 property.hours.pool.tue-wed tue is covered twice — write each day once, or name it alone',
    ],
    [
      'a date that does not exist',
      '    pool:\n      title: piscina\n      exceptions: {2026-02-30: closed}',
      'botones.yml:9 property.hours.pool.exceptions.2026-02-30 "2026-02-30" is no date — write year-month-day: 2026-12-25',
    ],
  ];
  for (const [what, lines, fault] of faulty) {
    it(`finds ${what}`, () => {
      expect(told(hours(lines))).to.deep.equal([fault]);
    });
  }

  it('finds misspelt keys beside wrong hours', () => {
    expect(told(hours('    pool:\n      titel: piscina\n      mon-fry: always\n      sun: "9"'))).to.deep.equal([
      'botones.yml:8 property.hours.pool.titel unknown key "titel" — did you mean "title"?',
      'botones.yml:9 property.hours.pool.mon-fry unknown key "mon-fry" — did you mean "mon-fri"?',
      'botones.yml:10 property.hours.pool.sun "9" are no hours — write "07:00-10:30", a list of such spans, always or closed',
    ]);
  });

  it('finds a title that lacks a language', () => {
    const files = hours('    pool:\n      title: {es: piscina}\n      daily: always');
    const speaking = files['botones.yml'].replace('[es]', '[es, en]');
    expect(told({ 'botones.yml': speaking, 'greet.yml': '' })).to.deep.equal([
      'botones.yml:8 property.hours.pool.title has no text in en — add en: … to it',
    ]);
  });
});
