import { expect } from 'chai';
import {
  defaultPolicies,
  defaultRulePolicy,
  type PolicyConfig,
} from '../../../../core/dialogue/policies/policy-config.ts';
import type { DialogueEvent } from '../../../../core/dialogue/tracking/event.ts';
import { did, loop, said, set, smallBot } from '../../../support/dialogue-bot.ts';

const domain = `intents: [greet, bye, ask, inform, stop]
entities: [city, {place: {roles: [to]}}]
slots:
  vip: {type: categorical, values: [gold, silver], mappings: [{type: custom}]}
  known: {type: bool, initial_value: false, mappings: [{type: custom}]}
  city: {type: text, influence_conversation: false, mappings: [{type: custom}]}
forms: {form: {required_slots: [city]}}
actions: [action_a, action_b]
responses: {utter_hi: [{text: hi}], utter_bye: [{text: bye}], utter_ask: [{text: ask}], utter_gold: [{text: gold}]}
`;
const listen = did('action_listen');
const rulesOnly: PolicyConfig = { ...defaultPolicies, memoization: [] };

function bot(rules: string, policies = rulesOnly) {
  const { engine, faults } = smallBot(domain + rules, policies);
  expect(faults).to.deep.equal([]);
  return (...events: DialogueEvent[]) => engine.predict(engine.applyAll(engine.begin(), events)).action;
}

