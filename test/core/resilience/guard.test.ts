import { getEventListeners } from 'node:events';
import { expect } from 'chai';
import { defaultPolicy } from '../../../core/resilience/policy.ts';
import { aGuard, Broken, never } from '../../support/guard-rig.ts';
import { aClock } from '../../support/manual-clock.ts';

/** Its rest is over as soon as it begins. */
const restless = { breaker: { halfOpenSeconds: 0 } };

describe('createGuard', () => {
  it("goes by the blueprint's figures", () => {
    expect(defaultPolicy).to.deep.include({ timeoutSeconds: 30, breaker: { failures: 5, halfOpenSeconds: 30 } });
    expect(defaultPolicy).to.deep.include({ tries: 3, backoff: { firstSeconds: 1, maxSeconds: 4 } });
  });

  it('hands over what the call gives, and what it throws', async () => {
    const { ok, fail, states, results } = aGuard();
    expect(await ok()).to.equal('ok');
    expect(await fail()).to.be.instanceOf(Broken);
    expect(results).to.deep.equal(['ok', 'failed']);
    expect(states).to.deep.equal([0]);
  });

  it('opens behind the fifth failure in a row, and then calls nobody', async () => {
    const { fail, ok, states, results, calls } = aGuard();
    for (let n = 0; n < 4; n += 1) await fail();
    expect(states).to.deep.equal([0]);
    await fail();
    expect(states).to.deep.equal([0, 1]);
    expect(await ok().catch((error) => error)).to.include({ code: 'ERR_BREAKER_OPEN', retryable: true });
    expect(calls()).to.equal(5);
    expect(results.at(-1)).to.equal('refused');
  });

  it('counts failures in a row only', async () => {
    const { fail, ok, states } = aGuard();
    for (let n = 0; n < 4; n += 1) await fail();
    await ok();
    for (let n = 0; n < 4; n += 1) await fail();
    expect(states).to.deep.equal([0]);
  });

  it('lets one call try after its rest, and closes when that works', async () => {
    const { fail, ok, states } = aGuard(restless);
    for (let n = 0; n < 5; n += 1) await fail();
    expect(await ok()).to.equal('ok');
    expect(states).to.deep.equal([0, 1, 2, 0]);
  });

  it('opens again when that fails', async () => {
    const { fail, states } = aGuard(restless);
    for (let n = 0; n < 5; n += 1) await fail();
    await fail();
    expect(states).to.deep.equal([0, 1, 2, 1]);
  });

  it('sends one call ahead while it is half open, and the others wait for its fate', async () => {
    const { guard, fail } = aGuard(restless);
    for (let n = 0; n < 5; n += 1) await fail();
    const fate = Promise.withResolvers<string>();
    let calls = 0;
    const asking = Array.from({ length: 5 }, () =>
      guard.run(() => {
        calls += 1;
        return fate.promise;
      }, never),
    );
    await new Promise((next) => setImmediate(next));
    expect(calls).to.equal(1);
    fate.resolve('ok');
    expect(await Promise.all(asking)).to.deep.equal(['ok', 'ok', 'ok', 'ok', 'ok']);
  });

  describe('a call that takes too long', () => {
    it('is left at its deadline and told so, whether it listens or not', async () => {
      const { run, results, told } = aGuard({ timeoutSeconds: 0.01 });
      let heard: unknown;
      const late = run((signal) => {
        signal.addEventListener('abort', () => {
          heard = signal.reason;
        });
        return new Promise(() => {});
      });
      expect(await late.catch((error) => error)).to.include({ code: 'ERR_TIMEOUT', retryable: true });
      expect(heard).to.include({ code: 'ERR_TIMEOUT' });
      expect(results).to.deep.equal(['failed']);
      expect(told).to.deep.equal(['timed out find']);
    });

    it('counts as a failure', async () => {
      const { guard, states } = aGuard({ timeoutSeconds: 0.001, breaker: { failures: 2 } });
      for (let n = 0; n < 2; n += 1) await guard.run(() => new Promise(() => {}), never).catch(() => {});
      expect(states).to.deep.equal([0, 1]);
    });

    it('may come back later with anything: nobody hears it', async () => {
      const { guard, states } = aGuard({ timeoutSeconds: 0.001 });
      const fates = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
      for (const fate of fates) await guard.run(() => fate.promise, never).catch(() => {});
      fates[0]?.resolve('late');
      fates[1]?.reject(new Broken());
      await new Promise((next) => setImmediate(next));
      expect(states).to.deep.equal([0]);
    });
  });

  describe('a caller who goes away', () => {
    it('gets its own reason, and the call is told', async () => {
      const { guard } = aGuard();
      const caller = new AbortController();
      let told: unknown;
      const asked = guard.run((signal) => {
        signal.addEventListener('abort', () => {
          told = signal.reason;
        });
        return new Promise(() => {});
      }, caller.signal);
      const reason = new Error('The guest left.');
      caller.abort(reason);
      expect(await asked.catch((error) => error)).to.equal(reason);
      expect(told).to.equal(reason);
    });

    it('opens no breaker, however many they are', async () => {
      const { guard, states, ok } = aGuard();
      for (let n = 0; n < 10; n += 1) {
        const caller = new AbortController();
        const asked = guard.run(() => new Promise(() => {}), caller.signal).catch(() => {});
        caller.abort();
        await asked;
      }
      expect(states).to.deep.equal([0]);
      expect(await ok()).to.equal('ok');
    });

    it('does not make failures before and after it any fewer', async () => {
      const { guard, states, fail } = aGuard();
      for (let n = 0; n < 4; n += 1) await fail();
      await guard.run(async () => 'ok', AbortSignal.abort()).catch(() => {});
      await fail();
      expect(states).to.deep.equal([0, 1]);
    });

    it('says nothing about a system that is being tried again', async () => {
      const { guard, fail, ok, states } = aGuard(restless);
      for (let n = 0; n < 5; n += 1) await fail();
      const caller = new AbortController();
      const asked = guard.run(() => new Promise(() => {}), caller.signal).catch(() => {});
      caller.abort();
      await asked;
      expect(states, 'it is not known to be well').to.deep.equal([0, 1, 2, 1]);
      expect(await ok()).to.equal('ok');
    });

    it('before its turn makes no call', async () => {
      const { ok, calls } = aGuard();
      const reason = new Error('gone');
      expect(await ok(AbortSignal.abort(reason)).catch((error) => error)).to.equal(reason);
      expect(calls()).to.equal(0);
    });

    it('leaves nobody listening, and so does everybody else', async () => {
      const { ok, guard } = aGuard({ timeoutSeconds: 0.001 });
      const { signal } = new AbortController();
      await ok(signal);
      await guard.run(() => Promise.reject(new Broken()), signal).catch(() => {});
      await guard.run(() => new Promise(() => {}), signal).catch(() => {});
      expect(getEventListeners(signal, 'abort')).to.deep.equal([]);
    });
  });

  it('takes a call that throws before it promises anything for a failed one', async () => {
    const { guard, results } = aGuard();
    const asked = guard.run(() => {
      throw new Broken();
    }, never);
    expect(await asked.catch((error) => error)).to.be.instanceOf(Broken);
    expect(results).to.deep.equal(['failed']);
  });

  describe('a breaker', () => {
    it('rests for its time by a clock that never jumps, then lets one call try', async () => {
      const clock = aClock();
      const { guard, fail, ok, states, calls } = aGuard({}, { clock });
      for (let n = 0; n < 5; n += 1) await fail();
      clock.pass(29.9);
      expect(await ok().catch((error) => error)).to.include({ code: 'ERR_BREAKER_OPEN' });
      expect(calls()).to.equal(5);
      expect(guard.state).to.equal(1);
      clock.pass(0.1);
      expect(guard.state, 'whoever looks sees it before anybody calls').to.equal(2);
      expect(await ok()).to.equal('ok');
      expect(guard.state).to.equal(0);
      expect(states).to.deep.equal([0, 1, 2, 0]);
    });

    it('takes an answer it does not like for a sign of life', async () => {
      const { run, fail, states, results } = aGuard();
      const soldOut = Object.assign(new Error('No room is left.'), { retryable: false });
      for (let n = 0; n < 4; n += 1) await fail();
      for (let n = 0; n < 6; n += 1)
        expect(await run(() => Promise.reject(soldOut)).catch((error) => error)).to.equal(soldOut);
      for (let n = 0; n < 4; n += 1) await fail();
      expect(states, 'failures before and behind it are not in a row').to.deep.equal([0]);
      expect(results.slice(4, 10)).to.deep.equal(Array(6).fill('declined'));
    });

    it('closes when the call that tries is answered no', async () => {
      const { run, fail, states } = aGuard(restless);
      for (let n = 0; n < 5; n += 1) await fail();
      await run(() => Promise.reject(Object.assign(new Error(), { retryable: false }))).catch(() => {});
      expect(states).to.deep.equal([0, 1, 2, 0]);
    });

    it('lets those go at once who wait for the fate of another and leave', async () => {
      const { run, fail, calls } = aGuard(restless);
      for (let n = 0; n < 5; n += 1) await fail();
      const fate = Promise.withResolvers<string>();
      const ahead = run(() => fate.promise);
      const caller = new AbortController();
      const reason = new Error('The guest left.');
      const behind = run(async () => 'ok', caller.signal).catch((error) => error);
      caller.abort(reason);
      expect(await behind).to.equal(reason);
      fate.resolve('ok');
      expect(await ahead).to.equal('ok');
      await new Promise((next) => setImmediate(next));
      expect(calls()).to.equal(6);
    });

    it('lets those go at their deadline who wait for the fate of another', async () => {
      const clock = aClock();
      const { run, fail, calls } = aGuard({ deadlineSeconds: 0.02, timeoutSeconds: 10 }, { clock });
      for (let n = 0; n < 5; n += 1) await fail();
      clock.pass(30);
      const ahead = run(() => new Promise(() => {})).catch((error) => error);
      const behind = run(async () => 'ok').catch((error) => error);
      expect((await behind).code).to.be.oneOf(['ERR_BUSY', 'ERR_BREAKER_OPEN']);
      expect(await ahead).to.include({ code: 'ERR_TIMEOUT' });
      expect(calls()).to.equal(6);
    });
  });
});
