import type { Channel, OutboundItem, Sent } from '@botones/contract';
import { expect } from 'chai';
import { openDoor } from '../../../core/delivery/door.ts';
import { createGuard } from '../../../core/resilience/guard.ts';
import { changePolicy, defaultPolicy } from '../../../core/resilience/policy.ts';

const item: OutboundItem = {
  id: 'conversation:1',
  account: 'miramar',
  guest: { key: 'guest-1' },
  payload: {},
  lastGuestMessageAt: null,
  attempt: 0,
};
const { signal } = new AbortController();

function aDoor(send: NonNullable<Channel['send']>, lookup?: Channel['lookup']) {
  const states: number[] = [];
  const events = { state: (state: number) => void states.push(state), called: () => {} };
  const policy = changePolicy(defaultPolicy, { timeoutSeconds: 0.02, breaker: { failures: 2 } });
  const guard = createGuard('channel:test', events, policy);
  const door = openDoor({ render: () => [], send, ...(lookup && { lookup }) }, guard);
  return { door, states, send: () => door.send(item, signal) };
}

describe('openDoor', () => {
  it('hands on what the platform says', async () => {
    const accepted: Sent = { status: 'accepted', providerId: 'p' };
    expect(await aDoor(async () => accepted).send()).to.deep.equal(accepted);
  });

  it('takes refusals for a sign of life', async () => {
    for (const sent of [
      { status: 'failed', failure: 'recipient', reason: 'gone' },
      { status: 'failed', failure: 'content', reason: 'bad' },
      { status: 'retry', seconds: 3, reason: 'busy' },
    ] satisfies Sent[]) {
      const { send, states } = aDoor(async () => sent);
      for (let n = 0; n < 5; n += 1) expect(await send()).to.deep.equal(sent);
      expect(states).to.deep.equal([0]);
    }
  });

  it('says that the fate is unknown when a send throws, hangs, or says so; and after some rests, with nothing sent', async () => {
    let calls = 0;
    const unwell: NonNullable<Channel['send']>[] = [
      async () => {
        throw new Error('reset');
      },
      () => new Promise(() => {}),
      async () => ({ status: 'failed', failure: 'unknown', reason: '502' }),
    ];
    for (const behave of unwell) {
      calls = 0;
      const { send, states } = aDoor((...args) => {
        calls += 1;
        return behave(...args);
      });
      for (let n = 0; n < 2; n += 1) expect(await send()).to.include({ status: 'failed', failure: 'unknown' });
      expect(states).to.deep.equal([0, 1]);
      expect(await send()).to.include({ status: 'resting' });
      expect(calls).to.equal(2);
    }
  });

  it('has no lookup where the channel has none', () => {
    expect(aDoor(async () => ({ status: 'accepted', providerId: 'p' })).door).not.to.have.property('lookup');
  });

  it('does not wait for ever for a lookup', async () => {
    const { door } = aDoor(
      async () => ({ status: 'accepted', providerId: 'p' }),
      () => new Promise(() => {}),
    );
    expect(await door.lookup?.(item, signal).catch((error) => error)).to.include({ code: 'ERR_TIMEOUT' });
  });
});