describe('RulePolicy', () => {
  it('follows a rule anywhere in a conversation, then listens', () => {
    const next = bot('rules: [{rule: hi, steps: [{intent: greet}, {action: utter_hi}, {action: utter_ask}]}]\n');
    const before = [listen, said('bye'), did('utter_bye')];
    expect(next(...before, listen, said('greet'))).to.equal('utter_hi');
    expect(next(...before, listen, said('greet'), did('utter_hi'))).to.equal('utter_ask');
    expect(next(...before, listen, said('greet'), did('utter_hi'), did('utter_ask'))).to.equal('action_listen');
  });

  it('falls back where no rule applies, if it may', () => {
    expect(bot('rules: []\n')(listen, said('greet'))).to.equal('action_default_fallback');
    const other = { ...rulesOnly, rule: { ...defaultRulePolicy, fallbackAction: 'utter_bye' } };
    expect(bot('rules: []\n', other)(listen, said('greet'))).to.equal('utter_bye');
    const never = { ...rulesOnly, rule: { ...defaultRulePolicy, fallsBack: false } };
    expect(bot('rules: []\n', never)(listen, said('greet'))).to.equal('action_listen');
  });

  it('begins with listening', () => {
    expect(bot('rules: []\n')()).to.equal('action_listen');
  });

  it('obeys /restart, /back and /session_start before any rule by intent', () => {
    const next = bot(
      'rules: [{rule: no, steps: [{intent: restart}, {action: utter_hi}]}]\n'.replace('restart', 'greet'),
    );
    expect(['restart', 'back', 'session_start'].map((intent) => next(listen, said(intent)))).to.deep.equal([
      'action_restart',
      'action_back',
      'action_session_start',
    ]);
  });

  it('applies a rule for the start only there', () => {
    const next = bot(`rules:
- {rule: first, conversation_start: true, steps: [{intent: greet}, {action: utter_gold}]}
- {rule: later, steps: [{intent: bye}, {action: utter_bye}]}
`);
    expect(next(listen, said('greet'))).to.equal('utter_gold');
    expect(next(listen, said('bye'), did('utter_bye'), listen, said('greet'))).to.equal('action_default_fallback');
  });

  it('leaves what comes after to others where a rule does not wait', () => {
    const next = bot(`rules:
- {rule: a, wait_for_user_input: false, steps: [{intent: greet}, {action: utter_hi}]}
- {rule: b, steps: [{action: utter_hi}, {action: utter_ask}]}
`);
    expect(next(listen, said('greet'), did('utter_hi'))).to.equal('utter_ask');
  });

  it('follows the longest of several that apply', () => {
    const next = bot(`rules:
- {rule: any, steps: [{intent: greet}, {action: utter_hi}]}
- {rule: gold, condition: [{slot_was_set: [vip: gold]}], steps: [{intent: greet}, {action: utter_gold}]}
`);
    expect(next(listen, said('greet'))).to.equal('utter_hi');
    expect(next(set('vip', 'silver'), listen, said('greet'))).to.equal('utter_hi');
    expect(next(set('vip', 'GOLD'), listen, said('greet'))).to.equal('utter_gold');
  });

  it('asks nothing of slots that it does not mention, also of those with a first value', () => {
    const next = bot('rules: [{rule: hi, steps: [{intent: greet}, {action: utter_hi}]}]\n');
    expect(next(set('known', true), set('vip', 'gold'), listen, said('greet'))).to.equal('utter_hi');
  });

  it('can ask that a slot be unset', () => {
    const next = bot(`rules:
- {rule: new, condition: [{slot_was_set: [vip: null]}], steps: [{intent: greet}, {action: utter_hi}]}
- {rule: gold, condition: [{slot_was_set: [vip: gold]}], steps: [{intent: greet}, {action: utter_gold}]}
`);
    expect(next(listen, said('greet'))).to.equal('utter_hi');
    expect(next(set('vip', 'gold'), listen, said('greet'))).to.equal('utter_gold');
    expect(next(set('vip', 'silver'), listen, said('greet'))).to.equal('action_default_fallback');
  });

  it('tells messages apart by their entities and roles, all of them', () => {
    const next = bot(`rules:
- {rule: one, steps: [{intent: inform, entities: [{place: Rome, role: to}]}, {action: utter_hi}]}
- {rule: two, steps: [{intent: inform, entities: [city]}, {action: utter_bye}]}
`);
    const place = { entity: 'place', value: 'x', role: 'to' };
    const city = { entity: 'city', value: 'x' };
    expect(next(listen, said('inform', { entities: [place] }))).to.equal('utter_hi');
    expect(next(listen, said('inform', { entities: [city] }))).to.equal('utter_bye');
    expect(next(listen, said('inform', { entities: [city, place] }))).to.equal('action_default_fallback');
  });

  it('reads words before intents, and commands after words', () => {
    const next = bot(`rules:
- {rule: words, steps: [{user: hey you}, {action: utter_gold}]}
- {rule: intent, steps: [{intent: greet}, {action: utter_hi}]}
`);
    expect(next(listen, said('greet', { text: 'hey you' }))).to.equal('utter_gold');
    expect(next(listen, said('restart', { text: 'hey you' }))).to.equal('utter_gold');
    expect(next(listen, said('greet', { text: 'hey' }))).to.equal('utter_hi');
  });

  it('can count on what the language model is sure of', () => {
    const config = { ...rulesOnly, rule: { ...defaultRulePolicy, usesNluConfidence: true, fallbackThreshold: 0.5 } };
    const next = bot('rules: [{rule: hi, steps: [{intent: greet}, {action: utter_hi}]}]\n', config);
    expect(next(listen, said('greet', { confidence: 0.6 }))).to.equal('utter_hi');
    expect(next(listen, said('greet', { confidence: 0.4 }))).to.equal('action_default_fallback');
  });

  describe('with a form', () => {
    const rules = `rules:
- {rule: begin, steps: [{intent: ask}, {action: form}, {active_loop: form}]}
- {rule: end, condition: [{active_loop: form}], steps: [{action: form}, {active_loop: null}, {action: action_a}]}
- {rule: hi, steps: [{intent: greet}, {action: utter_hi}]}
stories:
- story: stop
  steps: [{intent: ask}, {action: form}, {active_loop: form}, {intent: stop}, {action: utter_ask}, {intent: bye}, {action: action_b}, {active_loop: null}]
- story: stay
  steps: [{intent: ask}, {action: form}, {active_loop: form}, {intent: stop}, {action: utter_ask}, {intent: inform}, {action: form}, {active_loop: form}]
`;
    const running = [listen, said('ask'), did('form'), loop('form'), listen];
    const rejected: DialogueEvent = { type: 'rejected', action: 'form' };

    it('runs it after each message, and listens after each run', () => {
      const next = bot(rules);
      expect(next(...running, said('inform'))).to.equal('form');
      expect(next(...running, said('greet'))).to.equal('form');
      expect(next(...running, said('inform'), did('form'))).to.equal('action_listen');
    });

    it('submits when it has ended', () => {
      const next = bot(rules);
      expect(next(...running, said('inform'), did('form'), loop(null))).to.equal('action_a');
    });

    it('lets a rule answer what it rejects, and comes back by itself', () => {
      const next = bot(rules);
      expect(next(...running, said('greet'), rejected)).to.equal('utter_hi');
      expect(next(...running, said('greet'), rejected, did('utter_hi'))).to.equal('form');
    });

    it('does not come back by itself where a story goes on otherwise', () => {
      const next = bot(rules, defaultPolicies);
      expect(next(...running, said('stop'), rejected)).to.equal('utter_ask');
      expect(next(...running, said('stop'), rejected, did('utter_ask'))).to.equal('action_listen');
    });

    it('tells the form that it was interrupted where a story returns to it', () => {
      const { engine } = smallBot(domain + rules);
      const events = [...running, said('stop'), rejected, did('utter_ask'), listen, said('inform')];
      const chosen = engine.predict(engine.applyAll(engine.begin(), events));
      expect(chosen).to.include({ action: 'form', interrupts: true, policy: 'MemoizationPolicy' });
    });
  });
});
