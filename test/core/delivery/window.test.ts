import { expect } from 'chai';
import { hoursAfter, isWindowOpen, type Window } from '../../../core/delivery/window.ts';

describe('isWindowOpen', () => {
  const at = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds;
  const noon: Window = { lastGuestAt: '2031-05-04T12:00:00Z', windowUntil: null, windowClosedAt: null };

  const cases: [string, Window, number | null, string, boolean][] = [
    ['there is none', { ...noon, lastGuestAt: null }, null, '2031-05-04T12:00:00Z', true],
    ['the guest has never written', { ...noon, lastGuestAt: null }, 24, '2031-05-04T12:00:00Z', false],
    ['it is the last moment', noon, 24, '2031-05-05T11:59:59.999Z', true],
    ['the time is over', noon, 24, '2031-05-05T12:00:00Z', false],
    ['it was opened for longer', { ...noon, windowUntil: '2031-05-07T12:00:00Z' }, 24, '2031-05-07T11:59:59Z', true],
    ['that is over too', { ...noon, windowUntil: '2031-05-07T12:00:00Z' }, 24, '2031-05-07T12:00:00Z', false],
    ['the platform says no', { ...noon, windowClosedAt: '2031-05-04T13:00:00Z' }, 24, '2031-05-04T13:00:01Z', false],
    [
      'the guest has written since it said no',
      { ...noon, windowClosedAt: '2031-05-04T11:00:00Z' },
      24,
      '2031-05-04T13:00:00Z',
      true,
    ],
  ];
  for (const [when, window, hours, now, open] of cases) {
    it(`is ${open ? 'open' : 'closed'} when ${when}`, () => {
      expect(isWindowOpen(window, hours, at(now))).to.equal(open);
    });
  }

  it('is tried for an answer to whoever has sent nothing yet that surely opens it', () => {
    const nothing: Window = { lastGuestAt: null, windowUntil: null, windowClosedAt: null };
    const now = at('2031-05-04T12:00:00Z');
    expect(isWindowOpen(nothing, 24, now, true)).to.equal(true);
    expect(isWindowOpen({ ...nothing, windowClosedAt: '2031-05-04T11:00:00Z' }, 24, now, true)).to.equal(false);
    expect(isWindowOpen({ ...noon, lastGuestAt: '2031-05-01T12:00:00Z' }, 24, now, true)).to.equal(false);
  });

  it('counts in hours', () => {
    expect(hoursAfter('2031-05-04T12:00:00Z', 1.5)).to.equal('2031-05-04T13:30:00Z');
  });
});
