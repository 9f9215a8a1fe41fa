import { expect } from 'chai';
import { fallBack } from '../../../../core/dialogue/engine/fall-back.ts';
import { hear } from '../../../../core/dialogue/engine/hear.ts';
import type { Heard } from '../../../../core/dialogue/tracking/event.ts';

const thresholds = { confidence: 0.3, ambiguity: 0.1 };

function heard(...ranking: [string, number][]): Heard {
  const [[intent, confidence] = [null, 0]] = ranking;
  return {
    intent,
    confidence,
    entities: [],
    ranking: ranking.map(([name, share]) => ({ intent: name, confidence: share })),
  };
}

describe('fallBack', () => {
  it('leaves a sure understanding alone', () => {
    const sure = heard(['greet', 0.8], ['bye', 0.1]);
    expect(fallBack(sure, thresholds)).to.equal(sure);
    expect(fallBack(heard(['greet', 0.3]), thresholds).intent).to.equal('greet');
  });

  it('counts an unsure one as nlu_fallback, before its ranking', () => {
    const unsure = fallBack(heard(['greet', 0.2], ['bye', 0.05]), thresholds);
    expect(unsure).to.include({ intent: 'nlu_fallback', confidence: 0.3 });
    expect(unsure.ranking?.map(({ intent }) => intent)).to.deep.equal(['nlu_fallback', 'greet', 'bye']);
  });

  it('does so where the runner-up is too close', () => {
    expect(fallBack(heard(['greet', 0.5], ['bye', 0.45]), thresholds).intent).to.equal('nlu_fallback');
  });

  it('takes a confidence that is no number for none', () => {
    expect(fallBack({ ...heard(['greet', 0.5]), confidence: Number.NaN }, thresholds).intent).to.equal('nlu_fallback');
  });
});

describe('hear', () => {
  const domain = { intents: new Map([['faq', new Set<string>()]]), entities: new Set<string>() };
  const ears = { domain, thresholds, understand: () => heard(['faq/ask_wifi', 0.9]) };

  it('takes a payload at its word', () => {
    expect(hear('/faq', ears)).to.include({ intent: 'faq', confidence: 1 });
  });

  it('knows a retrieval intent by its base, and which it is', () => {
    expect(hear('wifi?', ears)).to.include({ intent: 'faq', selected: 'faq/ask_wifi' });
  });

  it('does not fall back without thresholds', () => {
    const unsure = { ...ears, thresholds: null, understand: () => heard(['faq', 0.01]) };
    expect(hear('hm', unsure).intent).to.equal('faq');
  });
});
