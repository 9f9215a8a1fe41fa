import { expect } from 'chai';
import { type QueryOptions, readChoice, readFilter } from '../../../../core/cli/audit/read-query.ts';
import { readZones, type Zones } from '../../../../core/cli/audit/zones.ts';

describe('readFilter', () => {
  const zones: Zones = {
    properties: ['a'],
    of: () => 'Europe/Madrid',
    forDates: () => 'Europe/Madrid',
  };
  const times = ({ from, to }: QueryOptions) => {
    const read = readFilter({ from, to }, zones);
    return [read.from, read.to];
  };

  it('takes days by the clock of the hotel, the last one whole, over changes of that clock', () => {
    expect(times({ from: '2031-05-04', to: '2031-05-04' })).to.deep.equal([
      '2031-05-03T22:00:00Z',
      '2031-05-04T22:00:00Z',
    ]);
    // On 30 March 2031 Madrid's clock jumps: the day has 23 hours.
    expect(times({ from: '2031-03-30', to: '2031-03-30' })).to.deep.equal([
      '2031-03-29T23:00:00Z',
      '2031-03-30T22:00:00Z',
    ]);
  });

  it('takes times of that clock, and instants as they are', () => {
    expect(times({ from: '2031-05-04T14:30', to: '2031-05-04 14:30:01.5' })).to.deep.equal([
      '2031-05-04T12:30:00Z',
      '2031-05-04T12:30:01.5Z',
    ]);
    expect(times({ from: '2031-05-04T14:30Z', to: '2031-05-04T20:30+05:00' })).to.deep.equal([
      '2031-05-04T14:30:00Z',
      '2031-05-04T15:30:00Z',
    ]);
  });

  it('asks for no zone where none is needed', () => {
    const unclear = {
      ...zones,
      forDates: () => {
        throw new RangeError('which?');
      },
    };
    expect(readFilter({ from: '2031-05-04T14:30Z' }, unclear).from).to.equal('2031-05-04T14:30:00Z');
    expect(() => readFilter({ from: '2031-05-04' }, unclear)).to.throw(RangeError);
  });

  it('knows both names of a filter, and many events', () => {
    expect(readFilter({ tenant: 'a', user: 'b', event: ['x, y', 'x'] }, zones)).to.include({
      property: 'a',
      subject: 'b',
    });
    expect(readFilter({ event: ['x, y', 'x', 'z'] }, zones).events).to.deep.equal(['x', 'y', 'z']);
    expect(readFilter({ property: 'a', tenant: 'a' }, zones).property).to.equal('a');
    expect(readFilter({}, zones).events).to.equal(undefined);
  });

  it('refuses what cannot be meant', () => {
    const wrong: [QueryOptions, RegExp][] = [
      [{ from: 'yesterday' }, /--from "yesterday" is no date\. Write 2031-05-31 /],
      [{ to: '2031-02-30' }, /--to "2031-02-30" is no date/],
      [{ from: '2031-05-04T25:00' }, /is no date/],
      [{ from: '2031-05-04', to: '2031-05-03' }, /--from is not before --to/],
      [{ from: '2031-05-04T10:00Z', to: '2031-05-04T10:00Z' }, /--from is not before --to/],
      [{ property: 'a', tenant: 'b' }, /--property and --tenant are the same/],
      [{ user: ' ' }, /--user needs a value/],
      [{ event: ['pms.done,'] }, /--event needs a name/],
    ];
    for (const [options, sentence] of wrong) expect(() => readFilter(options, zones)).to.throw(RangeError, sentence);
  });
});

describe('readChoice', () => {
  it('takes whole numbers and one way of going on', () => {
    expect(readChoice({ page: '3', size: '50' })).to.deep.equal({ page: 3, size: 50, after: undefined });
    for (const size of ['0', '-1', '1.5', 'many', '', '1e3'])
      expect(() => readChoice({ size }), size).to.throw(RangeError, '--size must be a whole number');
    expect(() => readChoice({ page: '2', after: 'x' })).to.throw(RangeError, 'not by both');
  });
});

describe('readZones', () => {
  it('knows the clock of the demo hotel, and no other', () => {
    const zones = readZones('config', undefined);
    const [first = ''] = zones.properties ?? [];
    expect(zones.forDates(undefined)).to.equal(zones.of(first)).and.not.to.equal('UTC');
    expect(zones.of('elsewhere')).to.equal('UTC');
    expect(() => zones.forDates('elsewhere')).to.throw(RangeError, 'no property "elsewhere". Add --zone');
    expect(readZones('config', 'Asia/Tokyo').of(first)).to.equal('Asia/Tokyo');
    expect(() => readZones('config', 'Madrid')).to.throw(RangeError, 'no time zone');
  });
});
