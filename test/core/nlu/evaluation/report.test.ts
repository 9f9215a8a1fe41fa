import { Script } from 'node:vm';
import { expect } from 'chai';
import { crossValidate } from '../../../../core/nlu/evaluation/cross-validate.ts';
import { readTests } from '../../../../core/nlu/evaluation/read-tests.ts';
import { renderReport } from '../../../../core/nlu/evaluation/render-report.ts';
import { toAnswer, toRow } from '../../../../core/nlu/evaluation/report/data.ts';
import { botOf, hotelSayings, tinyHotel } from '../tiny-bot.ts';
import { answer } from './answers.ts';

describe('renderReport', () => {
  let page: string;
  before(async () => {
    const { manifest } = await tinyHotel();
    const answers = [
      answer('greet', 'greet', 0.9, '</script><script>alert("$& %property%")'),
      answer('cancel', 'greet', 0.7),
    ];
    const sets = [{ name: 'Test messages', answers }];
    page = renderReport({
      property: 'Hotel <Sol> & "Mar"',
      manifest,
      thresholds: { handoff: 0.45, clarify: 0.65 },
      sets,
    });
  });

  it('needs nothing from elsewhere', () => {
    expect(page).not.to.match(/(?:src|href)=|@import|url\(/);
    expect(page).to.match(/^<!doctype html>/);
  });

  it('lets no message out of its data', () => {
    expect(page.match(/<\/script>/g)).to.have.length(2);
    expect(page).to.include('Hotel &lt;Sol&gt; &amp; &quot;Mar&quot;');
    const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    const { sets } = JSON.parse(json);
    expect(sets[0].rows[0].t).to.equal('</script><script>alert("$& %property%")');
  });

  it('has a script that compiles', () => {
    const source = page.slice(page.lastIndexOf('<script>') + 8, page.lastIndexOf('</script>'));
    expect(new Script(source)).to.be.instanceOf(Script);
    expect(source).to.include('addEventListener');
  });

  it('gives the page back the answers that it was given', () => {
    const given = answer('a', 'b', 0.5);
    expect(toAnswer(toRow(given))).to.deep.equal(given);
  });
});

describe('crossValidate', () => {
  it('lets models answer each example once, none of which learned it', async () => {
    const { greet, ask_wifi } = hotelSayings;
    const bot = botOf({ greet: greet ?? {}, ask_wifi: ask_wifi ?? {} });
    const answers = await crossValidate(bot, { languages: ['es', 'en'], pipeline: [], folds: 3 });
    expect(answers.map(({ text }) => text).sort()).to.deep.equal(bot.examples.map(({ text }) => text).sort());
    // What it learned word by word has exactly this confidence.
    expect(answers.every(({ understanding }) => understanding.confidence !== 0.99)).to.equal(true);
  });
});

describe('readTests', () => {
  it('reads the demo hotel in both languages, a third out of scope', () => {
    const tests = readTests('test/data', 'siete-velas', 'es');
    expect(tests.length).to.be.above(300);
    expect(new Set(tests.map(({ language }) => language))).to.deep.equal(new Set(['es', 'en']));
    const outOfScope = tests.filter(({ intent }) => intent === 'out_of_scope').length;
    expect(outOfScope / tests.length).to.be.within(0.28, 0.4);
  });

  it('has none where there is nothing', () => {
    expect(readTests('test/nowhere', 'x', 'es')).to.deep.equal([]);
  });
});
