import { expect } from 'chai';
import { linkify } from '../../../../../channels/web/widget/ui/linkify.ts';
import { pickLanguage } from '../../../../../channels/web/widget/ui/pick-language.ts';
import { safeLink, safeMedia } from '../../../../../channels/web/widget/ui/safe-url.ts';
import { wordsOf } from '../../../../../channels/web/widget/ui/words.ts';

describe('widget: links in text', () => {
  const linksOf = (text: string) => linkify(text).flatMap(({ url }) => url ?? []);

  it('are web addresses, mail addresses and phone numbers, without the full stop behind them', () => {
    const text =
      'Escriba a hola@example.com, llame al +34 600 000 000 o vea https://www.example.com/es?a=1 (o https://example.com/x).';
    expect(linksOf(text)).to.deep.equal([
      'mailto:hola@example.com',
      'tel:+34600000000',
      'https://www.example.com/es?a=1',
      'https://example.com/x',
    ]);
    expect(
      linkify(text)
        .map((run) => run.text)
        .join(''),
    ).to.equal(text);
  });

  it('are nothing else', () => {
    for (const text of [
      '',
      'javascript:alert(1)',
      'http://example.com',
      '7:30-10:30',
      'a+b',
      'Habitación 112',
      'data:text/html,x',
    ]) {
      expect(linksOf(text), text).to.deep.equal([]);
      expect(
        linkify(text)
          .map((run) => run.text)
          .join(''),
      ).to.equal(text);
    }
  });

  it('are found in a long text of one sign without delay', () => {
    expect(linksOf('a.'.repeat(50_000))).to.deep.equal([]);
    expect(linksOf(`${'a'.repeat(50_000)}@`)).to.deep.equal([]);
  });
});

describe('widget: addresses', () => {
  it('may be followed by https, phone and mail', () => {
    for (const url of ['https://example.com', 'tel:+34600000000', 'mailto:hola@example.com'])
      expect(safeLink(url)).to.equal(url);
    for (const url of [
      'http://example.com',
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'JaVaScRiPt:0',
      'data:text/html,x',
      '/x',
      '',
    ]) {
      expect(safeLink(url), url).to.equal(null);
    }
  });

  it('are those of pictures by https, or from the chat itself', () => {
    const base = 'http://localhost:3000/web';
    expect(safeMedia('https://example.com/a.jpg', base)).to.equal('https://example.com/a.jpg');
    expect(safeMedia('/media/a.jpg', base)).to.equal('http://localhost:3000/media/a.jpg');
    for (const url of [undefined, '', 'http://example.com/a.jpg', 'javascript:0', 'data:image/svg+xml,x', 'blob:x']) {
      expect(safeMedia(url, base), url).to.equal(null);
    }
  });
});

describe('widget: languages', () => {
  it('are the first wish that the hotel speaks', () => {
    expect(pickLanguage([null, 'fr-FR', 'en-GB', 'es'], ['es', 'en'])).to.equal('en');
    expect(pickLanguage(['ES-mx'], ['en', 'es'])).to.equal('es');
    expect(pickLanguage([undefined, 'fr'], ['es', 'en'])).to.equal('es');
  });

  it('have all words, and none twice the same by mistake', () => {
    const [es, en] = [wordsOf('es'), wordsOf('en')];
    expect(Object.keys(es)).to.deep.equal(Object.keys(en));
    const same = Object.entries(es).filter(([name, word]) =>
      Object.entries(en).some(([key, other]) => key === name && other === word),
    );
    expect(same.map(([name]) => name)).to.deep.equal([]);
    expect(wordsOf('fr')).to.equal(en);
  });
});
