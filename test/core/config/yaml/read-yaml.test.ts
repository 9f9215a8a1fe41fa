import { expect } from 'chai';
import { loadBase, told } from '../fixture.ts';

const file = (text: string) => ({ 'x.yml': text });

describe('YAML files', () => {
  const broken: [what: string, text: string, fault: string][] = [
    [
      'a bracket that is not closed',
      'slots:\n  a: [b\nforms: {}\n',
      'x.yml:3  Flow sequence in block collection must be sufficiently indented and end with a ] — check the indentation here and in the line above',
    ],
    ['a tab', 'slots:\n\ta: b\n', 'x.yml:2  Tabs are not allowed as indentation — indent with spaces'],
    [
      'a colon in a text',
      'responses:\n  utter_a:\n  - text: hola: mundo\n',
      'x.yml:3  Nested mappings are not allowed in compact mappings — put quotes around text that contains ": "',
    ],
    [
      'a list where a key is missing above it',
      'stories:\n- story: one\n  - intent: greet\n',
      'x.yml:3  A block sequence may not be used as an implicit map key — indent the list below a key of its own, like steps:',
    ],
    [
      'a quote that is not closed',
      'responses:\n  utter_a:\n  - text: "hola\n',
      'x.yml:4  Missing closing "quote — close the quote or bracket, or check the indentation',
    ],
    [
      'a key that is there twice',
      'slots:\n  a: {}\n  a: {}\n',
      'x.yml:3  Map keys must be unique — join the two, or remove one',
    ],
    [
      'a text that begins with !',
      'slots:\n  a: !hola\n',
      'x.yml:2  Unresolved tag: !hola — put quotes around text that begins with "!"',
    ],
    [
      'an alias of nothing',
      'slots:\n  a: *b\n',
      'x.yml:2 slots.a nothing is called &b above — write &b before the part that is meant',
    ],
    ['a list at the top', '- a\n', 'x.yml:1  must be a mapping, is a list — write "name: …" lines below it'],
  ];
  for (const [what, text, fault] of broken) {
    it(`tells of ${what}`, () => {
      expect(told(file(text))).to.deep.equal([fault]);
    });
  }

  it('refuses a file that would blow up', () => {
    const bomb = [
      'a0: &a0 [x,x,x,x,x,x,x,x,x,x]',
      ...[1, 2, 3, 4, 5, 6].map((n) => `a${n}: &a${n} [${`*a${n - 1},`.repeat(10)}]`),
    ];
    const [fault, ...others] = told(file(`slots:\n  ${bomb.join('\n  ')}\n`));
    expect(fault).to.match(/^x\.yml:1 {2}Excessive alias count/);
    expect(others).to.deep.equal([]);
  });

  it('finds places through anchors and merge keys', () => {
    const { bot } = loadBase(
      file('slots:\n  a: &base\n    type: text\n  b:\n    <<: *base\n    initial_value: x\n  c: *base\n'),
    );
    const { slots } = bot.dialogue;
    expect(slots.get('b')?.value).to.deep.equal({ type: 'text', initial_value: 'x' });
    expect(slots.get('b')?.at(['initial_value']).line).to.equal(6);
    expect(slots.get('b')?.at(['type'])).to.deep.include({ line: 4, path: 'slots.b.type' });
    expect(slots.get('c')?.at(['type']).line).to.equal(3);
  });

  it('counts the lines of a literal block from its head', () => {
    const { bot } = loadBase(file('nlu:\n- intent: greet\n  examples: | # a remark\n\n    - uno\n\n    - dos\n'));
    expect(
      bot.examples.filter(({ place }) => place.file.endsWith('x.yml')).map(({ place }) => place.line),
    ).to.deep.equal([5, 7]);
  });

  it('names the line of the key where a text is written otherwise', () => {
    const { bot } = loadBase(file('nlu:\n- intent: greet\n  examples: "- uno\\n- dos"\n'));
    expect(
      bot.examples.filter(({ place }) => place.file.endsWith('x.yml')).map(({ place }) => place.line),
    ).to.deep.equal([3, 3]);
  });
});
