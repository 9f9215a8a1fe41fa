import { expect } from 'chai';
import { areaUnderCurve, figuresOf } from '../../../../core/nlu/evaluation/figures.ts';
import { intentReport } from '../../../../core/nlu/evaluation/intent-report.ts';
import { rasaFiles } from '../../../../core/nlu/evaluation/rasa-files.ts';
import { calibrationError, reliability } from '../../../../core/nlu/evaluation/reliability.ts';
import { answer } from './answers.ts';

const answers = [
  answer('a', 'a', 0.9),
  answer('a', 'b', 0.6),
  answer('b', 'b', 0.8),
  answer('b', 'b', 0.7),
  answer('out_of_scope', 'a', 0.3),
  answer('out_of_scope', 'out_of_scope', 0.9),
  answer('out_of_scope', null, 0),
];

describe('figuresOf', () => {
  it('counts accuracy and F1 on what is in scope', () => {
    const { messages, outOfScope, accuracy, macroF1 } = figuresOf(answers);
    expect({ messages, outOfScope, accuracy }).to.deep.equal({ messages: 7, outOfScope: 3, accuracy: 0.75 });
    expect(macroF1).to.be.closeTo((2 / 3 + 0.8) / 2, 1e-9);
  });

  it('takes a message that was left to people for the least confident', () => {
    expect(figuresOf(answers).oosAuroc).to.equal(1);
    expect(figuresOf(answers).oosRecallAt5).to.equal(1);
  });

  it('has no such figure without out-of-scope messages', () => {
    const { oosAuroc, oosRecallAt5 } = figuresOf(answers.slice(0, 4));
    expect([oosAuroc, oosRecallAt5]).to.deep.equal([null, null]);
  });

  it('stays finite without any message', () => {
    expect(Object.values(figuresOf([])).every((value) => value === null || Number.isFinite(value))).to.equal(true);
  });
});

describe('areaUnderCurve', () => {
  it('is the chance that an insider comes first, ties counting half', () => {
    expect(areaUnderCurve([3, 2], [1, 0])).to.equal(1);
    expect(areaUnderCurve([1, 0], [3, 2])).to.equal(0);
    expect(areaUnderCurve([1, 1], [1, 1])).to.equal(0.5);
    expect(areaUnderCurve([2, 0], [1])).to.equal(0.5);
  });
});

describe('reliability', () => {
  it('compares confidence with the share that is right, by bins', () => {
    const bins = reliability([answer('a', 'a', 0.95), answer('a', 'b', 0.95), answer('a', 'a', 1)], 10);
    expect(bins).to.have.length(10);
    expect(bins[9]).to.deep.include({ count: 3, right: 2 / 3 });
    expect(bins[0]).to.deep.equal({ count: 0, confidence: 0, right: 0 });
  });

  it('is without error where confidence means what it says', () => {
    const honest = Array.from({ length: 10 }, (_, index) => answer('a', index < 8 ? 'a' : 'b', 0.8));
    expect(calibrationError(honest)).to.be.closeTo(0, 1e-9);
    expect(calibrationError([answer('a', 'b', 1)])).to.equal(1);
  });
});

describe('intentReport', () => {
  it('has the keys of Rasa, and what an intent is confused with', () => {
    const report = intentReport(answers.slice(0, 4));
    expect(report.a).to.deep.equal({
      precision: 1,
      recall: 0.5,
      'f1-score': 2 / 3,
      support: 2,
      confused_with: { b: 1 },
    });
    expect(report.b).to.deep.include({ precision: 2 / 3, recall: 1, support: 2, confused_with: {} });
    expect(report.accuracy).to.equal(0.75);
    expect(report).to.include.keys('macro avg', 'weighted avg');
  });
});

describe('rasaFiles', () => {
  const read = (name: string) => JSON.parse(Buffer.from(rasaFiles(answers)[name] ?? []).toString());

  it('lists errors and successes as Rasa does', () => {
    expect(read('intent_errors.json')).to.deep.equal([
      { text: 'a message', intent: 'a', intent_prediction: { name: 'b', confidence: 0.6 } },
      { text: 'out_of_scope message', intent: 'out_of_scope', intent_prediction: { name: 'a', confidence: 0.3 } },
    ]);
    expect(read('intent_successes.json')).to.have.length(5);
    expect(read('intent_report.json')).to.include.keys('a', 'b', 'accuracy');
  });
});
