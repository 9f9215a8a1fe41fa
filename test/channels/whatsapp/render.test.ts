import type { Capabilities, Choice, Part } from '@botones/contract';
import { expect } from 'chai';
import whatsapp from '../../../channels/whatsapp/index.ts';
import { lengthOf, shorten } from '../../../channels/whatsapp/outbound/cut.ts';
import { render } from '../../../channels/whatsapp/render.ts';
import type { Interactive } from '../../../channels/whatsapp/types.ts';

const capabilities: Capabilities = whatsapp.capabilities;
const choices = (count: number, title = 'Choice'): Choice[] =>
  Array.from({ length: count }, (_, index) => ({ title: `${title} ${index + 1}`, payload: `/choice_${index + 1}` }));
const rendered = (...parts: Part[]) => render(parts, capabilities, { language: 'es', handoff: false });
const interactive = (...parts: Part[]) =>
  rendered(...parts).map((payload) => (payload.type === 'interactive' ? payload.interactive : null));
const ask = (text: string, given: Choice[]): Part => ({ type: 'choices', text, choices: given });
const rowsOf = (one: Interactive | null | undefined) =>
  one?.type === 'list' ? one.action.sections.flatMap(({ rows }) => rows) : [];

describe('whatsapp: render', () => {
  it('says what belongs together in one message', () => {
    expect(rendered({ type: 'text', text: 'Hola' }, { type: 'text', text: 'Abrimos a las 9.' })).to.deep.equal([
      { type: 'text', text: { body: 'Hola\n\nAbrimos a las 9.', preview_url: false } },
    ]);
    const [question] = interactive({ type: 'text', text: 'Hola' }, ask('¿Confirma?', choices(2)));
    expect(question?.body.text).to.equal('Hola\n\n¿Confirma?');
  });

  it('splits 5,000 characters between paragraphs', () => {
    const texts = rendered({ type: 'text', text: 'Una frase que no dice mucho.\n\n'.repeat(180) });
    expect(texts.length).to.equal(2);
    for (const payload of texts) {
      expect(payload.type === 'text' && lengthOf(payload.text.body)).to.be.within(1, 4096);
      expect(payload.type === 'text' && payload.text.body).to.match(/^Una.*mucho\.$/s);
    }
  });

  it('shows up to three choices as buttons', () => {
    expect(rendered(ask('¿Confirma?', choices(3)))).to.deep.equal([
      {
        type: 'interactive',
        interactive: {
          type: 'button',
          body: { text: '¿Confirma?' },
          action: {
            buttons: choices(3).map(({ title, payload }) => ({ type: 'reply', reply: { id: payload, title } })),
          },
        },
      },
    ]);
  });

  it('shows four as a list, with its button in the language of the guest', () => {
    const [list] = interactive(ask('¿Qué desea?', choices(4)));
    expect(list).to.deep.include({ type: 'list' });
    expect(rowsOf(list)).to.have.length(4);
    expect(list?.type === 'list' && list.action.button).to.equal('Ver opciones');
  });

  it('turns pages at the eleventh', () => {
    const pages = interactive(ask('¿Qué desea?', choices(11)));
    expect(pages.map((page) => rowsOf(page).length)).to.deep.equal([10, 1]);
    expect(pages.flatMap(rowsOf).map(({ id }) => id)).to.deep.equal(choices(11).map(({ payload }) => payload));
  });

  it('shortens a title of 21 characters', () => {
    const [question] = interactive(ask('¿Confirma?', [{ title: 'abcdefghijklmnopqrstu', payload: '/a' }]));
    expect(question?.type === 'button' && question.action.buttons[0]?.reply.title).to.equal('abcdefghijklmnopqrs…');
  });

  it('keeps a long title whole below its row', () => {
    const title = 'Habitación superior con vistas al mar';
    const rows = rowsOf(interactive(ask('¿Cuál?', [{ title, payload: '/a' }, ...choices(3)]))[0] ?? null);
    expect(rows[0]).to.deep.equal({ id: '/a', title: 'Habitación superior con…', description: title });
  });

  it('tells buttons apart that would read the same, by a list', () => {
    const long = choices(2, 'Habitación doble mar');
    const [list] = interactive(ask('¿Cuál?', long));
    expect(list?.type).to.equal('list');
  });

  it('writes out with numbers what Meta would refuse', () => {
    const twins = [
      { title: 'Sí', payload: '/affirm' },
      { title: 'Sí', payload: '/deny' },
    ];
    const long = [{ title: 'Sí', payload: `/affirm{"x":"${'y'.repeat(300)}"}` }];
    for (const given of [twins, long]) {
      const [payload] = rendered(ask('¿Confirma?', given));
      expect(payload?.type === 'text' && payload.text.body).to.match(/^¿Confirma\?\n1\. Sí/);
    }
  });

  it('puts a picture above its card, with its buttons', () => {
    const image = { url: 'https://hotel.example.com/double.jpg', alt: 'Una doble' };
    const card = { title: 'Doble', text: 'Desde 90 €', image, choices: choices(1) };
    const [shown] = interactive({ type: 'cards', cards: [card] });
    expect(shown).to.deep.include({ body: { text: 'Doble\nDesde 90 €' } });
    expect(shown && 'header' in shown && shown.header).to.deep.equal({ type: 'image', image: { link: image.url } });
  });

  it('makes one list of cards without pictures behind words', () => {
    const cards = choices(5).map((choice) => ({ title: choice.title, text: 'desde 90 €', choices: [choice] }));
    const shown = rendered({ type: 'text', text: 'Tenemos:' }, { type: 'cards', cards });
    expect(shown).to.have.length(1);
  });

  it('makes a button of a web address, and words of others', () => {
    const [link] = interactive(
      { type: 'text', text: 'Aquí:' },
      { type: 'link', title: 'Abrir el mapa', url: 'https://maps.example.com/x' },
    );
    expect(link).to.deep.equal({
      type: 'cta_url',
      body: { text: 'Aquí:' },
      action: { name: 'cta_url', parameters: { display_text: 'Abrir el mapa', url: 'https://maps.example.com/x' } },
    });
    expect(rendered({ type: 'link', title: 'Llamar', url: 'tel:+34600000000' })).to.deep.equal([
      { type: 'text', text: { body: 'Llamar: +34600000000', preview_url: false } },
    ]);
  });

  const picture: Part = { type: 'image', media: { url: 'https://h.example.com/a.jpg' }, alt: 'La piscina' };

  it('puts words below a picture, and a picture above its question: one message, one price', () => {
    expect(rendered({ type: 'text', text: 'Abierta hasta las 20.' }, picture)).to.deep.equal([
      { type: 'image', image: { link: 'https://h.example.com/a.jpg', caption: 'Abierta hasta las 20.' } },
    ]);
    const [shown, ...more] = interactive(picture, { type: 'text', text: 'Abierta.' }, ask('¿Reserva?', choices(2)));
    expect(more).to.deep.equal([]);
    expect(shown).to.deep.include({ type: 'button', body: { text: 'Abierta.\n\n¿Reserva?' } });
    expect(shown && 'header' in shown && shown.header?.type).to.equal('image');
  });

  it('keeps cards with pictures apart from what follows them', () => {
    const card = (title: string) => ({ title, image: { url: `https://h.example.com/${title}.jpg`, alt: title } });
    const shown = rendered({ type: 'cards', cards: [card('Doble'), card('Suite')] }, ask('¿Cuál?', choices(2)));
    expect(shown.map(({ type }) => type)).to.deep.equal(['image', 'image', 'interactive']);
  });

  it('writes a title whole above the button that cuts it, with the number to type', () => {
    const long = [
      { title: 'Habitación doble con vistas', payload: '/a' },
      { title: 'Suite', payload: '/b' },
    ];
    const [question] = interactive(ask('¿Cuál?', long));
    expect(question?.body.text).to.equal('¿Cuál?\n\n1. Habitación doble con vistas');
  });

  it('asks below a list where the words are too long for buttons, and goes on where they are too long for that', () => {
    const long = 'Una frase que no dice mucho.\n\n';
    const [list, ...none] = interactive(ask(long.repeat(60), choices(2)));
    expect([list?.type, none]).to.deep.equal(['list', []]);
    expect(rendered(ask(long.repeat(200), choices(2))).map(({ type }) => type)).to.deep.equal(['text', 'interactive']);
  });

  it('writes out more choices than anybody turns pages for', () => {
    const shown = rendered(ask('¿Cuál?', choices(31)));
    expect(shown.map(({ type }) => type)).to.deep.equal(['text']);
    expect(JSON.stringify(shown)).to.contain('31. Choice 31');
  });

  it('counts characters, and cuts no sign in two', () => {
    const family = '👨‍👩‍👧';
    expect(rendered({ type: 'text', text: '👍'.repeat(4096) })).to.have.length(1);
    const bodies = rendered({ type: 'text', text: family.repeat(1000) }).map((payload) =>
      payload.type === 'text' ? payload.text.body : '',
    );
    expect(bodies.length).to.equal(2);
    for (const body of bodies) expect(body.replaceAll(family, '')).to.equal('');
  });

  it('marks as spoken only what Meta takes for a voice message', () => {
    const voice = (mime: string): Part => ({ type: 'audio', media: { id: 'file-1', mime }, voice: true });
    expect(rendered(voice('audio/ogg; codecs=opus'), voice('audio/mpeg'))).to.deep.equal([
      { type: 'audio', audio: { link: 'file-1', voice: true } },
      { type: 'audio', audio: { link: 'file-1' } },
    ]);
  });

  it('sends files and places as they are', () => {
    const parts: Part[] = [
      { type: 'image', media: { url: 'https://h.example.com/a.jpg' }, alt: 'La piscina' },
      { type: 'document', media: { url: 'https://h.example.com/a.pdf' }, name: 'menu.pdf' },
      { type: 'location', latitude: 1, longitude: 2, name: 'Hotel' },
    ];
    expect(rendered(...parts)).to.deep.equal([
      { type: 'image', image: { link: 'https://h.example.com/a.jpg', caption: 'La piscina' } },
      { type: 'document', document: { link: 'https://h.example.com/a.pdf', filename: 'menu.pdf' } },
      { type: 'location', location: { latitude: 1, longitude: 2, name: 'Hotel' } },
    ]);
  });
});

describe('whatsapp: shorten', () => {
  const cases: [string, number, string][] = [
    ['short', 5, 'short'],
    ['longer', 5, 'long…'],
    ['👍👍👍', 3, '👍👍👍'],
    ['👨‍👩‍👧 family', 6, '👨‍👩‍👧…'],
    ['👨‍👩‍👧 family', 5, '…'],
    ['niñ\u0303o largo', 5, 'niñ\u0303…'],
  ];
  for (const [text, max, expected] of cases) {
    it(`${text} to ${max}`, () => {
      expect(shorten(text, max)).to.equal(expected);
      expect(lengthOf(shorten(text, max))).to.be.at.most(max);
    });
  }
});
