import { expect } from 'chai';
import { createRandom } from '../../../../core/nlu/learn/random.ts';
import { openVectors, padded, type Row } from '../../../../core/nlu/learn/vectors.ts';

/** Numbers that Float32 holds exactly, so that no order of adding them matters. */
function fill({ numbers }: Row, length: number, seed: number): void {
  const random = createRandom(seed);
  for (let at = 0; at < length; at++) numbers[at] = Math.floor(random() * 64) - 32;
}

describe('openVectors', () => {
  for (const length of [1, 4, 6, 128, 150, 1000]) {
    it(`adds and multiplies rows of ${length} as plain loops do`, () => {
      const vectors = openVectors(2 * padded(length));
      const [sums, terms] = [vectors.row(length), vectors.row(length)];
      fill(sums, length, 1);
      fill(terms, length, 2);
      const [before, factors] = [[...sums.numbers], [...terms.numbers]];
      const product = before.reduce((sum, one, at) => sum + one * (factors[at] ?? 0), 0);
      expect(vectors.dot(sums, 0, terms, 0, padded(length))).to.equal(product);
      vectors.add(sums, 0, terms, 0, padded(length), -0.5);
      expect([...sums.numbers]).to.deep.equal(before.map((one, at) => one - 0.5 * (factors[at] ?? 0)));
      expect([...terms.numbers]).to.deep.equal(factors);
    });
  }

  it('touches nothing beside what it is told to', () => {
    const vectors = openVectors(32);
    const [sums, terms] = [vectors.row(16), vectors.row(16)];
    terms.numbers.fill(1);
    vectors.add(sums, 4, terms, 8, 8, 3);
    expect([...sums.numbers]).to.deep.equal([0, 0, 0, 0, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0]);
    expect(vectors.dot(sums, 8, terms, 0, 4)).to.equal(12);
  });

  it('says when there is more than any memory holds', () => {
    expect(() => openVectors(2 ** 31)).to.throw(RangeError, 'more features and intents than can be trained');
  });
});
