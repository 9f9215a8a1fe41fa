import { BotonesError } from '@botones/contract';
import { expect } from 'chai';
import { judge } from '../../../core/resilience/judge.ts';

describe('judge', () => {
  const of = (fields: object) => judge(Object.assign(new Error(), fields));

  it('counts what failed, and would try it again', () => {
    for (const error of [new Error('reset'), new TypeError('fetch failed'), 'text', null, undefined])
      expect(judge(error)).to.deep.equal({ counts: true, again: true, ours: false, restSeconds: null });
    expect(judge(new BotonesError('ERR_TIMEOUT', 'late'))).to.include({ counts: true, again: true });
  });

  it('takes what is not retryable for an answer', () => {
    expect(judge(new BotonesError('ERR_NOT_FOUND', 'none'))).to.deep.equal({
      counts: false,
      again: false,
      ours: false,
      restSeconds: null,
    });
    expect(of({ retryable: false, code: 'ERR_OF_A_PLUGIN' })).to.include({ counts: false, again: false });
  });

  it('takes what the other side answered for an answer, even where it may be tried again', () => {
    expect(judge(new BotonesError('ERR_PMS_SOLD_OUT', 'full'))).to.include({ counts: false, again: false });
    expect(judge(new BotonesError('ERR_PMS_RATE_LIMITED', 'slow'))).to.include({ counts: false, again: true });
    expect(judge(new BotonesError('ERR_PMS_UNKNOWN_OUTCOME', '?'))).to.include({ counts: true, again: true });
    expect(judge(new BotonesError('ERR_PMS_BAD_RESPONSE', '<html>'))).to.include({ counts: true, again: true });
    expect(of({ code: 'toString' })).to.include({ counts: true });
  });

  it('takes a PostgreSQL of ours for nobody’s fault but ours', () => {
    const down = new BotonesError('ERR_DATABASE_DOWN', 'away');
    expect(judge(down)).to.deep.equal({ counts: false, again: true, ours: true, restSeconds: null });
  });

  it('takes what names a rest for a busy system', () => {
    expect(of({ retryAfterSeconds: 3 })).to.deep.equal({ counts: false, again: true, ours: false, restSeconds: 3 });
    expect(of({ retryAfterSeconds: 3, retryable: false })).to.include({ again: false, restSeconds: 3 });
  });

  it('does not believe in rests that are none', () => {
    for (const retryAfterSeconds of [Number.NaN, -1, Number.POSITIVE_INFINITY, '3', null])
      expect(of({ retryAfterSeconds })).to.deep.equal({ counts: true, again: true, ours: false, restSeconds: null });
  });
});
