import { expect } from 'chai';
import { type Model, understand } from '../../../../core/nlu/index.ts';
import { botOf, hotelSayings, tinyHotel, trainTiny } from '../tiny-bot.ts';

describe('language', () => {
  let model: Model;
  before(async () => {
    model = await tinyHotel();
  });
  const languageOf = (text: string, sticky: string | null) => understand(model, text, { language: sticky }).language;

  it('keeps the language of the conversation where a message speaks for none', () => {
    for (const text of ['ok', 'wifi', '2', '', '👍']) {
      expect(languageOf(text, 'en'), text).to.equal('en');
      expect(languageOf(text, 'es'), text).to.equal('es');
    }
  });

  it('changes it where a message speaks clearly for another', () => {
    expect(languageOf('quiero reservar una habitación para mañana', 'en')).to.equal('es');
    expect(languageOf('i would like to book a room for tomorrow', 'es')).to.equal('en');
  });

  it('reads Spanish with and without accents', () => {
    expect(languageOf('¿Está climatizada la piscina?', null)).to.equal('es');
    expect(languageOf('esta climatizada la piscina', null)).to.equal('es');
  });

  it('is the first language where nothing is known', () => {
    expect(languageOf('', null)).to.equal('es');
  });

  it('says at training which package a language needs', async () => {
    const error = await trainTiny(botOf(hotelSayings), ['es', 'xx']).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('code', 'ERR_PLUGIN_NOT_FOUND');
    expect(error).to.have.property('message').that.includes('npm install @nlpjs/lang-xx');
  });
});
