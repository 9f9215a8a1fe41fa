import { expect } from 'chai';
import { defaultPolicies, defaultRulePolicy } from '../../../../core/dialogue/policies/policy-config.ts';
import { did, said, smallBot } from '../../../support/dialogue-bot.ts';

const domain = `intents: [greet, bye, ask]
slots: {vip: {type: bool, mappings: [{type: custom}]}}
forms: {form: {required_slots: []}}
actions: [action_a]
responses: {utter_hi: [{text: hi}], utter_bye: [{text: bye}]}
`;

function check(yaml: string, policies = defaultPolicies): readonly string[] {
  return smallBot(domain + yaml, policies).faults;
}

describe('checks of rules', () => {
  it('names two rules that contradict each other, with both places', () => {
    const faults = check(`rules:
- {rule: one, steps: [{intent: greet}, {action: utter_hi}]}
- {rule: two, steps: [{intent: greet}, {action: utter_bye}]}
`);
    expect(faults).to.have.length(2);
    expect(faults[0]).to.contain('7: rule "one" does utter_hi where rule "two" (bot.yml:8) does utter_bye');
    expect(faults[1]).to.contain('8: rule "two" does utter_bye where rule "one" (bot.yml:7) does utter_hi');
  });

  it('names a story that contradicts a rule', () => {
    const faults = check(`rules:
- {rule: one, steps: [{intent: greet}, {action: utter_hi}]}
stories:
- {story: two, steps: [{intent: greet}, {action: utter_bye}]}
`);
    expect(faults).to.have.length(1);
    expect(faults[0]).to.contain('9: story "two" does utter_bye where rule "one" (bot.yml:7) does utter_hi');
  });

  it('leaves alone stories that do more than rules say', () => {
    const faults = check(`rules:
- {rule: one, condition: [{slot_was_set: [vip: true]}], steps: [{intent: greet}, {action: utter_hi}]}
stories:
- {story: two, steps: [{intent: greet}, {action: utter_bye}]}
`);
    expect(faults).to.deep.equal([]);
  });

  it('lets a rule that ends with listening give way to a story that goes on, if a rule goes on there as well', () => {
    const yaml = `rules:
- {rule: one, steps: [{intent: greet}, {action: utter_hi}]}
- {rule: short, steps: [{action: action_a}, {action: action_listen}]}
- {rule: long, steps: [{action: action_a}, {intent: bye}, {action: utter_bye}]}
stories:
- {story: two, steps: [{intent: ask}, {action: action_a}, {action: utter_hi}]}
`;
    const { engine, faults } = smallBot(domain + yaml);
    expect(faults).to.deep.equal([]);
    const tracker = engine.applyAll(engine.begin(), [did('action_listen'), said('ask'), did('action_a')]);
    expect(engine.predict(tracker).action).to.equal('utter_hi');
  });

  it('may be told not to look for contradictions', () => {
    const policies = { ...defaultPolicies, rule: { ...defaultRulePolicy, checksContradictions: false } };
    const rules = `rules:
- {rule: one, steps: [{intent: greet}, {action: utter_hi}]}
- {rule: two, steps: [{intent: greet}, {action: utter_bye}]}
`;
    const { engine, faults } = smallBot(domain + rules, policies);
    expect(faults).to.deep.equal([]);
    const tracker = engine.applyAll(engine.begin(), [did('action_listen'), said('greet')]);
    expect(engine.predict(tracker).action).to.equal('action_default_fallback');
  });

  it('names an action that sets a slot in one rule and not in another', () => {
    const faults = check(`rules:
- {rule: one, steps: [{intent: greet}, {action: action_a}, {slot_was_set: [vip: true]}]}
- {rule: two, steps: [{intent: bye}, {action: action_a}]}
`);
    expect(faults).to.have.length(1);
    expect(faults[0]).to.contain('8: rule "two": action_a sets slot "vip" in another rule, not in this one');
  });

  it('names a form that is active in one rule and not in another', () => {
    const faults = check(`rules:
- {rule: one, steps: [{intent: greet}, {action: form}, {active_loop: form}]}
- {rule: two, steps: [{intent: bye}, {action: form}]}
`);
    expect(faults[0]).to.contain('8: rule "two": form sets active_loop (form) in another rule');
  });

  it('is content with null, and with a rule that does not wait', () => {
    expect(
      check(`rules:
- {rule: one, steps: [{intent: greet}, {action: action_a}, {slot_was_set: [vip: true]}]}
- {rule: two, steps: [{intent: bye}, {action: action_a}, {slot_was_set: [vip: null]}]}
- {rule: three, wait_for_user_input: false, steps: [{intent: ask}, {action: action_a}]}
`),
    ).to.deep.equal([]);
  });

  it('names a rule with two messages, unless rules may be stories', () => {
    const rules =
      'rules: [{rule: one, steps: [{intent: greet}, {action: utter_hi}, {intent: bye}, {action: utter_bye}]}]\n';
    expect(check(rules)[0]).to.contain('6: rule "one" has 2 messages');
    const free = { ...defaultPolicies, rule: { ...defaultRulePolicy, restrictsRules: false } };
    expect(check(rules, free)).to.deep.equal([]);
  });

  it('names a fallback action that nobody declared', () => {
    const policies = { ...defaultPolicies, rule: { ...defaultRulePolicy, fallbackAction: 'utter_hii' } };
    expect(check('rules: []\n', policies)[0]).to.contain('the fallback action "utter_hii" is not declared');
  });
});
