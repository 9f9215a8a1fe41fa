import type { Understanding } from '@botones/contract';
import { expect } from 'chai';
import { decide, type Situation } from '../../../core/dialogue/decide.ts';
import { makeConfig } from '../../support/property-config.ts';

const title = (text: string) => ({ title: { es: text } });

const config = makeConfig({
  intents: {
    greet: title('Saludar'),
    ask_pool: title('La piscina'),
    ask_spa: title('El spa'),
    untitled: {},
    book: { triggers: 'book-a-room', threshold: 0.8, ...title('Reservar') },
    easy: { threshold: 0.2 },
    out_of_scope: title('Otra cosa'),
  },
  responses: {
    utter_greet: 'Hola',
    utter_ask_pool: 'Sí',
    utter_ask_spa: 'Sí',
    utter_untitled: 'Sí',
    utter_easy: 'Sí',
  },
  handlers: ['book-a-room'],
});

function understanding(intent: string | null, confidence: number, ...others: string[]): Understanding {
  const ranking = [...(intent === null ? [] : [intent]), ...others].map((name) => ({ intent: name, confidence }));
  return { intent, confidence, ranking, entities: [], language: 'es' };
}

function decided(situation: Partial<Situation>) {
  const usual: Situation = {
    owner: 'bot',
    from: 'guest',
    understanding: understanding('greet', 1),
    readable: true,
    certain: false,
  };
  return decide({ ...usual, ...situation }, config);
}

describe('decide', () => {
  const greet = { do: 'follow', intent: 'greet' };

  it('leaves an intent that it is sure of to the dialogue', () => {
    expect(decided({})).to.deep.equal(greet);
    expect(decided({ understanding: understanding('book', 0.8) })).to.deep.equal({ do: 'follow', intent: 'book' });
  });

  for (const [confidence, wanted] of [
    [0, 'handoff'],
    [0.4499, 'handoff'],
    [Number.NaN, 'handoff'],
    [0.45, 'clarify'],
    [0.6499, 'clarify'],
    [0.65, 'follow'],
    [1, 'follow'],
    [Number.POSITIVE_INFINITY, 'follow'],
  ] as const) {
    it(`at a confidence of ${confidence}: ${wanted}`, () => {
      const decision = decided({ understanding: understanding('greet', confidence, 'ask_pool') });
      expect(decision.do).to.equal(wanted);
      if (decision.do === 'handoff') expect(decision.reason).to.equal('low_confidence');
    });
  }

  it("goes by an intent's own threshold, and never asks back about it", () => {
    expect(decided({ understanding: understanding('book', 0.79, 'greet') })).to.deep.equal({
      do: 'handoff',
      reason: 'low_confidence',
    });
    expect(decided({ understanding: understanding('easy', 0.2, 'greet') })).to.include({ do: 'follow' });
    expect(decided({ understanding: understanding('easy', 0.19, 'greet') })).to.include({ do: 'handoff' });
  });

  it('asks back about the two likeliest intents that a guest can be asked about', () => {
    const doubt = understanding('greet', 0.5, 'untitled', 'ask_pool', 'ask_spa');
    expect(decided({ understanding: doubt })).to.deep.equal({ do: 'clarify', intents: ['greet', 'ask_pool'] });
  });

  it('never asks whether the guest meant something else: what is for a person goes to a person', () => {
    const persons = understanding('out_of_scope', 0.5, 'greet', 'ask_pool');
    expect(decided({ understanding: persons })).to.deep.equal({ do: 'follow', intent: 'out_of_scope' });
    const doubt = understanding('greet', 0.5, 'out_of_scope', 'ask_pool');
    expect(decided({ understanding: doubt })).to.deep.equal({ do: 'clarify', intents: ['greet', 'ask_pool'] });
  });

  it('does not ask back about what has no words for it', () => {
    expect(decided({ understanding: understanding('untitled', 0.5, 'greet', 'ask_pool') })).to.include({
      do: 'follow',
    });
  });

  it('never asks back where both thresholds are one', () => {
    const sure = { ...config, thresholds: { handoff: 0.45, clarify: 0.45 } };
    const situation = { owner: 'bot', from: 'guest', readable: true, certain: false } as const;
    expect(decide({ ...situation, understanding: understanding('greet', 0.45, 'ask_pool') }, sure)).to.deep.equal(
      greet,
    );
  });

  it('does not doubt a guest who took one of our own choices', () => {
    expect(decided({ certain: true, understanding: understanding('book', 0.1) })).to.include({ do: 'follow' });
  });

  it('calls a person for what it does not know', () => {
    for (const intent of [null, 'no_such_intent']) {
      expect(decided({ understanding: understanding(intent, 1) })).to.deep.equal({
        do: 'handoff',
        reason: 'unknown_intent',
      });
    }
  });

  it('calls a person for what cannot be read', () => {
    expect(decided({ readable: false })).to.deep.equal({ do: 'handoff', reason: 'unreadable' });
  });

  it('is silent while staff own the conversation, whatever the guest says or sends', () => {
    for (const situation of [{}, { readable: false }, { certain: true }, { understanding: understanding(null, 0) }]) {
      expect(decided({ owner: 'staff', ...situation })).to.deep.equal({ do: 'silent', reason: 'staff_owns' });
    }
  });

  it('is silent when staff write, whoever owned the conversation', () => {
    for (const owner of ['bot', 'staff'] as const) {
      expect(decided({ owner, from: 'staff' })).to.deep.equal({ do: 'silent', reason: 'staff_wrote' });
    }
  });
});
