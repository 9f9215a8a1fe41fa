import type { NamedReply } from '@botones/contract';
import { expect } from 'chai';
import { say, type Voice } from '../../../core/dialogue/say.ts';
import { demoProperty } from '../../support/demo-property.ts';
import { type ConfigParts, makeConfig } from '../../support/property-config.ts';

function said(
  response: NonNullable<ConfigParts['responses']>[string],
  change: Partial<Voice> = {},
  reply: Partial<NamedReply> = {},
) {
  const { bot } = makeConfig({ responses: { utter_it: response } });
  const voice = { bot, property: demoProperty, language: 'es', channel: 'web', slots: {}, seed: 0, ...change };
  return say({ response: 'it', ...reply }, voice);
}

const text = (words: string) => [{ type: 'text', text: words }];

describe('say', () => {
  it("speaks the guest's language, else the property's, else any", () => {
    const words = { es: 'Hola', en: 'Hello' };
    expect(said(words, { language: 'en' })).to.deep.equal(text('Hello'));
    expect(said(words, { language: 'de' })).to.deep.equal(text('Hola'));
    expect(said({ fr: 'Bonjour' }, { language: 'de' })).to.deep.equal(text('Bonjour'));
  });

  it('knows a response by its full name and by its short one', () => {
    for (const response of ['utter_it', 'it']) expect(said('Hola', {}, { response })).to.deep.equal(text('Hola'));
  });

  it('says nothing for a response that there is not', () => {
    expect(said('Hola', {}, { response: 'other' })).to.equal(null);
  });

  it('passes finished parts on', () => {
    const parts = [{ type: 'location', latitude: 1, longitude: 2 } as const];
    const { bot } = makeConfig();
    expect(
      say({ parts }, { bot, property: demoProperty, language: 'es', channel: 'web', slots: {}, seed: 0 }),
    ).to.equal(parts);
  });

  describe('variations', () => {
    const three = ['a', 'b', 'c'].map((words) => ({ text: { es: words } }));

    it('take turns by the seed', () => {
      const heard = [0, 1, 2, 3].map((seed) => said(three, { seed }));
      expect(heard).to.deep.equal(['a', 'b', 'c', 'a'].map(text));
    });

    it('are chosen by channel before condition before none', () => {
      const condition = [{ slot: 'vip', value: true }];
      const all = [
        { text: { es: 'plain' } },
        { text: { es: 'vip' }, condition },
        { text: { es: 'web' }, channel: 'web' },
        { text: { es: 'vip on web' }, channel: 'web', condition },
      ];
      expect(said(all)).to.deep.equal(text('web'));
      expect(said(all, { slots: { vip: true } })).to.deep.equal(text('vip on web'));
      expect(said(all, { channel: 'mail', slots: { vip: true } })).to.deep.equal(text('vip'));
      expect(said(all, { channel: 'mail', slots: { vip: false } })).to.deep.equal(text('plain'));
    });

    it('say nothing when none fits', () => {
      expect(said([{ text: { es: 'web' }, channel: 'web' }], { channel: 'mail' })).to.equal(null);
    });

    it('compare words of slots without regard to case, and nothing else loosely', () => {
      const vip = (value: unknown) => [{ text: { es: 'yes' }, condition: [{ slot: 'vip', value }] }];
      expect(said(vip('Gold'), { slots: { vip: 'gold' } })).to.deep.equal(text('yes'));
      expect(said(vip(1), { slots: { vip: '1' } })).to.equal(null);
      expect(said(vip(null), { slots: { vip: null } })).to.deep.equal(text('yes'));
    });
  });

  describe('names in braces', () => {
    const filled = (words: string, values: Record<string, unknown>, change: Partial<Voice> = {}) =>
      said({ es: words, en: words }, change, { values })?.[0];

    it('are filled from the reply, then the slots, then the hotel', () => {
      expect(filled('{a} {b} {hotel}', { a: 1, b: false }, { slots: { a: 'slot' } })).to.deep.equal(
        text('1 false Hotel Miramar')[0],
      );
      expect(filled('{a} {hotel}', {}, { slots: { a: 'slot', hotel: 'Otro' } })).to.deep.equal(text('slot Otro')[0]);
    });

    it('stay as they are where nobody knows them', () => {
      expect(filled('{unknown} {empty} {constructor}', { empty: null })).to.deep.equal(
        text('{unknown} {empty} {constructor}')[0],
      );
    });

    it('are literal when doubled', () => {
      expect(filled('{{a}} {a}', { a: 1 })).to.deep.equal(text('{a} 1')[0]);
    });

    it('take a value by language', () => {
      const values = { way: { es: 'a pie', en: 'on foot' } };
      expect(filled('{way}', values, { language: 'en' })).to.deep.equal(text('on foot')[0]);
      expect(filled('{way}', values, { language: 'de' })).to.deep.equal(text('a pie')[0]);
    });

    it('read a list of values as a list', () => {
      expect(filled('{rooms}', { rooms: ['doble', 'suite'] })).to.deep.equal(text('doble, suite')[0]);
    });

    it('do not fill what a value brings along', () => {
      expect(filled('{a}', { a: '{phone} $& {{b}}' })).to.deep.equal(text('{phone} $& {{b}}')[0]);
    });
  });

  it('asks with the choices of the response and of the reply', () => {
    const choices = [{ payload: '/yes', title: { es: 'Sí', en: 'Yes' } }];
    const more = [{ payload: '/no', title: 'No' }];
    expect(said([{ text: { es: '¿Sí?' }, choices }], {}, { choices: more })).to.deep.equal([
      {
        type: 'choices',
        text: '¿Sí?',
        choices: [
          { payload: '/yes', title: 'Sí' },
          { payload: '/no', title: 'No' },
        ],
      },
    ]);
  });

  it('shows a picture with its words, and no empty bubble', () => {
    const image = 'https://example.com/{room}.jpg';
    expect(said([{ text: { es: 'Vistas' }, image }], { slots: { room: 'sea' } })).to.deep.equal([
      ...text('Vistas'),
      { type: 'image', media: { url: 'https://example.com/sea.jpg' }, alt: '' },
    ]);
    expect(said([{ text: {}, image: 'https://example.com/a.jpg' }])).to.have.length(1);
    expect(said([{ text: {} }])).to.deep.equal([]);
  });

  it('fills the titles and payloads of choices, JSON in them or not', () => {
    const choices = [{ payload: '/book{"room": "{room}"}', title: { es: 'La {room}' } }];
    expect(said([{ text: { es: '¿Cuál?' }, choices }], { slots: { room: 'suite' } })).to.deep.equal([
      { type: 'choices', text: '¿Cuál?', choices: [{ payload: '/book{"room": "suite"}', title: 'La suite' }] },
    ]);
  });

  it('sends what else a Rasa response has, in Rasa’s order', () => {
    const extras = {
      elements: [
        {
          title: '{room}',
          subtitle: 'to the sea',
          image_url: 'https://example.com/a.jpg',
          buttons: [
            { title: 'Take', payload: '/take' },
            { title: 'More', url: 'https://example.com' },
          ],
        },
        'no element',
      ],
      attachment: { type: 'file', payload: { src: 'https://example.com/{room}.pdf', title: 'Plan' } },
      custom: { room: '{room}', deep: [{ is: '{room}' }] },
      metadata: { alt: 'The {room}' },
    };
    const parts = said([{ text: { es: 'Vea' }, image: 'https://example.com/b.jpg', extras }], {
      slots: { room: 'suite' },
    });
    expect(parts).to.deep.equal([
      ...text('Vea'),
      ...text('{"room":"suite","deep":[{"is":"suite"}]}'),
      { type: 'image', media: { url: 'https://example.com/b.jpg' }, alt: 'The suite' },
      { type: 'document', media: { url: 'https://example.com/suite.pdf' }, name: 'Plan' },
      {
        type: 'cards',
        cards: [
          {
            title: 'suite',
            text: 'to the sea',
            image: { url: 'https://example.com/a.jpg', alt: '' },
            choices: [{ title: 'Take', payload: '/take' }],
            link: { title: 'More', url: 'https://example.com' },
          },
        ],
      },
    ]);
    expect(said([{ text: {}, extras: { attachment: 'https://example.com/menu%20del%20dia.pdf?x=1' } }])).to.deep.equal([
      { type: 'document', media: { url: 'https://example.com/menu%20del%20dia.pdf?x=1' }, name: 'menu del dia.pdf' },
    ]);
  });
});
