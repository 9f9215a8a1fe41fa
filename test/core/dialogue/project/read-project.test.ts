import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { BotonesError } from '@botones/contract';
import { expect } from 'chai';
import { type Project, readProject } from '../../../../core/dialogue/project/read-project.ts';
import { did, said } from '../../../support/dialogue-bot.ts';

const domain = `version: "3.1"
intents: [greet, bye]
responses: {utter_hi: [{text: hi}]}
`;
const rules = 'rules: [{rule: hi, steps: [{intent: greet}, {action: utter_hi}]}]\n';
const story = 'stories: [{story: hi, steps: [{user: hello, intent: greet}, {action: utter_hi}]}]\n';

/** Reads a project from the text of its files. */
function project(files: Record<string, string>, env: NodeJS.ProcessEnv = {}): Project {
  const folder = mkdtempSync(join(tmpdir(), 'rasa-project-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return readProject(folder, env);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function variable(name: string): string {
  return `\${${name}}`;
}

function next({ engine }: Project, intent: string): string {
  return engine.predict(engine.applyAll(engine.begin(), [did('action_listen'), said(intent)])).action;
}

describe('readProject', () => {
  it('reads domain, data and tests, and needs nothing else', () => {
    const read = project({ 'domain.yml': domain, 'data/rules.yml': rules, 'tests/test_stories.yml': story });
    expect(read.faults).to.deep.equal([]);
    expect(read.tests.map(({ name }) => name)).to.deep.equal(['hi']);
    expect(next(read, 'greet')).to.equal('utter_hi');
    expect(next(read, 'bye')).to.equal('action_default_fallback');
  });

  it('joins a domain of several files', () => {
    const read = project({
      'domain/a.yml': 'intents: [greet]\n',
      'domain/deep/b.yaml': domain.replace('greet, ', ''),
      'data/r.yml': rules,
    });
    expect(next(read, 'greet')).to.equal('utter_hi');
  });

  it('finds tests among the data where there is no folder for them, and does not learn from them', () => {
    const read = project({ 'domain.yml': domain, 'data/test_stories.yml': story });
    expect(read.tests).to.have.length(1);
    expect(next(read, 'greet')).to.equal('action_default_fallback');
  });

  it('finds tests wherever they lie, but for folders that are no part of the project', () => {
    const read = project({
      'domain.yml': domain,
      'tests/test_a.yml': story,
      'data/deep/test_b.yml': story.replace('story: hi', 'story: deep'),
      'test_c.yml': story.replace('story: hi', 'story: top'),
      'results/test_d.yml': story.replace('story: hi', 'story: none'),
    });
    expect(read.tests.map(({ name }) => name)).to.have.members(['hi', 'deep', 'top']);
  });

  it('leaves out files below tests/ that are none', () => {
    const read = project({ 'domain.yml': domain, 'tests/test_stories.yml': story, 'tests/notes.yml': rules });
    expect(next(read, 'greet')).to.equal('action_default_fallback');
  });

  it('uses what of the settings has a meaning, and names the rest once', () => {
    const read = project({
      'domain.yml': domain,
      'config.yml': `language: es
pipeline:
- name: WhitespaceTokenizer
- name: CountVectorsFeaturizer
- name: CountVectorsFeaturizer
- name: FallbackClassifier
  threshold: 0.7
policies:
- name: AugmentedMemoizationPolicy
  max_history: 4
- name: TEDPolicy
- name: RulePolicy
  core_fallback_threshold: 0.4
  core_fallback_action_name: utter_hi
`,
      'endpoints.yml': 'action_endpoint: {url: "http://localhost:5055/webhook"}\ntracker_store: {type: SQL}\n',
      'credentials.yml': 'rest:\ntelegram: {access_token: x}\n',
    });
    expect(read.config).to.deep.include({ language: 'es', fallback: { confidence: 0.7, ambiguity: 0.1 } });
    expect(read.config.policies.memoization).to.deep.equal([
      { augmented: true, maxHistory: 4, priority: 3, usesNluConfidence: false },
    ]);
    expect(read.actionEndpoint).to.deep.equal({ url: 'http://localhost:5055/webhook', headers: {} });
    expect(read.ignored).to.deep.equal([
      'WhitespaceTokenizer',
      'CountVectorsFeaturizer',
      'TEDPolicy',
      'tracker_store',
      'channel rest',
      'channel telegram',
    ]);
    expect(next(read, 'bye')).to.equal('utter_hi');
  });

  it('takes figures of ours for calls of the action server, and tells what is wrong with them', () => {
    const endpoint = (resilience: string) =>
      project({
        'domain.yml': domain,
        'endpoints.yml': `action_endpoint:\n  url: http://localhost:5055/webhook\n  resilience: ${resilience}\n`,
      });
    expect(endpoint('{timeoutSeconds: 5}').actionEndpoint?.resilience).to.deep.equal({ timeoutSeconds: 5 });
    const { actionEndpoint, warnings } = endpoint('{timeoutSecond: 5}');
    expect(actionEndpoint).to.equal(null);
    expect(warnings.map(({ line, message, cure }) => `${line} ${message} ${cure}`)).to.deep.equal([
      '3 unknown key "timeoutSecond" did you mean "timeoutSeconds"?',
    ]);
  });

  it('falls back as Rasa does where the settings say nothing, and not where they leave it out', () => {
    const fallback = (config: string) => project({ 'domain.yml': domain, 'config.yml': config }).config.fallback;
    expect(fallback('pipeline:\npolicies:\n')).to.deep.equal({ confidence: 0.3, ambiguity: 0.1 });
    expect(fallback('pipeline: [{name: DIETClassifier}]\n')).to.equal(null);
  });

  it('follows no rules where the settings leave them out', () => {
    const files = {
      'domain.yml': domain,
      'data/r.yml': rules,
      'config.yml': 'policies: [{name: MemoizationPolicy}]\n',
    };
    expect(next(project(files), 'greet')).to.equal('action_listen');
  });

  it('fills in the environment, and warns where settings want what is not set', () => {
    const files = {
      'domain.yml': domain.replace('hi}]', `"${variable('GREETING')}"}]`),
      'endpoints.yml': `action_endpoint: {url: "${variable('ACTION_URL')}"}\n`,
    };
    const read = project(files, { GREETING: 'good day' });
    expect(read.bot.responses.get('utter_hi')?.[0]?.text.en).to.equal('good day');
    expect(read.faults).to.deep.equal([]);
    expect(read.warnings.map(({ message }) => message)).to.deep.equal(['environment variable ACTION_URL is not set']);
  });

  it('passes over what Rasa passes over, and says so', () => {
    const files = {
      'domain.yml': domain.replace('text: hi', 'text: hi, colour: red'),
      'data/nlu.yml': 'nlu: [{intent: greet, examples: "- hi [there](place"}]\nnotes: mine\n',
      'data/r.yml': rules,
    };
    const read = project(files);
    expect(read.faults).to.deep.equal([]);
    expect(read.warnings.map(({ message }) => message)).to.include.members([
      'unknown key "colour"',
      'unknown key "notes"',
    ]);
    expect(next(read, 'greet')).to.equal('utter_hi');
  });

  it('faults a file that cannot be read', () => {
    expect(project({ 'domain.yml': domain, 'data/r.yml': 'rules: [}' }).faults).to.have.length(1);
  });

  it('faults a project without a domain, and knows when there is no project', () => {
    expect(project({ 'data/r.yml': rules }).faults[0]?.message).to.equal('has no domain');
    expect(() => readProject('/nowhere/at/all', {}))
      .to.throw(BotonesError)
      .with.property('code', 'ERR_NOT_FOUND');
  });

  it('lifts what Rasa 2 and 1 wrote in the domain: forms in a list, templates, slots without features', () => {
    const read = project({
      'domain.yml': `intents: [greet]
config: {store_entities_as_slots: true}
slots: {city: {type: unfeaturized}, nights: {type: text}}
forms: [old_form, {new_form: {nights: [{type: from_text}]}}]
templates: {utter_hi: [{text: hi, button_type: vertical}], utter_ask_nights: [{text: how many?}]}
`,
      'data/r.yml': 'rules: [{rule: a, steps: [{intent: greet}, {action: old_form}, {active_loop: old_form}]}]\n',
    });
    expect(read.faults).to.deep.equal([]);
    expect(read.warnings.map(({ message }) => message)).to.deep.equal(['unknown key "button_type"']);
    expect(
      [...read.engine.domain.forms.values()].map(({ name, requiredSlots }) => [name, requiredSlots]),
    ).to.deep.equal([
      ['old_form', []],
      ['new_form', ['nights']],
    ]);
    expect(read.bot.responses.get('utter_hi')?.[0]?.text.en).to.equal('hi');
    expect(next(read, 'greet')).to.equal('old_form');
  });

  it('says where a domain of Rasa 2 keeps entities out of slots, which is said slot by slot', () => {
    const { faults, warnings } = project({
      'domain.yml': 'config: {store_entities_as_slots: false}\nintents: [greet]\nresponses: {utter_hi: [{text: hi}]}\n',
    });
    expect(faults).to.deep.equal([]);
    expect(warnings.map(({ line, cure }) => [line, cure])).to.deep.equal([
      [1, 'write auto_fill: false below each slot'],
    ]);
  });

  it('follows rules where the settings name what the RulePolicy has replaced', () => {
    const read = project({
      'domain.yml': 'intents: [greet, {bye: {triggers: utter_hi}}]\nresponses: {utter_hi: [{text: hi}]}\n',
      'data/r.yml': rules,
      'config.yml': `pipeline: [{name: DIETClassifier}]
policies:
- {name: MappingPolicy}
- {name: TwoStageFallbackPolicy, nlu_threshold: 0.4, core_threshold: 0.2, fallback_core_action_name: utter_hi}
`,
    });
    expect(read.ignored).to.deep.equal(['DIETClassifier']);
    expect(read.config.fallback).to.deep.equal({ confidence: 0.4, ambiguity: 0.1 });
    expect(read.config.policies.rule).to.deep.include({ fallbackThreshold: 0.2, fallbackAction: 'utter_hi' });
    expect([next(read, 'greet'), next(read, 'bye')]).to.deep.equal(['utter_hi', 'utter_hi']);
    const stories = 'stories: [{story: bye, steps: [{intent: bye}, {action: action_restart}]}]\n';
    const config = 'policies: [{name: MappingPolicy}, {name: MemoizationPolicy}]\n';
    const told = project({
      'domain.yml': 'intents: [{bye: {triggers: utter_hi}}]\nresponses: {utter_hi: [{text: hi}]}\n',
      'data/s.yml': stories,
      'config.yml': config,
    });
    expect([told.faults, next(told, 'bye')]).to.deep.equal([[], 'action_restart']);
  });

  it('reads the domain from where Rasa does, and from elsewhere only where there is none', () => {
    const slots = 'slots: {city: {type: text, mappings: []}}\n';
    const read = project({ 'domain.yml': domain, 'data/old.yml': `${slots}${rules}` });
    expect(read.engine.domain.slots.has('city')).to.equal(false);
    expect(read.warnings.map(({ message, line }) => [line, message])).to.deep.equal([
      [1, '"slots" is read from the domain only'],
    ]);
    expect(next(read, 'greet')).to.equal('utter_hi');
    const other = project({ 'data/domain.yml': domain, 'data/r.yml': rules });
    expect([other.faults, next(other, 'greet')]).to.deep.equal([[], 'utter_hi']);
  });

  it('warns of training data in formats of Rasa 1, and of no other Markdown', () => {
    const read = project({
      'domain.yml': domain,
      'data/nlu.md': '## intent:greet\n- hi\n',
      'data/core/stories.md': '## happy path\n* greet\n  - utter_hi\n',
      'data/nlu.json': '{"rasa_nlu_data": {}}',
      'data/README.md': '## How to write\n- stories\n* and rules\n',
      'data/cities.json': '["Rome"]',
    });
    expect(read.warnings.map(({ file }) => basename(file))).to.have.members(['nlu.md', 'stories.md', 'nlu.json']);
  });
});
