import { expect } from 'chai';
import { openRedis, pingRedis, readRedisFigures } from '../../../core/cache/redis.ts';
import type { BreakerState } from '../../../core/resilience/breaker.ts';
import { createMetrics } from '../../../core/telemetry/metrics.ts';
import { eventually } from '../../support/eventually.ts';
import { hasRedis, startRedis } from '../../support/redis.ts';

const pool = () => ({ size: 0, checkedOut: 0 });

describe('createMetrics', () => {
  it('shows a breaker of each property, and the worst of them under the name that dashboards know', async () => {
    const { register, showBreaker } = createMetrics({ pool });
    const worst = async () => /^pms_circuit_breaker_state (\d)$/m.exec(await register.metrics())?.[1];
    const states: Record<'one' | 'other', BreakerState> = { one: 0, other: 0 };
    showBreaker('one', 'pms', () => states.one);
    showBreaker('other', 'pms', () => states.other);
    expect(await worst()).to.equal('0');
    Object.assign(states, { one: 1, other: 2 });
    expect(await worst(), 'open is worse than half-open').to.equal('1');
    states.one = 0;
    expect(await worst()).to.equal('2');
    const shown = await register.metrics();
    expect(shown).to.contain('botones_circuit_breaker_state{property="one",system="pms"} 0');
    expect(shown).to.contain('botones_circuit_breaker_state{property="other",system="pms"} 2');
    expect(shown).to.contain('nlp_circuit_breaker_state 0');
  });

  it('shows no figure of Redis where there is none, or while it is away', async () => {
    let asked = 0;
    for (const redis of [undefined, async () => null]) {
      const { register } = createMetrics({ pool, ...(redis && { redis }) });
      expect(await register.metrics()).not.to.match(/^redis_/m);
    }
    const figures = { usedBytes: 1, maxBytes: 2, hits: 3, misses: 4, evicted: 5 };
    const { register } = createMetrics({
      pool,
      async redis() {
        asked += 1;
        return figures;
      },
    });
    const shown = await register.metrics();
    expect(shown).to.contain('redis_keyspace_hits_total 3').and.to.contain('redis_memory_used_bytes 1');
    expect(asked, 'one question for all of them').to.equal(1);
    await register.metrics();
    expect(asked).to.equal(2);
  });

  it('reads what a real Redis tells', async function () {
    if (!hasRedis()) this.skip();
    const server = await startRedis();
    const redis = await openRedis(server.url);
    await eventually('Redis answers', () => pingRedis(redis));
    await redis.set('a', '1');
    await redis.get('a');
    await redis.get('b');
    const figures = await readRedisFigures(redis);
    expect(figures).to.include({ hits: 1, misses: 1, maxBytes: 0, evicted: 0 });
    expect(figures?.usedBytes).to.be.above(100_000);
    await server.kill();
    expect(await readRedisFigures(redis)).to.equal(null);
    redis.disconnect();
  });
});
