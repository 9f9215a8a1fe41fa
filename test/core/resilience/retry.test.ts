import { expect } from 'chai';
import { monotonicClock } from '../../../core/resilience/clock.ts';
import { aGuard, Broken, never } from '../../support/guard-rig.ts';
import { aClock } from '../../support/manual-clock.ts';

/** Fails so often, then works. */
function failing(times: number, error: () => unknown = () => new Broken()) {
  let left = times;
  return async () => {
    left -= 1;
    if (left >= 0) throw error();
    return 'ok';
  };
}

describe('a guard that may call again', () => {
  it('tries three times in all, and tells each', async () => {
    const clock = aClock();
    const { run, calls, results, told } = aGuard({}, { clock });
    expect(await run(failing(2), never, true)).to.equal('ok');
    expect(results).to.deep.equal(['failed', 'failed', 'ok']);
    expect(told).to.deep.equal(['retried find', 'retried find']);
    expect(await run(failing(3), never, true).catch((error) => error)).to.be.instanceOf(Broken);
    expect(calls()).to.equal(6);
  });

  it('pauses 1, 2 and 4 s, each cut by a random half at most', async () => {
    const first = new Set<number>();
    for (let n = 0; n < 20; n += 1) {
      const clock = aClock();
      const { run } = aGuard({ tries: 5, breaker: { failures: 100 } }, { clock });
      await run(failing(4), never, true);
      const [one, two, three, four] = clock.slept;
      expect(one).to.be.within(0.5, 1);
      expect(two).to.be.within(1, 2);
      expect(three).to.be.within(2, 4);
      expect(four, 'no longer than the longest').to.be.within(2, 4);
      first.add(one ?? 0);
    }
    expect(first.size, 'they differ, so that replicas do not come back together').to.be.above(10);
  });

  it('makes one try where the caller does not say so', async () => {
    const { fail, calls } = aGuard();
    await fail();
    expect(calls()).to.equal(1);
  });

  it('does not repeat what was answered no', async () => {
    const { run, calls } = aGuard({}, { clock: aClock() });
    const no = Object.assign(new Error('No such reservation.'), { retryable: false });
    expect(
      await run(
        failing(1, () => no),
        never,
        true,
      ).catch((error) => error),
    ).to.equal(no);
    expect(calls()).to.equal(1);
  });

  it('counts each try, opens behind the fifth failed one and does not try an open breaker again', async () => {
    const clock = aClock();
    const { run, states, calls, results } = aGuard({}, { clock });
    const down = () => run(failing(9), never, true).catch((error) => error);
    await down();
    expect(states).to.deep.equal([0]);
    const last = await down();
    expect(last, 'what happened, not that the door is closed now').to.be.instanceOf(Broken);
    expect(states).to.deep.equal([0, 1]);
    expect(calls(), 'three and two').to.equal(5);
    clock.slept.splice(0);
    expect(await down()).to.include({ code: 'ERR_BREAKER_OPEN' });
    expect(clock.slept).to.deep.equal([]);
    expect(results.at(-1)).to.equal('refused');
  });

  it('says what its first try met when the breaker opens during the pause: a write may have happened', async () => {
    const clock = aClock();
    const { run, fail, states } = aGuard(
      { breaker: { failures: 2 } },
      {
        clock: {
          ...clock,
          async sleep(milliseconds, signal) {
            await fail();
            await clock.sleep(milliseconds, signal);
          },
        },
      },
    );
    const lost = new Broken('The connection was reset.');
    expect(
      await run(
        failing(9, () => lost),
        never,
        true,
      ).catch((error) => error),
    ).to.equal(lost);
    expect(states).to.deep.equal([0, 1]);
  });

  it('sees at once that its caller leaves during a pause, and makes no further call', async () => {
    const caller = new AbortController();
    const { run, calls } = aGuard({ backoff: { firstSeconds: 60, maxSeconds: 60 }, deadlineSeconds: 600 });
    const reason = new Error('The guest left.');
    const asked = run(failing(9), caller.signal, true).catch((error) => error);
    await new Promise((next) => setImmediate(next));
    caller.abort(reason);
    expect(await asked).to.equal(reason);
    expect(calls()).to.equal(1);
  });

  it('ends all tries and pauses at its deadline, and begins no pause that would outlast it', async () => {
    const clock = aClock();
    const { run, calls } = aGuard({ tries: 9, deadlineSeconds: 2.4, breaker: { failures: 99 } }, { clock });
    expect(await run(failing(9), never, true).catch((error) => error)).to.be.instanceOf(Broken);
    expect(clock.now()).to.be.below(2_400);
    expect(calls()).to.be.within(2, 3);
  });

  it('gives a late try only what is left of the deadline, whether it listens or not', async () => {
    const { run } = aGuard({ tries: 2, deadlineSeconds: 0.05, backoff: { firstSeconds: 0.001, maxSeconds: 0.001 } });
    let n = 0;
    const asked = run(
      () => {
        n += 1;
        return n === 1 ? Promise.reject(new Broken()) : new Promise<never>(() => {});
      },
      never,
      true,
    );
    expect(await asked.catch((error) => error)).to.include({ code: 'ERR_TIMEOUT' });
    expect(n).to.equal(2);
  });

  describe('a system that names a rest', () => {
    const busy = (retryAfterSeconds: number) => () =>
      Object.assign(new Error('429'), { retryable: true, retryAfterSeconds });

    it('is given it, even where the pause would be shorter, and does not open its breaker', async () => {
      const clock = aClock();
      const { run, states } = aGuard({ breaker: { failures: 1 } }, { clock });
      expect(await run(failing(2, busy(7)), never, true)).to.equal('ok');
      expect(clock.slept).to.deep.equal([7, 7]);
      expect(states).to.deep.equal([0]);
    });

    it('is given it by everybody', async () => {
      const clock = aClock();
      const { run, ok } = aGuard({}, { clock });
      await run(failing(1, busy(7))).catch(() => {});
      expect(await ok()).to.equal('ok');
      expect(clock.slept).to.deep.equal([7]);
    });

    it('is not waited for beyond the deadline', async () => {
      const clock = aClock();
      const { run, calls, ok } = aGuard({ deadlineSeconds: 5 }, { clock });
      expect(await run(failing(9, busy(7)), never, true).catch((error) => error)).to.include({ retryAfterSeconds: 7 });
      expect(await ok().catch((error) => error)).to.include({ code: 'ERR_BUSY' });
      expect(clock.slept).to.deep.equal([]);
      expect(calls()).to.equal(1);
    });
  });
});

describe('monotonicClock', () => {
  it('sleeps, and wakes with the reason of whoever leaves', async () => {
    await monotonicClock.sleep(1, never);
    const reason = new Error('gone');
    expect(await monotonicClock.sleep(60_000, AbortSignal.abort(reason)).catch((error) => error)).to.equal(reason);
  });
});
