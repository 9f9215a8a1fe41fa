import { expect } from 'chai';
import { hasRedis } from '../../support/redis.ts';
import { isSound, runRedisFaults } from './run-redis-faults.ts';
import { longestSilence, mostWithin } from './spans.ts';

describe('Redis that forgets, dies and falls silent', function () {
  this.timeout(180_000);

  it('costs no message, stops no answer, breaks no limit, and heals by itself', async function () {
    if (!hasRedis()) this.skip();
    const verdict = await runRedisFaults({ seconds: 20, holeSeconds: 6 }, () => {});
    expect(verdict).to.include({ sent: 240, answered: 240, lost: 0, doubled: 0, reordered: 0, healed: true });
    expect(isSound(verdict), JSON.stringify(verdict)).to.equal(true);
  });
});

describe('its judgement', () => {
  it('finds the busiest span and the longest silence', () => {
    expect(mostWithin([], 10)).to.equal(0);
    expect(mostWithin([30, 0, 9, 10, 19], 10)).to.equal(2);
    expect(mostWithin([0, 1, 2, 12], 10)).to.equal(3);
    expect(longestSilence([], { from: 5, until: 9 })).to.equal(4);
    expect(longestSilence([6, 12], { from: 5, until: 13 })).to.equal(6);
  });

  it('is strict', () => {
    const counts = { sent: 192, answered: 192, lost: 0, doubled: 0, reordered: 0, limit: 24 };
    const sound = { ...counts, mostInSpan: 72, seconds: 4, answeredInHole: 1, longestSilenceMs: 1, healed: true };
    expect(isSound(sound)).to.equal(true);
    const faults = [{ lost: 1 }, { doubled: 1 }, { reordered: 1 }, { healed: false }, { answeredInHole: 0 }];
    for (const fault of [...faults, { mostInSpan: 73 }, { seconds: 3.9 }])
      expect(isSound({ ...sound, ...fault }), JSON.stringify(fault)).to.equal(false);
  });
});
