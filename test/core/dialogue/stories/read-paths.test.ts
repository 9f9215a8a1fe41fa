import { expect } from 'chai';
import { readPaths } from '../../../../core/dialogue/stories/read-paths.ts';
import type { DialogueEvent } from '../../../../core/dialogue/tracking/event.ts';
import { smallBot } from '../../../support/dialogue-bot.ts';

const domain = `intents: [greet, hello, bye, faq]
entities: [city]
slots:
  city: {type: text, mappings: [{type: from_entity, entity: city}]}
  tags: {type: list, mappings: [{type: custom}]}
  vip: {type: categorical, values: [gold, silver], mappings: [{type: custom}]}
forms: {form: {required_slots: [city]}}
responses: {utter_hi: [{text: hi}], utter_bye: [{text: bye}], utter_ask_city: [{text: where}]}
`;

function show(event: DialogueEvent): string {
  switch (event.type) {
    case 'user':
      return `* ${event.understanding.intent ?? event.text}`;
    case 'action':
      return event.name.replace('action_listen', 'listen');
    case 'slot':
      return `${event.name}=${JSON.stringify(event.value)}`;
    case 'loop':
      return `loop ${event.name}`;
    default:
      return event.type;
  }
}

function paths(kind: 'rule' | 'story' | 'test', yaml: string, file = 'bot.yml') {
  const { bot, engine, findings, faults, warnings } = smallBot({ 'domain.yml': domain, [file]: yaml });
  const found = readPaths(bot.dialogue, kind, engine.domain, findings);
  return {
    names: found.map(({ name }) => name),
    paths: found.map(({ events }) => events.map(show).join(' ')),
    faults,
    warnings,
  };
}

describe('a story', () => {
  it('listens before each message and at its end, and its entities fill slots', () => {
    const story = `stories:
- story: one
  steps:
  - {intent: greet, entities: [{city: Rome}]}
  - action: utter_hi
  - slot_was_set: [{vip: gold}, tags]
  - active_loop: form
  - active_loop: null
`;
    expect(paths('story', story).paths).to.deep.equal([
      'listen * greet city="Rome" utter_hi vip="gold" tags=["filled"] loop form loop null listen',
    ]);
  });

  it('goes every way of its alternatives', () => {
    const story = `stories:
- story: one
  steps:
  - or: [{intent: greet}, {intent: hello}]
  - action: utter_hi
  - or: [{slot_was_set: [{vip: gold}]}, {slot_was_set: [{vip: silver}]}]
`;
    expect(paths('story', story).paths).to.deep.equal([
      'listen * greet utter_hi vip="gold" listen',
      'listen * greet utter_hi vip="silver" listen',
      'listen * hello utter_hi vip="gold" listen',
      'listen * hello utter_hi vip="silver" listen',
    ]);
  });

  it('goes on from checkpoints, if their conditions hold', () => {
    const story = `stories:
- {story: a, steps: [{intent: greet}, {slot_was_set: [{vip: gold}]}, {checkpoint: met}]}
- {story: b, steps: [{checkpoint: met, slot_was_set: [{vip: gold}]}, {action: utter_hi}]}
- {story: c, steps: [{checkpoint: met, slot_was_set: [{vip: silver}]}, {action: utter_bye}]}
`;
    const { names, paths: ways } = paths('story', story);
    expect(names).to.deep.equal(['a > b']);
    expect(ways).to.deep.equal(['listen * greet vip="gold" utter_hi listen']);
  });

  it('goes round a cycle once', () => {
    const story = `stories:
- {story: a, steps: [{intent: greet}, {action: utter_hi}, {checkpoint: again}]}
- {story: b, steps: [{checkpoint: again}, {intent: hello}, {action: utter_hi}, {checkpoint: again}]}
- {story: c, steps: [{checkpoint: again}, {intent: bye}, {action: utter_bye}]}
`;
    expect(paths('story', story).paths.map((path) => path.match(/hello/g)?.length ?? 0)).to.deep.equal([2, 1, 0]);
  });

  it('tells of checkpoints that lead nowhere or come from nowhere', () => {
    const story = `stories:
- {story: a, steps: [{intent: greet}, {action: utter_hi}, {checkpoint: lost}]}
- {story: b, steps: [{checkpoint: found}, {action: utter_bye}]}
`;
    const { paths: ways, warnings } = paths('story', story);
    expect(ways).to.deep.equal(['listen * greet utter_hi']);
    expect(warnings.join()).to.contain('2: nothing goes on from checkpoint "lost"');
    expect(warnings.join()).to.contain('3: nothing leads to checkpoint "found"');
  });

  it('counts a retrieval intent by its base', () => {
    const story = 'stories:\n- {story: a, steps: [{intent: faq/ask_wifi}, {action: utter_hi}]}\n';
    expect(paths('story', story).paths).to.deep.equal(['listen * faq utter_hi listen']);
    expect(paths('test', story, 'test_a.yml').warnings).to.deep.equal([]);
  });

  it('reads messages and answers by their words', () => {
    const story = 'stories:\n- {story: a, steps: [{user: "hi, [Rome](city)"}, {bot: Hello!}]}\n';
    expect(paths('story', story).paths).to.deep.equal(['listen * hi, Rome city="Rome" Hello! listen']);
  });

  it('names a slot that is not declared: a fault without value, a warning with one', () => {
    const story = `stories:
- story: a
  steps:
  - intent: greet
  - slot_was_set: [ctiy]
  - slot_was_set: [{vpi: gold}]
`;
    const { faults, warnings } = paths('story', story);
    expect(faults).to.deep.equal(['5: slot "ctiy" is not declared']);
    expect(warnings[0]).to.equal('6: slot "vpi" is not declared and changes nothing');
  });

  it('warns of a bare name where there is more than one value, of unknown names and of steps that are none', () => {
    const story = `stories:
- story: a
  steps:
  - slot_was_set: [vip]
  - intent: great
  - action: utter_nothing
  - active_loop: fomr
  - acton: utter_hi
  - greet
- {story: b, steps: []}
`;
    const { warnings } = paths('story', story);
    expect(warnings.map((warning) => warning.split(':')[0])).to.deep.equal(['4', '5', '6', '7', '8', '9', '10']);
  });
});

describe('a rule', () => {
  it('applies anywhere and waits for an answer, unless it says otherwise', () => {
    const rules = `rules:
- {rule: a, steps: [{intent: greet}, {action: utter_hi}]}
- {rule: b, conversation_start: true, wait_for_user_input: false, steps: [{intent: greet}, {action: utter_hi}]}
`;
    expect(paths('rule', rules).paths).to.deep.equal([
      '... listen * greet utter_hi listen',
      'listen * greet utter_hi ... listen',
    ]);
  });

  it('has its conditions before, and means by null that nothing may be set', () => {
    const rules = `rules:
- rule: a
  condition: [{active_loop: form}, {slot_was_set: [{vip: null}]}]
  steps: [{action: form}, {active_loop: null}]
`;
    expect(paths('rule', rules).paths).to.deep.equal([
      'loop form vip="should_not_be_set" ... form loop should_not_be_set listen',
    ]);
  });
});
