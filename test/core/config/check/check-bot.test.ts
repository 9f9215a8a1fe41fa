import { expect } from 'chai';
import { bilingual, load, loadBase, told } from '../fixture.ts';

const intent = (name: string, ...examples: string[]) =>
  `- intent: ${name}\n  triggers: utter_greet\n  examples: |\n${examples.map((example) => `    - ${example}\n`).join('')}`;

describe('what one file alone cannot show', () => {
  it('an example in two intents: both places, without regard to case and marks', () => {
    const [fault, ...others] = told({ 'x.yml': `nlu:\n${intent('bye', 'adiós', '¡HOLA!')}` });
    expect(fault).to.match(
      /^x\.yml:6 nlu\[0\]\.examples "¡HOLA!" is an example of bye here, of greet in .*greet\.yml:4 — keep it in one intent, or join the two intents$/,
    );
    expect(others).to.deep.equal([]);
  });

  it('an example twice in one intent: a warning', () => {
    const { warnings } = load({ 'x.yml': `nlu:\n${intent('greet', 'hola', 'hey')}` });
    expect(warnings.map(({ line, message }) => `${line} ${message}`)[0]).to.match(
      /^5 "hola" stands already in .*greet\.yml:4$/,
    );
  });

  it('the same words in two languages: nothing', () => {
    const example = (name: string, es: string, en: string) =>
      `- intent: ${name}\n  triggers: utter_a\n  title: {es: a, en: a}\n  examples: {es: "- ${es}", en: "- ${en}"}\n`;
    const files = {
      'botones.yml': bilingual,
      'greet.yml': `nlu:\n${example('a', 'no', 'nope')}${example('b', 'nada', 'no')}responses:\n  utter_a: [{text: a, translation: {en: a}}]\n`,
    };
    expect(told(files)).to.deep.equal([]);
  });

  it('an intent with examples in some of the languages, or a title in some', () => {
    const files = {
      'botones.yml': bilingual.replace('[es, en]', '[es, en, fr]'),
      'greet.yml':
        'nlu:\n- intent: a\n  triggers: business-hours\n  title: {es: a, fr: a}\n  examples:\n    en: |\n      - hi\n',
    };
    expect(told(files)).to.deep.equal([
      'greet.yml:2 nlu[0] a has no title in en — write en: below its title:',
      'greet.yml:7 nlu[0].examples.en a has no examples in es, fr — write es: | and fr: | below its examples:',
    ]);
  });

  it('an intent whose handler or response does not exist', () => {
    const triggers = (name: string) => ({ 'x.yml': `nlu:\n${intent('bye', 'adiós').replace('utter_greet', name)}` });
    expect(told(triggers('busines-hours'))).to.deep.equal([
      'x.yml:2 nlu[0] bye triggers "busines-hours", which is no handler and no response — did you mean "business-hours"? If not, list it below handlers: in botones.yml, or write a response of that name',
    ]);
    expect(told(triggers('spa'))).to.deep.equal([
      'x.yml:2 nlu[0] bye triggers "spa", which is no handler and no response — list it below handlers: in botones.yml, or write a response of that name',
    ]);
    expect(told(triggers('greet'))).to.deep.equal([]);
  });

  it('an intent that nothing serves: the cure says both ways', () => {
    const files = { 'x.yml': `nlu:\n${intent('bye', 'adiós').replace('  triggers: utter_greet\n', '')}` };
    expect(told(files)).to.deep.equal([
      'x.yml:2 nlu[0] nothing serves bye — write the response utter_bye, or triggers: <handler> beside it',
    ]);
    expect(
      told({ ...files, 'y.yml': 'rules:\n- rule: bye\n  steps: [{intent: bye}, {action: utter_greet}]\n' }),
    ).to.deep.equal([]);
    expect(
      told({ ...files, 'y.yml': 'actions: [action_bye]\nintents: [{bye: {triggers: action_bye}}]\n' }),
    ).to.deep.equal([]);
    expect(
      told({ ...files, 'y.yml': 'forms: {bye_form: {}}\nintents: [{bye: {triggers: bye_form}}]\n' }),
    ).to.deep.equal([]);
  });

  it('a typo beside an intent, without calling it unserved', () => {
    const files = { 'x.yml': `nlu:\n${intent('bye', 'adiós').replace('triggers', 'trigers')}` };
    expect(told(files)).to.deep.equal(['x.yml:3 nlu[0].trigers unknown key "trigers" — did you mean "triggers"?']);
  });

  it('default intents need no answer', () => {
    expect(loadBase({ 'x.yml': 'intents: [out_of_scope, restart]\n' }).bot.intents.has('out_of_scope')).to.equal(true);
  });

  it('an entity that is never declared: once, at its first use', () => {
    const nlu = `nlu:\n${intent('bye', 'a', 'b [c](citi)', 'd [e](citi)', 'f [g](date)')}`;
    expect(told({ 'x.yml': `entities: [city]\n${nlu}` })).to.deep.equal([
      'x.yml:7 nlu[0].examples entity "citi" is never declared (used 2 times) — did you mean "city"? If not, add "- citi" below entities:',
      'x.yml:9 nlu[0].examples entity "date" is never declared — add "- date" below entities:',
    ]);
  });

  it('a role or group that is never declared', () => {
    const nlu = `nlu:\n${intent('bye', '[a]{"entity": "city", "role": "from"}', '[b]{"entity": "city", "group": "1"}')}`;
    expect(told({ 'x.yml': `entities: [{city: {roles: [to]}}]\n${nlu}` })).to.deep.equal([
      'x.yml:6 nlu[0].examples entity "city" has no role "from" — declare it: entities: [{city: {roles: [to, from]}}]',
      'x.yml:7 nlu[0].examples entity "city" has no group "1" — declare it: entities: [{city: {groups: [1]}}]',
    ]);
    expect(told({ 'x.yml': `entities: [{city: {roles: [to, from], groups: [1]}}]\n${nlu}` })).to.deep.equal([]);
  });
});
