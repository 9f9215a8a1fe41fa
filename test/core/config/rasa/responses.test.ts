import { expect } from 'chai';
import { bilingual, load, loadBase, told } from '../fixture.ts';

const responses = (lines: string) => ({ 'x.yml': `responses:\n${lines}` });
const inTwo = (lines: string) => ({ 'botones.yml': bilingual, 'greet.yml': '', ...responses(lines) });

describe('responses', () => {
  it('reads every part of a variation', () => {
    const { bot } = loadBase(
      inTwo(`  utter_hi:
  - text: Hola {name}
    image: https://example.com/hi.jpg
    channel: whatsapp
    condition: [{type: slot, name: vip, value: gold}]
    buttons: [{title: Reservar, payload: /book}]
    quick_replies: [{title: Nada}]
    custom: {a: 1}
    attachment: https://example.com/a.pdf
    translation:
      en: {text: "Hello {name}", buttons: [Book, Nothing]}
  - text: Buenas
    translation: {en: Hi}
`),
    );
    const [first, second] = bot.responses.get('utter_hi') ?? [];
    const { place, ...said } = first ?? {};
    expect(said).to.deep.equal({
      text: { es: 'Hola {name}', en: 'Hello {name}' },
      image: 'https://example.com/hi.jpg',
      choices: [
        { payload: '/book', title: { es: 'Reservar', en: 'Book' } },
        { payload: 'Nada', title: { es: 'Nada', en: 'Nothing' } },
      ],
      channel: 'whatsapp',
      condition: [{ slot: 'vip', value: 'gold' }],
      extras: { attachment: 'https://example.com/a.pdf', custom: { a: 1 } },
    });
    expect(place).to.deep.include({ line: 3, path: 'responses.utter_hi[0]' });
    expect(second).to.deep.include({ text: { es: 'Buenas', en: 'Hi' }, choices: [], condition: [], extras: {} });
  });

  it('takes all languages from translation:, and needs no text beside a picture', () => {
    const { bot } = loadBase(
      inTwo('  utter_a:\n  - translation: {es: Hola, en: Hello}\n  utter_b:\n  - image: https://example.com/b.jpg\n'),
    );
    expect(bot.responses.get('utter_a')?.[0]?.text).to.deep.equal({ es: 'Hola', en: 'Hello' });
    expect(bot.responses.get('utter_b')?.[0]?.text).to.deep.equal({});
  });

  const faulty: [what: string, lines: string, faults: string[]][] = [
    [
      'a language that is missing',
      '  utter_a:\n  - text: Hola\n  - text: Buenas\n    translation: {en: Hi}\n',
      ['x.yml:3 responses.utter_a[0] utter_a has no text in en — write en: below its translation:'],
    ],
    [
      'the default language that is missing',
      '  utter_a:\n  - translation: {en: Hi}\n',
      ['x.yml:3 responses.utter_a[0] utter_a has no text in es — write es: below its translation:'],
    ],
    [
      'a response that no language has',
      '  utter_a:\n  - channel: web\n  utter_b: []\n  utter_c:\n',
      [
        'x.yml:3 responses.utter_a[0] utter_a says nothing in any language — write text:',
        'x.yml:4 responses.utter_b utter_b says nothing — write "- text: …" below it',
        'x.yml:5 responses.utter_c utter_c says nothing — write "- text: …" below it',
      ],
    ],
    [
      'button titles that are missing',
      '  utter_a:\n  - text: Hola\n    buttons: [{title: Sí, payload: /restart}]\n    translation: {en: Hi}\n',
      [
        'x.yml:3 responses.utter_a[0] utter_a has no button titles in en — write en: {text: …, buttons: [title, …]} below its translation:',
      ],
    ],
    [
      'another number of button titles',
      '  utter_a:\n  - text: Hola\n    translation:\n      en: {text: Hi, buttons: [Yes, No]}\n',
      [
        'x.yml:5 responses.utter_a[0].translation.en.buttons has 2 titles for 0 buttons — write one title a button, in their order',
      ],
    ],
    [
      'a text that is there twice',
      '  utter_a:\n  - text: Hola\n    translation: {es: Buenas, en: Hi}\n',
      ['x.yml:4 responses.utter_a[0].translation.es says it twice in es — keep text: for the default language'],
    ],
    [
      'a translation that nobody speaks',
      '  utter_a:\n  - text: Hola\n    translation: {en: Hi, fr: Salut}\n',
      [
        'x.yml:4 responses.utter_a[0].translation.fr no property speaks "fr" — write one of es, en, or add it to property.languages',
      ],
    ],
    [
      'another name than utter_…',
      '  hello:\n  - {text: Hola, translation: {en: Hi}}\n',
      ['x.yml:2 responses.hello "hello" is not a name of a response — call it utter_hello'],
    ],
    [
      'a text without its list',
      '  utter_a: Hola\n',
      ['x.yml:2 responses.utter_a must be a list, is text — begin each item with "- "'],
    ],
    [
      'misspelt keys, and only those',
      '  utter_a:\n  - txet: Hola\n  - text: Hola\n    transaltion: {en: Hi}\n  - text: 5\n',
      [
        'x.yml:3 responses.utter_a[0].txet unknown key "txet" — did you mean "text"?',
        'x.yml:5 responses.utter_a[1].transaltion unknown key "transaltion" — did you mean "translation"?',
        'x.yml:6 responses.utter_a[2].text must be text, is a number — put it in quotes',
      ],
    ],
    [
      'a condition that is no slot',
      '  utter_a:\n  - condition: [{type: slto, name: vip, value: gold}]\n    text: Hola\n',
      ['x.yml:3 responses.utter_a[0].condition[0].type must be slot, is "slto" — did you mean "slot"?'],
    ],
  ];
  for (const [what, lines, faults] of faulty) {
    it(`finds ${what}`, () => {
      expect(told(inTwo(lines))).to.deep.equal(faults);
    });
  }

  it('finds a response that is written twice, in one file and in two', () => {
    expect(told(responses('  utter_a:\n  - text: a\n  utter_a:\n  - text: b\n'))).to.deep.equal([
      'x.yml:4  Map keys must be unique — join the two, or remove one',
    ]);
    const [fault, ...others] = told({
      'a.yml': responses('  utter_a:\n  - text: a\n')['x.yml'],
      ...responses('  utter_a:\n  - text: b\n'),
    });
    expect(fault).to.match(
      /^x\.yml:2 responses\.utter_a utter_a is written already in .*a\.yml:2 — join the two, or rename one$/,
    );
    expect(others).to.deep.equal([]);
  });

  it('warns of a button whose intent does not exist', () => {
    const { warnings } = load(
      responses(`  utter_a:
  - text: a
    buttons:
    - {title: a, payload: /gret}
    - {title: b, payload: '/greet{"x": "y"}'}
    - {title: c, payload: /restart}
    - {title: d, payload: d}
`),
    );
    expect(warnings.map(({ message, cure }) => `${message} — ${cure}`)).to.deep.equal([
      'a button sends /gret, which is no intent — did you mean "greet"?',
    ]);
  });
});
