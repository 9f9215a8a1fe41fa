import { BotonesError, type Operations } from '@botones/contract';
import { expect } from 'chai';
import { type Fallbacks, harden } from '../../../core/resilience/harden.ts';
import { aGuard, Broken, never } from '../../support/guard-rig.ts';
import { aClock } from '../../support/manual-clock.ts';

interface Desk {
  find(name: string, signal: AbortSignal): Promise<string>;
}
const operations = { find: { does: 'read' } } as const satisfies Operations<Desk>;

function aDesk(find: Desk['find'], fallbacks: Fallbacks<Desk>) {
  const rig = aGuard({ breaker: { failures: 3 } }, { clock: aClock() });
  return { ...rig, desk: harden<Desk>({ find }, operations, rig.guard, fallbacks) };
}

describe('a fallback', () => {
  const told: unknown[] = [];
  const fallbacks: Fallbacks<Desk> = {
    async find(error, name) {
      told.push(error);
      return `an old answer for ${name}`;
    },
  };
  beforeEach(() => {
    told.length = 0;
  });

  it('answers when all tries have failed, and when the system is given a rest', async () => {
    const { desk, results } = aDesk(() => Promise.reject(new Broken()), fallbacks);
    expect(await desk.find('Ana', never)).to.equal('an old answer for Ana');
    expect(await desk.find('Ana', never)).to.equal('an old answer for Ana');
    expect(results).to.deep.equal(['failed', 'failed', 'failed', 'refused']);
    expect(told[0]).to.be.instanceOf(Broken);
    expect(told[1]).to.include({ code: 'ERR_BREAKER_OPEN' });
  });

  it('is not asked when the system works, nor when it says no', async () => {
    const soldOut = new BotonesError('ERR_PMS_SOLD_OUT', 'No room is left.');
    expect(await aDesk(async () => 'fresh', fallbacks).desk.find('Ana', never)).to.equal('fresh');
    const { desk } = aDesk(() => Promise.reject(soldOut), fallbacks);
    expect(await desk.find('Ana', never).catch((error) => error)).to.equal(soldOut);
    expect(told).to.deep.equal([]);
  });

  it('answers nobody who has left', async () => {
    const caller = new AbortController();
    const reason = new Error('gone');
    const { desk } = aDesk(() => new Promise(() => {}), fallbacks);
    const asked = desk.find('Ana', caller.signal).catch((error) => error);
    caller.abort(reason);
    expect(await asked).to.equal(reason);
    expect(told).to.deep.equal([]);
  });
});
