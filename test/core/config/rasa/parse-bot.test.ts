import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parseBot } from '../../../../core/config/index.ts';
import { withFolder } from '../fixture.ts';

const project = {
  'domain.yml': `version: "3.1"
intents: [greet, {inform: {use_entities: []}}]
entities: [{city: {roles: [from, to], influence_conversation: false}}]
slots:
  city:
    type: text
    mappings: [{type: from_entity, entity: city}]
forms: {trip_form: {required_slots: [city]}}
responses:
  utter_greet: &hello
  - text: Hello
  utter_hello: *hello
actions: [action_book, {validate_trip_form: {send_domain: true}}]
session_config: {session_expiration_time: 60, carry_over_slots_to_new_session: true}
`,
  'data/rules.yml': `rules:
- rule: greet back
  steps:
  - intent: greet
  - action: utter_greet
`,
  'data/stories.yml': `stories:
- story: trip
  steps:
  - intent: inform
    entities:
    - city: Rome
`,
  'tests/test_stories.yml': `stories:
- story: a test
  steps:
  - user: |
      from [Rome]{"entity": "city", "role": "from"}
    intent: inform
nlu:
- intent: greet
  examples: |
    - not training data
`,
};

function parse(files: Readonly<Record<string, string>>) {
  return withFolder(files, (folder) => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yml'));
    return parseBot(
      names.sort().map((name) => join(folder, name)),
      { env: {}, language: 'en' },
    );
  });
}

describe('parseBot', () => {
  it('reads a Rasa project and leaves its dialogue uninterpreted, with places', () => {
    const { bot, findings } = parse(project);
    expect(findings.faults).to.deep.equal([]);
    expect([...bot.intents.keys()]).to.deep.equal(['greet', 'inform']);
    expect(bot.entities.get('city')).to.deep.equal({ name: 'city', roles: ['from', 'to'], groups: [] });
    expect(bot.responses.get('utter_hello')?.[0]?.text).to.deep.equal({ en: 'Hello' });
    const { rules, stories, forms, slots, actions, sessionConfig } = bot.dialogue;
    expect(rules[0]?.value).to.deep.equal({
      rule: 'greet back',
      steps: [{ intent: 'greet' }, { action: 'utter_greet' }],
    });
    expect(rules[0]?.at(['steps', 1])).to.deep.include({ line: 5, path: 'rules[0].steps[1]' });
    expect(stories[0]?.child('steps').child(0).child('entities').place.line).to.equal(5);
    expect([...forms.keys(), ...slots.keys()]).to.deep.equal(['trip_form', 'city']);
    expect(actions.map(({ value }) => value)).to.deep.equal([
      'action_book',
      { validate_trip_form: { send_domain: true } },
    ]);
    expect(sessionConfig?.value).to.deep.include({ session_expiration_time: 60 });
  });

  it('keeps test stories apart and learns nothing from their files', () => {
    const { bot } = parse(project);
    expect(bot.dialogue.testStories.map(({ value }) => value)).to.have.nested.property('[0].story', 'a test');
    expect(bot.dialogue.stories).to.have.length(1);
    expect(bot.examples).to.deep.equal([]);
  });

  it('asks nothing of the bot but the format', () => {
    const { bot, findings } = parse({
      'nlu.yml': 'nlu:\n- intent: lonely\n  examples: {fr: "- [seul](mood)"}\n',
      'other.yml': 'nul: []\n',
    });
    expect(bot.examples[0]).to.deep.include({ text: 'seul', language: 'fr' });
    expect(findings.faults.map(({ message }) => message)).to.deep.equal(['unknown key "nul"']);
  });

  it('wants an outline of rules and stories, a mapping of slots', () => {
    const { findings } = parse({
      'a.yml': 'rules:\n- rule: a\n- {rule: b, steps: []}\nstories: {a: b}\nslots: [a]\nintents:\n- faq:\n',
    });
    expect(findings.faults.map(({ line, path, message }) => `${line} ${path} ${message}`)).to.deep.equal([
      '2 rules[0].steps is missing',
      '4 stories must be a list, is a mapping',
      '5 slots must be a mapping, is a list',
      '7 intents[0].faq must be a mapping, is empty',
    ]);
  });
});
