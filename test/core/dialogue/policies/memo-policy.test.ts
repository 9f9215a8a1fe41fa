import { expect } from 'chai';
import { defaultMemoization, type MemoizationConfig } from '../../../../core/dialogue/policies/policy-config.ts';
import type { DialogueEvent } from '../../../../core/dialogue/tracking/event.ts';
import { did, said, set, smallBot } from '../../../support/dialogue-bot.ts';

const domain = `intents: [greet, good, bad, bye]
slots:
  vip: {type: bool, mappings: [{type: custom}]}
  only: {type: bool, mappings: [{type: custom}]}
responses: {utter_hi: [{text: hi}], utter_ok: [{text: ok}], utter_oh: [{text: oh}], utter_bye: [{text: bye}]}
`;
const stories = `stories:
- {story: good, steps: [{intent: greet}, {action: utter_hi}, {intent: good}, {action: utter_ok}]}
- {story: later, steps: [{action: utter_ok}, {intent: bye}, {action: utter_bye}]}
- {story: vip, steps: [{intent: greet}, {action: utter_hi}, {slot_was_set: [vip: true]}, {intent: good}, {action: utter_oh}]}
`;
const listen = did('action_listen');
const begin = [listen, said('greet'), did('utter_hi'), listen, said('good')];

function bot(config: Partial<MemoizationConfig>, yaml = stories) {
  const { engine } = smallBot(domain + yaml, { rule: null, memoization: [{ ...defaultMemoization, ...config }] });
  return (...events: DialogueEvent[]) => {
    const { action, policy, confidence } = engine.predict(engine.applyAll(engine.begin(), events));
    return policy === null || confidence === 0 ? null : action;
  };
}

describe('MemoPolicy', () => {
  it('does what a story did, if all that came before is the same', () => {
    const next = bot({});
    expect(next(...begin)).to.equal('utter_ok');
    expect(next(...begin, did('utter_ok'))).to.equal('action_listen');
    expect(next(listen, said('bye'), did('utter_bye'), ...begin)).to.equal(null);
    expect(next(set('vip', true), ...begin)).to.equal(null);
  });

  it('never predicts an action with which a story begins out of nowhere', () => {
    expect(bot({})(listen)).to.equal(null);
    expect(bot({ augmented: true })(listen)).to.equal(null);
  });

  it('forgets what stories disagree about', () => {
    const twice = `${stories}- {story: other, steps: [{intent: greet}, {action: utter_hi}, {intent: good}, {action: utter_oh}]}\n`;
    expect(bot({}, twice)(...begin)).to.equal(null);
  });

  it('looks back no further than max_history', () => {
    const next = bot({ maxHistory: 3 });
    expect(next(listen, said('bye'), did('utter_bye'), ...begin)).to.equal('utter_ok');
  });

  it('augmented, tries with a shorter past, and forgets the slots that were set in the past that it leaves out', () => {
    const next = bot({ augmented: true });
    const before = [listen, said('bad'), did('utter_oh'), set('vip', true)];
    expect(next(...before, ...begin, did('utter_ok'), listen, said('bye'))).to.equal('utter_bye');
    expect(next(...before, listen, said('bye'))).to.equal(null);
  });

  it('goes by the earliest beginning that a story shares', () => {
    const two = `stories:
- {story: short, steps: [{action: utter_ok}, {intent: bye}, {action: utter_bye}]}
- {story: long, steps: [{action: utter_hi}, {intent: good}, {action: utter_ok}, {intent: bye}, {action: utter_oh}]}
`;
    const next = bot({ augmented: true }, two);
    const end = [did('utter_ok'), listen, said('bye')];
    expect(next(listen, said('greet'), did('utter_oh'), ...end)).to.equal('utter_bye');
    expect(next(listen, said('greet'), did('utter_hi'), listen, said('good'), ...end)).to.equal('utter_oh');
  });

  it('looks past turns that only rules took', () => {
    const hidden: DialogueEvent[] = [listen, said('bye'), { type: 'action', name: 'utter_bye', hidden: true }];
    const asked = (...between: DialogueEvent[]) =>
      bot({})(listen, said('greet'), did('utter_hi'), ...between, listen, said('good'));
    expect(asked(...hidden, { type: 'action', name: 'action_listen', hidden: true })).to.equal(null);
    const { engine } = smallBot(
      `${domain}${stories}rules: [{rule: bye, steps: [{intent: bad}, {action: utter_bye}]}]\n`,
    );
    let tracker = engine.applyAll(engine.begin(), [listen, said('greet'), did('utter_hi'), listen, said('bad')]);
    for (let action = ''; action !== 'action_listen'; ) {
      const chosen = engine.predict(tracker);
      expect(chosen).to.include({ policy: 'RulePolicy', hidden: true });
      action = chosen.action;
      tracker = engine.apply(tracker, { type: 'action', name: action, hidden: chosen.hidden });
    }
    expect(engine.predict(engine.apply(tracker, said('good')))).to.include({
      action: 'utter_ok',
      policy: 'MemoizationPolicy',
    });
  });

  it('looks past slots that only rules mention', () => {
    const rules = `rules:
- {rule: only, condition: [{slot_was_set: [only: true]}], steps: [{intent: bye}, {action: utter_bye}]}
`;
    const { engine } = smallBot(domain + stories + rules);
    const tracker = engine.applyAll(engine.begin(), [set('only', true), ...begin]);
    expect(engine.predict(tracker)).to.include({ action: 'utter_ok', policy: 'MemoizationPolicy' });
  });
});
