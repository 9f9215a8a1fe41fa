import { expect } from 'chai';
import { changePolicy, defaultPolicy } from '../../../core/resilience/policy.ts';

describe('changePolicy', () => {
  it('leaves everything that is not named', () => {
    expect(changePolicy(defaultPolicy, {})).to.deep.equal(defaultPolicy);
    expect(
      changePolicy(defaultPolicy, { tries: undefined, backoff: {}, breaker: { failures: undefined } }),
    ).to.deep.equal(defaultPolicy);
  });

  it('takes each figure', () => {
    const changes = {
      timeoutSeconds: 1,
      deadlineSeconds: 2,
      tries: 4,
      backoff: { firstSeconds: 5, maxSeconds: 6 },
      breaker: { failures: 7, halfOpenSeconds: 8 },
      concurrency: 9,
      pacing: { calls: 10, seconds: 11 },
      limit: { calls: 12, seconds: 13 },
    };
    expect(changePolicy(defaultPolicy, changes)).to.deep.equal(changes);
  });

  it('lets a figure that is not named give way to one that is', () => {
    expect(changePolicy(defaultPolicy, { timeoutSeconds: 90 }).deadlineSeconds).to.equal(90);
    expect(changePolicy(defaultPolicy, { timeoutSeconds: 5 }).deadlineSeconds).to.equal(60);
    expect(changePolicy(defaultPolicy, { backoff: { firstSeconds: 9 } }).backoff.maxSeconds).to.equal(9);
    expect(changePolicy(defaultPolicy, { backoff: { maxSeconds: 0.5 } }).backoff.firstSeconds).to.equal(0.5);
  });
});
