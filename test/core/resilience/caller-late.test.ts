import { BotonesError } from '@botones/contract';
import { expect } from 'chai';
import { aGuard, never } from '../../support/guard-rig.ts';
import { aClock } from '../../support/manual-clock.ts';

const overTime = () => new BotonesError('ERR_TIMEOUT', 'The turn took longer than 20 s.');

/** A call that hangs until its caller leaves, after so many seconds, for this reason. */
async function leave(rig: ReturnType<typeof aGuard>, clock: ReturnType<typeof aClock>, seconds: number, reason: Error) {
  const caller = new AbortController();
  const asked = rig.run(() => new Promise<never>(() => {}), caller.signal, true).catch((error) => error);
  await new Promise((next) => setImmediate(next));
  clock.pass(seconds);
  caller.abort(reason);
  return asked;
}

describe('a caller whose own time is over', () => {
  const rig = () => {
    const clock = aClock();
    return { clock, guard: aGuard({ timeoutSeconds: 30 }, { clock }) };
  };

  it('counts against a system that kept it so long: five turns that end at their deadline open the breaker', async () => {
    const { clock, guard } = rig();
    const reason = overTime();
    for (let n = 0; n < 5; n += 1) expect(await leave(guard, clock, 20, reason)).to.equal(reason);
    expect(guard.states).to.deep.equal([0, 1]);
    expect(guard.results).to.deep.equal(Array(5).fill('failed'));
    expect(guard.told, 'and are seen').to.deep.equal(Array(5).fill('timed out find'));
    expect(guard.calls(), 'nobody waits for another try').to.equal(5);
    expect(await guard.run(async () => 'ok', never).catch((error) => error)).to.include({ code: 'ERR_BREAKER_OPEN' });
  });

  it('counts the same when its time is an AbortSignal.timeout', async () => {
    const { clock, guard } = rig();
    for (let n = 0; n < 5; n += 1) await leave(guard, clock, 20, new DOMException('late', 'TimeoutError'));
    expect(guard.states).to.deep.equal([0, 1]);
  });

  it('says nothing of a system that was hardly asked', async () => {
    const { clock, guard } = rig();
    for (let n = 0; n < 9; n += 1) await leave(guard, clock, 4.9, overTime());
    expect(guard.states).to.deep.equal([0]);
    expect(guard.results).to.deep.equal(Array(9).fill('left'));
  });

  it('is another matter than one who goes away', async () => {
    const { clock, guard } = rig();
    for (let n = 0; n < 9; n += 1) await leave(guard, clock, 20, new Error('The guest left.'));
    expect(guard.states).to.deep.equal([0]);
  });
});
