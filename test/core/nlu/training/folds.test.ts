import { expect } from 'chai';
import { planFolds } from '../../../../core/nlu/training/folds.ts';

describe('planFolds', () => {
  const intentOf = Array.from({ length: 700 }, (_, index) => `intent${index % 7}`);
  const folds = planFolds(intentOf);

  it('leaves each example out once with its whole intent', () => {
    const strangers = folds.flatMap((fold) => fold.strangers);
    expect(strangers.toSorted((left, right) => left - right)).to.deep.equal([...intentOf.keys()]);
    for (const fold of folds) {
      const out = new Set(fold.strangers.map((index) => intentOf[index]));
      for (const index of [...fold.learned, ...fold.known]) expect(out.has(intentOf[index])).to.equal(false);
    }
  });

  it('never rehearses what it learns, and rehearses nothing twice as known', () => {
    for (const { learned, known, strangers } of folds) {
      expect(new Set([...learned, ...known, ...strangers]).size).to.equal(700);
    }
    const known = folds.flatMap((fold) => fold.known);
    expect(new Set(known).size).to.equal(known.length);
    expect(known.length).to.be.above(500);
  });

  it('takes most of an intent for learning', () => {
    for (const { learned, known } of folds) expect(known.length / (known.length + learned.length)).to.be.below(0.25);
  });

  it('works with less than a handful', () => {
    expect(planFolds([]).every(({ learned }) => learned.length === 0)).to.equal(true);
    expect(planFolds(['a']).flatMap(({ strangers }) => strangers)).to.deep.equal([0]);
  });
});
