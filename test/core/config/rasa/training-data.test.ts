import { expect } from 'chai';
import { bilingual, load, loadBase, told } from '../fixture.ts';

const nlu = (lines: string) => ({ 'x.yml': `nlu:\n${lines}` });

describe('training data', () => {
  it('reads examples line by line, each with its place', () => {
    const { bot } = loadBase(
      nlu(`- intent: bye
  triggers: utter_greet
  metadata: {owner: desk}
  examples: |
    - adiós

    # later
    -   hasta luego
`),
    );
    const own = bot.examples.filter(({ intent }) => intent === 'bye');
    expect(own.map(({ text, place: { line, path } }) => ({ text, line, path }))).to.deep.equal([
      { text: 'adiós', line: 6, path: 'nlu[0].examples' },
      { text: 'hasta luego', line: 9, path: 'nlu[0].examples' },
    ]);
  });

  it('reads the list form, and both forms for each language', () => {
    const { bot } = loadBase({
      'botones.yml': bilingual,
      'greet.yml': `nlu:
- intent: greet
  examples:
    es: [{text: hola, metadata: {src: log}}, {text: "buenas\\n"}]
    en: |
      - hello
responses:
  utter_greet: [{text: Hola, translation: {en: Hello}}]
`,
    });
    expect(bot.examples.map(({ text, language, place }) => `${language} ${text} ${place.path}`)).to.deep.equal([
      'es hola nlu[0].examples.es[0].text',
      'es buenas nlu[0].examples.es[1].text',
      'en hello nlu[0].examples.en',
    ]);
  });

  it('joins what the domain and the examples say of an intent', () => {
    const { bot } = loadBase({
      'domain.yml':
        'intents:\n- bye: {triggers: utter_greet, use_entities: [], title: despedida}\n- faq:\n    ignore_entities: [x]\n    triggers: utter_greet\n',
      ...nlu('- intent: bye\n  threshold: 0.7\n  examples: |\n    - adiós\n'),
    });
    expect(bot.intents.get('bye')).to.deep.include({ triggers: 'utter_greet', threshold: 0.7 });
    expect(bot.intents.get('bye')?.title).to.deep.equal({ es: 'despedida' });
    expect(bot.dialogue.intents[0]?.value).to.have.nested.property('bye.use_entities');
    expect(bot.dialogue.intents[1]?.at(['faq', 'ignore_entities'])).to.deep.include({ line: 4 });
  });

  it('keeps retrieval intents by their whole name', () => {
    const { bot } = loadBase({
      'x.yml':
        'nlu:\n- intent: faq/ask_wifi\n  examples: |\n    - wifi?\nresponses:\n  utter_faq/ask_wifi:\n  - text: Hay wifi\n',
    });
    expect(bot.intents.has('faq/ask_wifi')).to.equal(true);
    expect(bot.examples.at(-1)).to.deep.include({ text: 'wifi?', intent: 'faq/ask_wifi' });
  });

  it('collects synonyms, those that marks imply included, without regard to case', () => {
    const { bot } = loadBase({
      'x.yml': `entities: [room, number]
nlu:
- synonym: double
  examples: |
    - Twin Share
- synonym: 2
  examples: |
    - dos
- intent: book
  triggers: utter_greet
  examples: |
    - una [Doble](room:double) para [tres]{"entity": "number", "value": "3"}
    - una [suite](room)
    - [uno]{"entity": "number", "value": 1}
`,
    });
    expect(bot.synonyms).to.deep.equal({ 'twin share': 'double', dos: '2', doble: 'double', tres: '3' });
    expect(bot.examples.at(-1)?.entities).to.deep.equal([{ entity: 'number', value: 1, start: 0, end: 3 }]);
  });

  it('collects regexes and lookups', () => {
    const { bot } = loadBase(
      nlu(`- regex: reference
  examples: |
    - [A-Z]{2}\\d{6}
    - \\d{9}
- lookup: room
  examples: |
    - suite
    - suite
- lookup: room
  examples: |
    - ático
`),
    );
    expect(bot.regexes).to.deep.equal({ reference: ['[A-Z]{2}\\d{6}', '\\d{9}'] });
    expect(bot.lookups).to.deep.equal({ room: ['suite', 'ático'] });
  });

  it('warns of lines that it does not read, and of two meanings of a synonym', () => {
    const { warnings } = load(
      nlu(`- synonym: double
  examples: |
    - doble
    twin
    -
- synonym: twin
  examples: |
    - doble
`),
    );
    expect(warnings.map(({ line, message }) => `${line} ${message.replace(/ in .*/, '')}`)).to.deep.equal([
      '5 not read: "twin"',
      '6 an empty example',
      '9 "doble" stands for "twin" here, for "double"',
    ]);
  });

  const faulty: [what: string, lines: string, fault: string][] = [
    [
      'an item without a kind',
      '- intnet: a\n  examples: |\n    - a\n',
      'x.yml:2 nlu[0] is no item of training data — did you mean "intent"?',
    ],
    [
      'a misspelt key, without calling the right one missing',
      '- intent: a\n  exmaples: |\n    - a\n',
      'x.yml:3 nlu[0].exmaples unknown key "exmaples" — did you mean "examples"?',
    ],
    [
      'empty examples',
      '- intent: a\n  triggers: utter_greet\n  examples: |\n',
      'x.yml:4 nlu[0].examples has no examples — write one a line, each beginning with "- "',
    ],
    [
      'empty examples in one language',
      '- intent: a\n  triggers: utter_greet\n  examples: {es: ""}\n',
      'x.yml:4 nlu[0].examples.es has no examples — write one a line, each beginning with "- "',
    ],
    [
      'a name of several words',
      '- intent: ask wifi\n  examples: |\n    - a\n',
      'x.yml:2 nlu[0].intent "ask wifi" is not a name of an intent — write one word: ask_wifi, or faq/ask_wifi',
    ],
    [
      'a threshold above 1',
      '- intent: a\n  triggers: utter_greet\n  threshold: 45\n  examples: |\n    - a\n',
      'x.yml:4 nlu[0].threshold must be at most 1, is 45 — write a smaller number',
    ],
    [
      'a language that nobody speaks',
      '- intent: a\n  triggers: utter_greet\n  examples:\n    es: "- a"\n    fr: "- b"\n',
      'x.yml:6 nlu[0].examples.fr no property speaks "fr" — write one of es, or add it to property.languages',
    ],
    [
      'a broken mark, in its own line',
      '- intent: a\n  triggers: utter_greet\n  examples: |\n    - a\n    - b [c](d\n',
      'x.yml:6 nlu[0].examples has a mark that is not closed or nested — write [words](entity) or [words]{"entity": "…", "value": "…", "role": "…", "group": "…"}',
    ],
    [
      'a broken regular expression',
      '- regex: a\n  examples: |\n    - a(\n',
      'x.yml:4 nlu[0].examples Invalid regular expression: /a(/: Unterminated group — write it as JavaScript reads it',
    ],
  ];
  for (const [what, lines, fault] of faulty) {
    it(`finds ${what}`, () => {
      expect(told(nlu(lines))).to.deep.equal([fault]);
    });
  }

  it('finds two meanings of one intent', () => {
    const [fault, ...others] = told({
      'a.yml': 'intents:\n- greet: {triggers: business-hours}\n',
      'b.yml': 'intents:\n- greet: {triggers: utter_greet}\n',
    });
    expect(fault).to.match(
      /^b\.yml:2 intents\[0\] triggers of greet is utter_greet here, business-hours in .*a\.yml:2 — keep one of the two$/,
    );
    expect(others).to.deep.equal([]);
  });
});
