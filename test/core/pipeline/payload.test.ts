import { expect } from 'chai';
import { parsePayload } from '../../../core/pipeline/payload.ts';
import { makeConfig } from '../../support/property-config.ts';

const { bot } = makeConfig({ intents: { greet: {}, 'check-in': {}, reservar: {} }, entities: ['room', 'nights'] });
const parsed = (text: string) => parsePayload(text, 'es', bot);

describe('parsePayload', () => {
  it('reads an intent', () => {
    expect(parsed('/greet')).to.deep.equal({
      intent: 'greet',
      confidence: 1,
      ranking: [{ intent: 'greet', confidence: 1 }],
      entities: [],
      language: 'es',
    });
    expect(parsed(' /check-in\n')?.intent).to.equal('check-in');
  });

  it('reads a confidence', () => {
    expect(parsed('/greet@0.8')?.confidence).to.equal(0.8);
    expect(parsed('/greet@1.0{"room":"a"}')).to.include({ confidence: 1 });
  });

  it('reads entities that are declared, whatever their values', () => {
    const entities = parsed('/reservar{"room": "mar {1}", "nights": 2, "stranger": 1}')?.entities;
    expect(entities).to.deep.equal([
      { entity: 'room', value: 'mar {1}', start: 0, end: 0, extractor: 'payload' },
      { entity: 'nights', value: 2, start: 0, end: 0, extractor: 'payload' },
    ]);
  });

  for (const text of [
    '',
    'greet',
    'hola /greet',
    '/no-such-intent',
    '/greet{',
    '/greet{"room"}',
    '/greet{"room":"a"} y más',
    '/greet[1]',
    '/greet@2',
    '/greet@x',
    '/',
    '/constructor',
  ]) {
    it(`takes "${text}" for a message like any other`, () => {
      expect(parsed(text)).to.equal(null);
    });
  }
});
