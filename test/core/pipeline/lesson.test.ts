import { expect } from 'chai';
import { converse, makeHotel, makeRuntime } from '../../support/turn-rig.ts';

const doubt = {
  intent: 'greet',
  confidence: 0.5,
  ranking: ['greet', 'ask_pool'].map((intent) => ({ intent, confidence: 0.5 })),
  language: 'en',
};
const doubted = { reason: 'corrected', text: 'Uf', language: 'en', intent: 'greet', confidence: 0.5 };

describe('what a turn teaches', () => {
  it('is the message that went to a person because the bot was unsure', async () => {
    const unsure = { intent: 'greet', confidence: 0.2, language: 'en' };
    const { runtime } = makeHotel({ meanings: { Hmm: unsure } });
    expect((await converse(runtime)('Hmm')).lesson).to.deep.equal({
      reason: 'escalated',
      text: 'Hmm',
      language: 'en',
      intent: 'greet',
      confidence: 0.2,
      meant: null,
    });
  });

  it('is a message that the bot took for a person’s', async () => {
    const meanings = { 'A lost ring': { intent: 'out_of_scope', confidence: 0.9, language: 'en' } };
    const { runtime } = makeHotel({ meanings });
    const { lesson, handoff } = await converse(runtime)('A lost ring');
    expect(lesson).to.include({ reason: 'escalated', intent: 'out_of_scope', confidence: 0.9 });
    expect(handoff).to.include({ reason: 'out_of_scope' });
  });

  it('is the message before, where the guest was asked back and meant otherwise', async () => {
    const { runtime } = makeHotel({ meanings: { Uf: doubt } });
    const say = converse(runtime);
    expect(await say('Uf')).not.to.have.property('lesson');
    expect((await say('the pool')).lesson).to.deep.equal({ ...doubted, meant: 'ask_pool' });
    const other = converse(runtime);
    await other('Uf');
    expect((await other('3')).lesson, 'something else').to.deep.equal({ ...doubted, meant: null });
  });

  it('is nothing where the guest meant what the bot thought, or spoke of something else', async () => {
    const { runtime } = makeHotel({ meanings: { Uf: doubt } });
    const say = converse(runtime);
    await say('Uf');
    expect(await say('1')).not.to.have.property('lesson');
    await say('Uf');
    await say('Hello');
    expect(await say('/ask_pool'), 'long after').not.to.have.property('lesson');
  });

  it('is nothing where the message was answered, staff have the word, or understanding is out of order', async () => {
    const { runtime } = makeHotel();
    expect(await converse(runtime)('Hola')).not.to.have.property('lesson');
    expect(await converse(runtime, { owner: 'staff' })('Mi vuelo se retrasa')).not.to.have.property('lesson');
    const broken = makeRuntime({ understand: () => Promise.reject(new Error('out of order')) });
    const result = await converse(broken.runtime)('Hola');
    expect(result.handoff).to.include({ reason: 'unknown_intent' });
    expect(result).not.to.have.property('lesson');
  });
});
