import { expect } from 'chai';
import { applyCurve, fitCurve } from '../../../../core/nlu/learn/platt.ts';
import { fitPool, poolVotes } from '../../../../core/nlu/learn/pool-votes.ts';
import { createRandom, shuffle } from '../../../../core/nlu/learn/random.ts';
import { toProbabilities } from '../../../../core/nlu/learn/softmax.ts';
import { solve } from '../../../../core/nlu/learn/solve.ts';

describe('fitPool', () => {
  const random = createRandom(1);
  /** A sound classifier, a noisy one and one that says the opposite. */
  const ballots = Array.from({ length: 400 }, () => {
    const label = Math.floor(random() * 4);
    const truth = [0, 1, 2, 3].map((intent) => (intent === label ? 1 : 0) + 0.7 * (random() - 0.5));
    return {
      label,
      votes: [truth, truth.map(() => random()), truth.map((one) => -one)].map((scores) => Float32Array.from(scores)),
    };
  });

  it('gives weight to those who are right, and none to the contrary', () => {
    const [sound = 0, noisy = 0, contrary = 0] = fitPool(ballots);
    expect(sound).to.be.above(2);
    expect(Math.abs(noisy)).to.be.below(sound / 5);
    expect(contrary).to.equal(0);
  });

  it('gives no weight where there is nothing to learn from', () => {
    expect(fitPool([])).to.deep.equal([]);
  });

  it('makes shares that add up to 1', () => {
    const shares = poolVotes(ballots[0]?.votes ?? [], [1, 1, 0]);
    expect(shares.reduce((sum, share) => sum + share, 0)).to.be.closeTo(1, 1e-5);
  });
});

describe('fitCurve', () => {
  it('finds the probabilities behind the answers', () => {
    const random = createRandom(2);
    const numbers = Array.from({ length: 5_000 }, () => 4 * random() - 2);
    const answers = numbers.map((number) => random() < 1 / (1 + Math.exp(-(2 * number - 1))));
    const curve = fitCurve(
      numbers,
      answers,
      numbers.map(() => 1),
    );
    expect(curve.slope).to.be.closeTo(2, 0.2);
    expect(curve.offset).to.be.closeTo(-1, 0.15);
    expect(applyCurve(curve, 10)).to.be.within(0.99, 1);
  });

  it('stays finite where the answers are all the same or perfectly apart', () => {
    for (const answers of [
      [true, true],
      [false, true],
    ]) {
      const curve = fitCurve([-1, 1], answers, [1, 1]);
      expect(Number.isFinite(applyCurve(curve, 0.5))).to.equal(true);
    }
  });
});

describe('toProbabilities', () => {
  it('survives scores of any size', () => {
    expect([...toProbabilities(Float64Array.of(1e6, -1e6))]).to.deep.equal([1, 0]);
    expect([...toProbabilities(Float64Array.of(0, 0))]).to.deep.equal([0.5, 0.5]);
  });
});

describe('solve', () => {
  it('solves equations, also where the first pivot is zero', () => {
    expect(
      solve(
        [
          [0, 2],
          [3, 1],
        ],
        [4, 5],
      ),
    ).to.deep.equal([1, 2]);
  });
});

describe('shuffle', () => {
  it('gives the same order for the same seed', () => {
    const once = shuffle([1, 2, 3, 4, 5, 6], createRandom(9));
    expect(shuffle([1, 2, 3, 4, 5, 6], createRandom(9))).to.deep.equal(once);
    expect(once.toSorted()).to.deep.equal([1, 2, 3, 4, 5, 6]);
  });
});
