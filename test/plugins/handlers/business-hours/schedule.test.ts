import type { OpenSpan, ServiceHours } from '@botones/contract';
import { someHours } from '@botones/contract/testing';
import { expect } from 'chai';
import { statusAt } from '../../../../plugins/handlers/business-hours/schedule.ts';

const at = (hour: number, minute = 0) => hour * 60 + minute;
const span = (from: number, until: number): OpenSpan => ({ from, until });

/** The same spans every day, but on the ISO weekdays that are named. */
function week(
  every: OpenSpan[],
  days: Partial<ServiceHours['week']> = {},
  exceptions: ServiceHours['exceptions'] = {},
) {
  return someHours({
    week: { 1: every, 2: every, 3: every, 4: every, 5: every, 6: every, 7: every, ...days },
    exceptions,
  });
}

/** `open until <local time>` or `closed until <local time>`. */
function look(hours: ServiceHours, instant: string, zone = 'Europe/Madrid'): string {
  const status = statusAt(hours, Temporal.Instant.from(instant).toZonedDateTimeISO(zone));
  const moment = status.open ? status.until : status.next;
  return `${status.open ? 'open' : 'closed'} until ${moment?.toString({ timeZoneName: 'never', smallestUnit: 'minute' })}`;
}

describe('business-hours: schedule', () => {
  const breakfast = week([span(at(7), at(10, 30))]);
  const bar = week([span(at(18), at(26))]);
  const always = week([span(0, at(24))]);

  it('is open from its first minute and closed from its last', () => {
    // Monday, 1 June 2026; Madrid is two hours ahead of UTC.
    expect(look(breakfast, '2026-06-01T04:59:59Z')).to.equal('closed until 2026-06-01T07:00+02:00');
    expect(look(breakfast, '2026-06-01T05:00:00Z')).to.equal('open until 2026-06-01T10:30+02:00');
    expect(look(breakfast, '2026-06-01T08:29:59Z')).to.equal('open until 2026-06-01T10:30+02:00');
    expect(look(breakfast, '2026-06-01T08:30:00Z')).to.equal('closed until 2026-06-02T07:00+02:00');
  });

  it('is meant in the zone of the hotel, wherever the server runs', () => {
    expect(look(breakfast, '2026-06-01T11:30:00Z', 'America/Mexico_City')).to.equal(
      'closed until 2026-06-01T07:00-06:00',
    );
    expect(look(breakfast, '2026-06-01T13:30:00Z', 'America/Mexico_City')).to.equal(
      'open until 2026-06-01T10:30-06:00',
    );
    expect(look(breakfast, '2026-05-31T23:00:00Z', 'Asia/Tokyo')).to.equal('open until 2026-06-01T10:30+09:00');
  });

  it('finds the next of several spans, in whatever order they are written', () => {
    const restaurant = week([span(at(20), at(23)), span(at(13), at(15, 30))]);
    expect(look(restaurant, '2026-06-01T10:00:00Z')).to.equal('closed until 2026-06-01T13:00+02:00');
    expect(look(restaurant, '2026-06-01T14:00:00Z')).to.equal('closed until 2026-06-01T20:00+02:00');
    expect(look(restaurant, '2026-06-01T21:00:00Z')).to.equal('closed until 2026-06-02T13:00+02:00');
  });

  it('runs past midnight into the next day', () => {
    expect(look(bar, '2026-06-01T21:59:00Z')).to.equal('open until 2026-06-02T02:00+02:00');
    expect(look(bar, '2026-06-01T22:00:00Z')).to.equal('open until 2026-06-02T02:00+02:00');
    expect(look(bar, '2026-06-01T23:59:00Z')).to.equal('open until 2026-06-02T02:00+02:00');
    expect(look(bar, '2026-06-02T00:00:00Z')).to.equal('closed until 2026-06-02T18:00+02:00');
  });

  it('is still open after midnight on a day that is closed itself', () => {
    const weekend = week([], { 7: [span(at(18), at(26))] });
    expect(look(weekend, '2026-05-31T23:30:00Z')).to.equal('open until 2026-06-01T02:00+02:00');
    expect(look(weekend, '2026-06-01T00:30:00Z')).to.equal('closed until 2026-06-07T18:00+02:00');
  });

  it('passes over closed days', () => {
    const spa = week([span(at(10), at(20))], { 1: [], 2: [] });
    expect(look(spa, '2026-06-01T10:00:00Z')).to.equal('closed until 2026-06-03T10:00+02:00');
  });

  it('lets an exception stand for its whole day', () => {
    const exceptions = { '2026-12-24': [span(at(9), at(14))], '2026-12-25': [] };
    const pool = week([span(at(9), at(20))], {}, exceptions);
    expect(look(pool, '2026-12-24T12:00:00Z')).to.equal('open until 2026-12-24T14:00+01:00');
    expect(look(pool, '2026-12-24T13:00:00Z')).to.equal('closed until 2026-12-26T09:00+01:00');
    expect(look(pool, '2026-12-25T12:00:00Z')).to.equal('closed until 2026-12-26T09:00+01:00');
  });

  it('ends at an exception what never ends otherwise', () => {
    const reception = week([span(0, at(24))], {}, { '2026-12-25': [span(at(8), at(24))] });
    expect(look(reception, '2026-12-24T12:00:00Z')).to.equal('open until 2026-12-25T00:00+01:00');
    expect(look(reception, '2026-12-25T03:00:00Z')).to.equal('closed until 2026-12-25T08:00+01:00');
    expect(look(reception, '2026-12-25T12:00:00Z')).to.equal('open until undefined');
  });

  it('joins spans that touch, over midnight too', () => {
    const kitchen = week([span(at(6), at(12)), span(at(12), at(24))], { 2: [span(0, at(1))] });
    expect(look(kitchen, '2026-06-01T08:00:00Z')).to.equal('open until 2026-06-02T01:00+02:00');
  });

  it('has no end around the clock', () => {
    for (const instant of ['2026-06-01T10:00:00Z', '2026-06-01T22:00:00Z', '2026-03-29T01:00:00Z']) {
      expect(look(always, instant)).to.equal('open until undefined');
    }
  });

  it('has no next opening when nothing opens within a year', () => {
    expect(look(week([]), '2026-06-01T10:00:00Z')).to.equal('closed until undefined');
    const winter = week([], {}, { '2027-05-31': [span(at(9), at(20))] });
    expect(look(winter, '2026-06-01T10:00:00Z')).to.equal('closed until 2027-05-31T09:00+02:00');
  });

  describe('on the night of 29 March 2026, when 02:00 becomes 03:00', () => {
    it('closes at 02:00, which is the moment of 03:00', () => {
      expect(look(bar, '2026-03-29T00:59:59Z')).to.equal('open until 2026-03-29T03:00+02:00');
      expect(look(bar, '2026-03-29T01:00:00Z')).to.equal('closed until 2026-03-29T18:00+02:00');
    });

    it('keeps its length where the end falls into the gap', () => {
      const late = week([span(at(18), at(26, 30))]);
      expect(look(late, '2026-03-29T01:29:00Z')).to.equal('open until 2026-03-29T03:30+02:00');
      expect(look(late, '2026-03-29T01:30:00Z')).to.equal('closed until 2026-03-29T18:00+02:00');
    });

    it('opens for breakfast by the new time', () => {
      expect(look(breakfast, '2026-03-29T04:59:00Z')).to.equal('closed until 2026-03-29T07:00+02:00');
      expect(look(breakfast, '2026-03-29T05:00:00Z')).to.equal('open until 2026-03-29T10:30+02:00');
    });
  });

  describe('on the night of 25 October 2026, when 03:00 becomes 02:00', () => {
    const late = week([span(at(18), at(26, 30))]);

    it('closes when the clock shows 02:30 for the first time, and does not open for the second', () => {
      expect(look(late, '2026-10-25T00:29:00Z')).to.equal('open until 2026-10-25T02:30+02:00');
      expect(look(late, '2026-10-25T00:30:00Z')).to.equal('closed until 2026-10-25T18:00+01:00');
      expect(look(late, '2026-10-25T01:15:00Z')).to.equal('closed until 2026-10-25T18:00+01:00');
    });

    it('opens for breakfast by the new time', () => {
      expect(look(breakfast, '2026-10-25T05:59:00Z')).to.equal('closed until 2026-10-25T07:00+01:00');
      expect(look(breakfast, '2026-10-25T06:00:00Z')).to.equal('open until 2026-10-25T10:30+01:00');
    });
  });
});
