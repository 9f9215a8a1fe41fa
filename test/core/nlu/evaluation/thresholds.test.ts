import { expect } from 'chai';
import { compare } from '../../../../core/nlu/evaluation/compare.ts';
import { isWorse } from '../../../../core/nlu/evaluation/is-worse.ts';
import { fateOf, lossOf, recommendThresholds } from '../../../../core/nlu/evaluation/thresholds.ts';
import { answer } from './answers.ts';

const thresholds = { handoff: 0.45, clarify: 0.65 };

describe('fateOf', () => {
  it('follows the thresholds', () => {
    expect(fateOf(answer('a', 'a', 0.65), thresholds)).to.equal('right');
    expect(fateOf(answer('a', 'b', 0.65), thresholds)).to.equal('wrong');
    expect(fateOf(answer('a', 'a', 0.45), thresholds)).to.equal('asked');
    expect(fateOf(answer('a', 'a', 0.44), thresholds)).to.equal('escalated');
  });

  it('escalates what has no intent or is for people, however sure', () => {
    expect(fateOf(answer('a', null, 0), thresholds)).to.equal('escalated');
    expect(fateOf(answer('a', 'out_of_scope', 0.99), thresholds)).to.equal('escalated');
  });

  it('lets an intent have its own threshold', () => {
    expect(fateOf(answer('a', 'a', 0.8), thresholds, new Map([['a', 0.9]]))).to.equal('escalated');
    expect(fateOf(answer('a', 'a', 0.3), thresholds, new Map([['a', 0.2]]))).to.equal('asked');
  });
});

describe('lossOf', () => {
  it('costs nothing to leave to people what is theirs', () => {
    expect(lossOf([answer('out_of_scope', 'a', 0.1)], thresholds)).to.equal(0);
  });

  it('is the mean cost of a message', () => {
    const loss = { wrong: 5, escalated: 1, asked: 0.4 };
    const answers = [answer('a', 'a', 0.9), answer('a', 'b', 0.9), answer('a', 'a', 0.1), answer('a', 'a', 0.5)];
    expect(lossOf(answers, thresholds, loss)).to.be.closeTo(6.4 / 4, 1e-9);
  });
});

describe('recommendThresholds', () => {
  it('separates right from wrong answers', () => {
    const answers = [
      answer('a', 'a', 0.9),
      answer('b', 'b', 0.72),
      answer('a', 'b', 0.58),
      answer('out_of_scope', 'a', 0.5),
    ];
    const { handoff, clarify, loss } = recommendThresholds(answers);
    expect(handoff).to.be.closeTo(0.55, 1e-9);
    expect(clarify).to.be.closeTo(0.6, 1e-9);
    expect(loss).to.be.closeTo(0.1, 1e-9);
  });

  it('asks more where a wrong answer costs more', () => {
    const answers = [0.5, 0.6, 0.7, 0.8, 0.9].flatMap((confidence) => [
      ...Array.from({ length: Math.round(confidence * 20) }, () => answer('a', 'a', confidence)),
      ...Array.from({ length: 20 - Math.round(confidence * 20) }, () => answer('a', 'b', confidence)),
    ]);
    const cheap = recommendThresholds(answers, { wrong: 1, escalated: 1, asked: 0.4 });
    const dear = recommendThresholds(answers, { wrong: 20, escalated: 1, asked: 0.4 });
    expect(dear.clarify).to.be.above(cheap.clarify);
  });
});

describe('isWorse', () => {
  const losses = (wrong: number) => Array.from({ length: 200 }, (_, at) => (at < wrong ? 5 : 0));

  it('finds a model that is clearly worse, and lets chance pass', () => {
    expect(isWorse(losses(30), losses(10))).to.equal(true);
    expect(isWorse(losses(11), losses(10))).to.equal(false);
    expect(isWorse(losses(10), losses(30))).to.equal(false);
  });

  it('finds nothing without messages', () => {
    expect(isWorse([], [])).to.equal(false);
  });
});

describe('compare', () => {
  const first = [answer('a', 'a', 0.9, '1'), answer('a', 'b', 0.9, '2'), answer('b', 'b', 0.9, '3')];
  const second = [answer('a', 'a', 0.9, '1'), answer('a', 'a', 0.9, '2'), answer('b', 'b', 0.9, '3')];

  it('names what only one of them understands, and how likely that is by chance', () => {
    const { onlyFirst, onlySecond, chance, rows } = compare(first, second, thresholds);
    expect([onlyFirst.length, onlySecond.map(({ text }) => text), chance]).to.deep.equal([0, ['2'], 1]);
    expect(rows[0]).to.deep.equal(['right intent on top', '66.7 %', '100.0 %']);
  });

  it('finds ten of ten no chance', () => {
    const wrong = Array.from({ length: 10 }, () => answer('a', 'b', 0.9));
    const right = Array.from({ length: 10 }, () => answer('a', 'a', 0.9));
    expect(compare(wrong, right, thresholds).chance).to.be.closeTo(2 / 1024, 1e-9);
  });
});
