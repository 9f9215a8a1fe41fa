import { expect } from 'chai';
import { parse } from 'yaml';
import { replay } from '../../../../core/dialogue/testing/replay.ts';
import { reportStories } from '../../../../core/dialogue/testing/story-report.ts';
import { judge, type Replay } from '../../../../core/dialogue/testing/verdict.ts';
import { noStories, writeStories } from '../../../../core/dialogue/testing/write-stories.ts';
import { smallBot } from '../../../support/dialogue-bot.ts';

const bot = `intents: [greet, ask, inform]
entities: [city]
slots: {city: {type: text, influence_conversation: false, mappings: [{type: from_entity, entity: city}]}}
forms: {form: {required_slots: [city]}}
actions: [action_loop]
responses: {utter_hi: [{text: hi}], utter_bye: [{text: bye}], utter_done: [{text: done}]}
rules:
- {rule: hi, steps: [{intent: greet}, {action: utter_hi}]}
- {rule: begin, steps: [{intent: ask}, {action: form}, {active_loop: form}]}
- {rule: end, condition: [{active_loop: form}], steps: [{action: form}, {active_loop: null}, {action: utter_done}]}
- {rule: more, wait_for_user_input: false, steps: [{action: action_loop}, {action: action_loop}]}
`;

function play(stories: string) {
  const { engine, tests } = smallBot({ 'bot.yml': bot, 'test_bot.yml': `stories:\n${stories}` });
  return tests.map((path) => replay(path, engine, { live: false }));
}

describe('replay', () => {
  it('passes a story when every action is the predicted one, the listening included', () => {
    const [hi] = play('- {story: hi, steps: [{intent: greet}, {action: utter_hi}]}\n');
    expect(hi?.passed).to.equal(true);
    expect(hi?.actions.map(({ predicted }) => predicted)).to.deep.equal(['utter_hi', 'action_listen']);
  });

  it('goes on with the expected action where another is predicted', () => {
    const [bye] = play(
      '- {story: bye, steps: [{intent: greet}, {action: utter_bye}, {intent: greet}, {action: utter_hi}]}\n',
    );
    expect(bye?.passed).to.equal(false);
    expect(bye?.actions.map(({ expected, predicted }) => expected === predicted)).to.deep.equal(
      [false, false, true, true, true].slice(0, bye?.actions.length),
    );
  });

  it('believes that a form rejected a message where the story says something else', () => {
    const [digress] = play(`- story: digress
  steps: [{intent: ask}, {action: form}, {active_loop: form}, {intent: greet}, {action: utter_hi}, {action: form}, {active_loop: null}, {action: utter_done}]
`);
    expect(digress?.passed).to.equal(true);
  });

  it('breaks off after ten actions', () => {
    const actions = Array.from({ length: 12 }, () => '{action: action_loop}').join(', ');
    const [ever] = play(`- {story: ever, steps: [{intent: inform}, ${actions}]}\n`);
    expect(ever?.actions.at(-1)?.predicted).to.equal('circuit breaker tripped');
    expect(ever?.actions.filter(({ predicted }) => predicted === 'action_loop')).to.have.length(9);
  });
});

describe('the reports', () => {
  const replays = play(`- {story: good, steps: [{intent: greet}, {action: utter_hi}]}
- story: "bad: one"
  steps: [{user: "hi from [Rome](city)", intent: greet}, {slot_was_set: [{city: Rome}]}, {action: utter_bye}, {active_loop: null}]
`);

  it('count each action, intent, entity and conversation that stories name', () => {
    const report = reportStories(replays);
    expect(report.utter_hi).to.deep.equal({ precision: 0.5, recall: 1, 'f1-score': 2 / 3, support: 1 });
    expect(report.utter_bye).to.deep.equal({ precision: 0, recall: 0, 'f1-score': 0, support: 1 });
    expect(report.greet).to.deep.equal({ precision: 1, recall: 1, 'f1-score': 1, support: 2 });
    expect(report['[Rome](city)']).to.deep.include({ support: 1, recall: 1 });
    expect(report['micro avg']).to.deep.include({ support: 7 });
    expect(report.conversation_accuracy).to.deep.equal({ accuracy: 0.5, correct: 1, with_warnings: 0, total: 2 });
    expect(report).to.include.keys('accuracy', 'macro avg', 'weighted avg');
  });

  it('are empty for no stories', () => {
    expect(reportStories([])).to.deep.equal({});
    expect(writeStories([], noStories.failed)).to.equal('# None of the test stories failed - all good!');
  });

  it('tell the failed stories as Rasa writes them, with what was predicted beside', () => {
    const written = writeStories(
      replays.filter(({ passed }) => !passed),
      noStories.failed,
    );
    expect(written.replace(/\(.*\)/, '(file)')).to.equal(`version: "3.1"
stories:
- story: "bad: one (file)"
  steps:
  - intent: greet
    entities:
    - city: "Rome"
  - slot_was_set:
    - city: "Rome"
  - slot_was_set:
    - city: "Rome"
  - action: utter_bye  # predicted: utter_hi
  - active_loop: null
  - action: action_listen  # predicted: action_default_fallback
`);
    expect(parse(written).stories).to.have.length(1);
  });

  it('tell what was understood instead', () => {
    const misread = replays.map(({ path, actions, messages }): Replay => {
      const heard = messages.map((message) => ({
        ...message,
        predicted: {
          intent: 'inform',
          confidence: 1,
          entities: [{ entity: 'town', value: 'rome', start: 8, end: 12 }],
        },
      }));
      return judge({ path, actions, messages: heard, differences: [] });
    });
    expect(misread.map(({ passed }) => passed)).to.deep.equal([false, false]);
    const written = writeStories(misread, noStories.failed);
    expect(written).to.contain('intent: greet  # predicted: inform: hi from [Rome]{"entity": "town", "value": "rome"}');
    expect(written).to.contain('- city: "Rome"  # predicted: town: rome');
    const report = reportStories(misread);
    expect(report.greet).to.deep.include({ recall: 0, support: 2 });
    expect(report).not.to.have.property('inform');
    expect(report['[Rome](city)']).to.deep.include({ recall: 0, support: 1 });
  });
});
