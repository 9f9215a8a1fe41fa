import { getEventListeners } from 'node:events';
import { expect } from 'chai';
import { monotonicClock } from '../../../core/resilience/clock.ts';
import { createSlots } from '../../../core/resilience/slots.ts';
import { aGuard, never } from '../../support/guard-rig.ts';

const soon = () => new Promise((next) => setImmediate(next));

describe('turns of a guard', () => {
  it('lets so many calls be under way, and the others go in their order', async () => {
    const { run } = aGuard({ concurrency: 2 });
    const order: number[] = [];
    const fates = [0, 1, 2, 3].map(() => Promise.withResolvers<void>());
    const all = fates.map(({ promise }, n) =>
      run(() => {
        order.push(n);
        return promise;
      }),
    );
    await soon();
    expect(order).to.deep.equal([0, 1]);
    fates[1]?.resolve();
    await soon();
    expect(order).to.deep.equal([0, 1, 2]);
    for (const { resolve } of fates) resolve();
    await Promise.all(all);
    expect(order).to.deep.equal([0, 1, 2, 3]);
  });

  it('gives the turn back when a call fails, is late, or its caller leaves', async () => {
    const { run, fail, ok } = aGuard({ concurrency: 1, timeoutSeconds: 0.005 });
    await fail();
    await run(() => new Promise(() => {})).catch(() => {});
    const caller = new AbortController();
    const asked = run(() => new Promise(() => {}), caller.signal).catch(() => {});
    await soon();
    caller.abort();
    await asked;
    expect(await ok()).to.equal('ok');
  });

  it('lets a caller leave the queue at once; nobody is called for it', async () => {
    const { run, calls, states } = aGuard({ concurrency: 1 });
    const fate = Promise.withResolvers<string>();
    const first = run(() => fate.promise);
    const caller = new AbortController();
    const second = run(async () => 'second', caller.signal).catch((error) => error);
    const third = run(async () => 'third');
    await soon();
    const reason = new Error('The guest left.');
    caller.abort(reason);
    expect(await second).to.equal(reason);
    fate.resolve('first');
    expect(await Promise.all([first, third])).to.deep.equal(['first', 'third']);
    expect(calls()).to.equal(2);
    expect(states).to.deep.equal([0]);
  });

  it('does not keep anybody in the queue beyond the deadline, and blames nobody for it', async () => {
    let now = 0;
    let passes = 0;
    const clock = { ...monotonicClock, now: () => (now += passes) };
    const policy = { concurrency: 1, timeoutSeconds: 60, deadlineSeconds: 60, breaker: { failures: 1 } };
    const { run, results, states } = aGuard(policy, { clock });
    const caller = new AbortController();
    const hanging = run(() => new Promise(() => {}), caller.signal).catch(() => {});
    // From here on so much time passes between two looks at the clock.
    passes = 30_000;
    const waiting = await run(async () => 'ok').catch((error) => error);
    expect(waiting).to.include({ code: 'ERR_BUSY', retryable: true });
    caller.abort();
    await hanging;
    expect(results).to.deep.equal(['refused', 'left']);
    expect(states).to.deep.equal([0]);
  });

  it('spreads calls evenly', async () => {
    const { run } = aGuard({ pacing: { calls: 50, seconds: 1 } });
    const at: number[] = [];
    const started = performance.now();
    await Promise.all([0, 1, 2, 3].map(() => run(async () => void at.push(performance.now()))));
    // From the beginning, not from call to call: a busy machine may be late for one and in time for the next.
    for (const [n, time] of at.entries()) expect(time - started).to.be.above(20 * n - 2);
    expect(at).to.have.length(4);
  });

  it('spends no turns of a slow pace on callers who have left', async () => {
    const { run } = aGuard({ pacing: { calls: 10, seconds: 1 } });
    await run(async () => {});
    const leaving = Array.from({ length: 50 }, () => {
      const caller = new AbortController();
      return { caller, asked: run(async () => {}, caller.signal).catch(() => {}) };
    });
    await soon();
    const started = performance.now();
    const patient = run(async () => {});
    for (const { caller } of leaving) caller.abort();
    await Promise.all(leaving.map(({ asked }) => asked));
    await patient;
    expect(performance.now() - started, 'fifty turns would be five seconds').to.be.below(1_000);
  });

  it('refuses when so many wait that their time would be over', async () => {
    const slots = createSlots('pms', { concurrency: 1, pacing: null });
    const giveBack = await slots.take(never);
    const waiting = Array.from({ length: 1_000 }, () => slots.take(never).then((done) => done()));
    expect(await slots.take(never).catch((error) => error)).to.include({ code: 'ERR_BUSY' });
    giveBack();
    giveBack();
    await Promise.all(waiting);
    await slots.take(never);
    const { signal } = new AbortController();
    void slots.take(signal);
    expect(getEventListeners(signal, 'abort'), 'the one turn is taken').to.have.length(1);
  });

  it('waits for its share of what all replicas may do together, within its deadline', async () => {
    const waits = [0.5, 0, 30];
    const keys: string[] = [];
    const limits = {
      async take(key: string) {
        keys.push(key);
        return waits.shift() ?? 0;
      },
    };
    const slept: number[] = [];
    const clock = {
      now: () => 0,
      async sleep(milliseconds: number) {
        slept.push(milliseconds);
      },
    };
    const { ok } = aGuard({ limit: { calls: 1, seconds: 1 }, deadlineSeconds: 10 }, { limits, clock });
    expect(await ok()).to.equal('ok');
    expect(slept).to.deep.equal([500]);
    expect(await ok().catch((error) => error)).to.include({ code: 'ERR_BUSY' });
    expect(keys).to.deep.equal(['pms', 'pms', 'pms']);
  });

  it('lets whoever leaves go at once, though nobody says how much of the limit is left', async () => {
    const { run, calls, results } = aGuard(
      { limit: { calls: 1, seconds: 1 } },
      { limits: { take: () => new Promise(() => {}) } },
    );
    const caller = new AbortController();
    const reason = new Error('The guest left.');
    const asked = run(async () => 'ok', caller.signal).catch((error) => error);
    await soon();
    caller.abort(reason);
    expect(await asked).to.equal(reason);
    expect(calls()).to.equal(0);
    expect(results).to.deep.equal(['left']);
  });
});
