import { expect } from 'chai';
import { createBatcher } from '../../../core/delivery/batcher.ts';

class Outage extends Error {}

describe('createBatcher', () => {
  /** Doubles numbers; refuses what is odd, and everything while `down`. */
  function aDoubler(max = 100) {
    const batches: number[][] = [];
    const state = { down: false };
    const double = createBatcher<number, number>({
      max,
      gatherMs: 1,
      isOutage: (error) => error instanceof Outage,
      async run(items) {
        batches.push(items);
        await Promise.resolve();
        if (state.down) throw new Outage('away');
        if (items.some((item) => item % 2 === 1)) throw new Error('odd');
        return items.map((item) => item * 2);
      },
    });
    return { double, batches, state };
  }

  it('runs what comes together as one batch and gives each its own result', async () => {
    const { double, batches } = aDoubler();
    expect(await Promise.all([2, 4, 6].map(double))).to.deep.equal([4, 8, 12]);
    expect(batches).to.deep.equal([[2, 4, 6]]);
  });

  it('gathers what comes during a batch into the next one, in the order of arrival', async () => {
    const { double, batches } = aDoubler();
    const first = double(2);
    await new Promise((next) => setImmediate(next));
    const rest = [4, 6, 8].map(double);
    await Promise.all([first, ...rest]);
    expect(batches).to.deep.equal([[2], [4, 6, 8]]);
  });

  it('takes no more than the maximum at a time', async () => {
    const { double, batches } = aDoubler(2);
    await Promise.all([2, 4, 6, 8, 10].map(double));
    expect(batches).to.deep.equal([[2, 4], [6, 8], [10]]);
  });

  it('lets one bad item fail alone', async () => {
    const { double } = aDoubler();
    const settled = await Promise.allSettled([2, 3, 6].map(double));
    expect(settled.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('keeps the order of the others when it tries them one by one', async () => {
    const { double, batches } = aDoubler();
    await Promise.allSettled([2, 3, 6, 8].map(double));
    expect(batches).to.deep.equal([[2, 3, 6, 8], [2], [3], [6], [8]]);
  });

  it('fails all of them at once in an outage, and goes on afterwards', async () => {
    const { double, batches, state } = aDoubler();
    state.down = true;
    const settled = await Promise.allSettled([2, 4].map(double));
    expect(settled.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
    expect(batches).to.have.length(1);
    state.down = false;
    expect(await double(8)).to.equal(16);
  });

  it('fails those that are left when the outage begins while items are tried one by one', async () => {
    const tried: string[] = [];
    const run = createBatcher<string, string>({
      max: 10,
      gatherMs: 1,
      isOutage: (error) => error instanceof Outage,
      async run(items) {
        tried.push(items.join());
        if (items.length > 1) throw new Error('one of you is bad');
        throw new Outage('away');
      },
    });
    const settled = await Promise.allSettled(['a', 'b'].map(run));
    expect(settled.every(({ status }) => status === 'rejected')).to.equal(true);
    expect(tried).to.deep.equal(['a,b', 'a', 'b']);
  });
});
