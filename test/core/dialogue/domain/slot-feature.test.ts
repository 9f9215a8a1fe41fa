import { expect } from 'chai';
import type { Slot } from '../../../../core/dialogue/domain/domain.ts';
import { plainSlot } from '../../../../core/dialogue/domain/read-slots.ts';
import { featureOf, vectorOf } from '../../../../core/dialogue/domain/slot-feature.ts';

function slot(type: Slot['type'], more: Partial<Slot> = {}): Slot {
  return { ...plainSlot('one'), type, influences: true, ...more };
}

describe('featureOf', () => {
  it('sees of a text or list only whether it is set', () => {
    expect([null, undefined, '', 'Rome'].map((value) => featureOf(slot('text'), value))).to.deep.equal([0, 0, 1, 1]);
    expect([[], ['a']].map((value) => featureOf(slot('list'), value))).to.deep.equal([0, 1]);
  });

  it('sees of a bool its value, however it is written', () => {
    const values = [false, 0, 'no', 'False', true, 1, '1', ' yes ', 'perhaps'];
    expect(values.map((value) => featureOf(slot('bool'), value))).to.deep.equal([1, 1, 1, 1, 2, 2, 2, 2, 0]);
  });

  it('sees of a category which one it is, whatever its case, and any other as one', () => {
    const vip = slot('categorical', { values: ['gold', '1', '__other__'] });
    expect(['GOLD', 1, 'iron', null].map((value) => featureOf(vip, value))).to.deep.equal([1, 2, 3, 0]);
  });

  it('sees of a number where it is between its bounds', () => {
    const nights = slot('float', { min: 0, max: 10 });
    expect([5, '5', -3, 99, 'many'].map((value) => featureOf(nights, value))).to.deep.equal([1.5, 1.5, 1, 2, 0]);
  });

  it('sees nothing of a slot without influence, and -1 where it must be unset', () => {
    expect(featureOf(slot('text', { influences: false }), 'Rome')).to.equal(0);
    expect(featureOf(slot('text'), 'should_not_be_set')).to.equal(-1);
  });
});

describe('vectorOf', () => {
  it('is what Rasa writes down', () => {
    expect(vectorOf(slot('text'), 1)).to.deep.equal([1]);
    expect(vectorOf(slot('bool'), 1)).to.deep.equal([1, 0]);
    expect(vectorOf(slot('categorical', { values: ['a', 'b', '__other__'] }), 2)).to.deep.equal([0, 1, 0]);
    expect(vectorOf(slot('float'), 1.5)).to.deep.equal([1, 0.5]);
  });
});
