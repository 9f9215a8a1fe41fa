import { expect } from 'chai';
import { parsePayload } from '../../../../core/dialogue/domain/parse-payload.ts';

const domain = { intents: new Map([['inform', new Set<string>()]]), entities: new Set(['city', 'tag']) };

describe('parsePayload', () => {
  it('reads an intent alone', () => {
    expect(parsePayload(' /inform ', domain)).to.deep.include({ intent: 'inform', confidence: 1, entities: [] });
  });

  it('reads a confidence, at most 1', () => {
    expect(parsePayload('/inform@0.8', domain)?.confidence).to.equal(0.8);
    expect(parsePayload('/inform@7', domain)?.confidence).to.equal(1);
  });

  it('reads entities, one or several of a kind, and leaves out those that the domain does not have', () => {
    const heard = parsePayload('/inform{"city": "Rome", "tag": ["a", "b"], "colour": "red"}', domain);
    expect(heard?.entities).to.deep.equal([
      { entity: 'city', value: 'Rome' },
      { entity: 'tag', value: 'a' },
      { entity: 'tag', value: 'b' },
    ]);
  });

  it('reads the intent where the entities are no JSON', () => {
    expect(parsePayload('/inform{city}', domain)).to.deep.include({ intent: 'inform', entities: [] });
    expect(parsePayload('/inform{"city":"Rome"}\'', domain)?.entities).to.have.length(1);
  });

  it('leaves any other text to the language model', () => {
    for (const text of ['hello', '/unheard', '/', '', 'see /inform']) expect(parsePayload(text, domain)).to.equal(null);
  });
});
