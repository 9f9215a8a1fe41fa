import { expect } from 'chai';
import { choosePrediction } from '../../../../core/dialogue/policies/choose-prediction.ts';
import type { Prediction } from '../../../../core/dialogue/policies/prediction.ts';

function predicts(
  policy: string,
  priority: number,
  scores: Prediction['scores'],
  more: Partial<Prediction> = {},
): Prediction {
  return { policy, priority, scores, source: null, ...more };
}

const rule = predicts('rule', 4, [
  ['a', 1],
  ['fallback', 0.3],
]);
const memo = predicts('memo', 3, [['b', 1]]);

describe('choosePrediction', () => {
  it('goes by confidence, then by priority', () => {
    expect(choosePrediction([memo, rule], null)).to.include({ action: 'a', policy: 'rule' });
    expect(choosePrediction([predicts('rule', 4, [['fallback', 0.3]]), memo], null).action).to.equal('b');
  });

  it('counts nothing of an action that was just rejected', () => {
    expect(choosePrediction([rule, memo], 'a').action).to.equal('b');
    expect(choosePrediction([rule], 'a').action).to.equal('fallback');
  });

  it('prefers what needs no message to all, and words to intents', () => {
    const noUser = predicts('form', 1, [['form', 0.1]], { noUser: true });
    const byText = predicts('text', 1, [['text', 0.2]], { byText: true });
    expect(choosePrediction([rule, byText, noUser], null).action).to.equal('form');
    expect(choosePrediction([rule, byText], null).action).to.equal('text');
  });

  it('listens when nobody knows anything', () => {
    expect(choosePrediction([predicts('memo', 3, [])], null)).to.include({ action: 'action_listen', confidence: 0 });
    expect(choosePrediction([], null)).to.include({ action: 'action_listen', policy: null });
  });

  it('keeps the return to a form whoever wins', () => {
    expect(choosePrediction([predicts('rule', 4, [], { interrupts: true }), memo], null)).to.include({
      action: 'b',
      interrupts: true,
    });
  });
});
