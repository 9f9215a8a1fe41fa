import type { Part } from '@botones/contract';
import { expect } from 'chai';
import { restoreTracker } from '../../../core/dialogue/tracker.ts';
import { prepare } from '../../../core/pipeline/prepare.ts';
import { guestMessage, type MessageParts } from '../../support/guest-message.ts';
import { makeConfig } from '../../support/property-config.ts';

const config = makeConfig({ intents: { greet: {}, book: {} }, entities: ['room'] });
const offered = [
  { title: 'Vistas al mar', payload: '/book{"room":"sea"}' },
  { title: 'Jardín', payload: 'la del jardín' },
  { title: 'Rota', payload: '/no-such-intent' },
];

function prepared(message: MessageParts, language: string | null = null) {
  return prepare(guestMessage(message), restoreTracker({ offered }), language, null, config);
}

const parts = (...list: Part[]) => ({ parts: list });

describe('prepare', () => {
  it('takes the words of a message', () => {
    expect(prepared({ text: '¿Hay sitio?' })).to.deep.equal({
      text: '¿Hay sitio?',
      understanding: null,
      readable: true,
      certain: false,
      sticky: null,
    });
  });

  it('knows at once what a pressed choice means, and keeps its label as the words', () => {
    const message = prepared(parts({ type: 'picked', payload: '/book{"room":"sea"}', title: 'Vistas al mar' }));
    expect(message).to.deep.include({ text: 'Vistas al mar', certain: true, readable: true });
    expect(message.understanding).to.deep.include({ intent: 'book', confidence: 1 });
    expect(message.understanding?.entities[0]).to.include({ entity: 'room', value: 'sea' });
  });

  it('knows the same of a choice that is typed', () => {
    for (const text of ['1', 'vistas al mar', 'la del mar']) {
      expect(prepared({ text }).understanding, text).to.deep.include({ intent: 'book' });
    }
  });

  it('reads a payload that is plain words as if the guest had typed them', () => {
    expect(prepared({ text: '2' })).to.deep.include({ text: 'la del jardín', understanding: null, certain: false });
    const pressed = prepared(parts({ type: 'picked', payload: 'la del jardín', title: 'Jardín' }));
    expect(pressed).to.deep.include({ text: 'la del jardín', certain: false });
  });

  it('falls back to the label when a payload leads nowhere', () => {
    expect(prepared(parts({ type: 'picked', payload: '/no-such-intent', title: 'Rota' }))).to.deep.include({
      text: 'Rota',
      certain: false,
      readable: true,
    });
  });

  it('cannot read what has no words', () => {
    const media = { id: 'm' };
    for (const message of [
      parts(),
      parts({ type: 'audio', media, voice: true }),
      parts({ type: 'unsupported', what: 'sticker' }),
      parts({ type: 'image', media, alt: '' }),
      { text: ' \n ' },
    ]) {
      expect(prepared(message).readable).to.equal(false);
    }
  });

  it('takes a file without a word for what the conversation waits for', () => {
    const awaited = (message: MessageParts, means: unknown = 'book') =>
      prepare(guestMessage(message), restoreTracker({}), null, null, config, means).understanding?.intent;
    const picture: Part = { type: 'image', media: {}, alt: '' };
    const receipt: Part = { type: 'document', media: {}, name: 'receipt.pdf' };
    expect(awaited(parts(picture))).to.equal('book');
    expect(awaited(parts(receipt))).to.equal('book');
    expect(awaited(parts(picture), null)).to.equal(undefined);
    expect(awaited(parts({ type: 'image', media: {}, alt: 'Is this the pool?' }))).to.equal(undefined);
    expect(awaited(parts({ type: 'unsupported', what: 'sticker' }))).to.equal(undefined);
  });

  it('reads a caption and the words beside a voice message', () => {
    expect(prepared(parts({ type: 'image', media: {}, alt: 'El comprobante' })).text).to.equal('El comprobante');
    const both = parts({ type: 'audio', media: {}, voice: true }, { type: 'text', text: 'Escuche' });
    expect(prepared(both).text).to.equal('Escuche');
  });

  it("begins in the language of the guest's device where the hotel speaks it, and stays in that of the conversation", () => {
    const sticky = (locale: string | undefined, language: string | null = null) =>
      prepared({ guest: locale === undefined ? {} : { locale } }, language).sticky;
    expect([sticky('en-GB'), sticky('EN_us'), sticky('de-DE'), sticky(''), sticky(undefined)]).to.deep.equal([
      'en',
      'en',
      null,
      null,
      null,
    ]);
    expect(sticky('en-GB', 'es')).to.equal('es');
  });
});
