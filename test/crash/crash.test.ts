import { expect } from 'chai';
import { judge } from './judge.ts';
import { messageId } from './load.ts';
import { readOptions } from './options.ts';
import { runCrash } from './run-crash.ts';

describe('killing processes at random', function () {
  this.timeout(180_000);

  it('loses, doubles and reorders nothing', async () => {
    const options = { conversations: 20, messages: 5, seconds: 10, seed: 1 };
    const { kills, ...rest } = await runCrash(options, () => {});
    expect(rest).to.deep.equal({ sent: 100, answered: 100, lost: 0, doubled: 0, reordered: 0 });
    expect(kills).to.be.greaterThan(3);
  });
});

describe('judge', () => {
  const options = { conversations: 1, messages: 3, seconds: 1, seed: 1 };
  const post = (n: number) => ({ id: '', to: 'guest-0', inReplyTo: messageId('guest-0', n), text: '', at: 0 });

  it('finds what was lost, doubled and reordered', () => {
    expect(judge(options, [post(1), post(2), post(3)], 0)).to.include({ lost: 0, doubled: 0, reordered: 0 });
    expect(judge(options, [post(1), post(3)], 0)).to.include({ answered: 2, lost: 1, doubled: 0, reordered: 0 });
    expect(judge(options, [post(1), post(2), post(2), post(3)], 0)).to.include({ lost: 0, doubled: 1 });
    expect(judge(options, [post(2), post(1), post(3)], 0)).to.include({ lost: 0, reordered: 1 });
  });

  it('takes no size that measures nothing', () => {
    expect(() => readOptions(['--messages', '0'])).to.throw('--messages must be a whole number from 1 on.');
    expect(() => readOptions(['--seed', 'x'])).to.throw('--seed');
  });
});
