import { existsSync } from 'node:fs';
import { NeuralNetwork } from '@nlpjs/neural';
import { expect } from 'chai';
import { understand } from '../../../core/nlu/index.ts';
import type { Linear } from '../../../core/nlu/learn/matrix.ts';
import { applyLinear } from '../../../core/nlu/learn/matrix.ts';
import { forgetful } from '../../../core/nlu/nlpjs/language-tools.ts';
import { toNlpjsJson } from '../../../core/nlu/nlpjs/to-nlpjs-json.ts';
import { createParse } from '../../../core/nlu/parse.ts';
import { runSteps } from '../../../core/nlu/understand.ts';
import { botOf, hotelSayings, intentOf, isFiniteThroughout, tinyHotel, trainTiny } from './tiny-bot.ts';

/** What NLP.js 4.27 does wrong, and must not get through to a guest. */
describe('defects of NLP.js', () => {
  it('answers NaN for words that are keys of Object.prototype', async () => {
    const model = await tinyHotel();
    for (const text of ['constructor', 'la constructora', '__proto__', 'toString the wifi', 'valueOf hasOwnProperty']) {
      expect(isFiniteThroughout(understand(model, text)), text).to.equal(true);
    }
    expect(understand(model, 'constructora').confidence).to.be.below(0.45);
  });

  it('learns such words like any other', async () => {
    const model = await trainTiny(
      botOf({
        builder: { es: ['busco la constructora', 'telefono de la constructora'] },
        greet: { es: ['hola', 'buenas'] },
      }),
      ['es'],
    );
    expect(intentOf(model, 'la constructora')).to.equal('builder');
  });

  it('keeps every word that it ever stemmed', () => {
    const stemmer = { cache: {} as Record<string, string>, stem: (words: string[]) => words };
    const stem = (words: string[]) => {
      for (const word of words) stemmer.cache[word] = word;
      return words;
    };
    const tools = forgetful({ innerTokenize: (text) => text.split(' ') }, Object.assign(stemmer, { stem }));
    for (let index = 0; index < 50_000; index++) tools.stem([`word${index}`]);
    expect(Object.keys(stemmer.cache)).to.have.length.below(20_001);
  });

  it('keeps every text that it ever tokenized', () => {
    const texts: string[] = [];
    const tokenizer = {
      innerTokenize: (text: string) => text.split(' '),
      tokenize: (text: string) => texts.push(text),
    };
    forgetful(tokenizer, { cache: {}, stem: (words) => words }).tokenize('Hola QUÉ tal');
    expect(texts).to.deep.equal([]);
  });

  it('gives a score of 1 as soon as only one intent is active', async () => {
    const model = await tinyHotel();
    const { confidence } = understand(model, 'der Papst besuchte gestern ein Museum in Rom');
    expect(confidence).to.be.below(0.45);
  });

  it('gives a score of 1 to no intent at all', async () => {
    expect(understand(await tinyHotel(), 'xyzzy plugh').confidence).to.be.below(0.45);
  });

  it('matches stems exactly in any order', async () => {
    const model = await trainTiny(
      botOf({
        to_london: { en: ['from madrid to london', 'fly to london'] },
        to_madrid: { en: ['from london to madrid', 'fly to madrid'] },
      }),
      ['en'],
    );
    expect(intentOf(model, 'from madrid to london')).to.equal('to_london');
    expect(intentOf(model, 'from london to madrid')).to.equal('to_madrid');
  });

  it('silently gives an example of two intents to the last', async () => {
    const model = await trainTiny(
      botOf({
        cancel: { en: ['cancel my booking', 'cancel it'] },
        refund: { en: ['cancel my booking', 'money back'] },
      }),
      ['en'],
    );
    const parse = createParse('cancel my booking', 'en', null);
    runSteps(model, parse);
    expect(parse.exact).to.equal(null);
    expect(parse.confidence).to.be.below(0.99);
  });

  it('mixes models of one process', async () => {
    const [one, other] = await Promise.all([
      trainTiny(botOf({ a: { en: ['red apple', 'green apple'] }, b: { en: ['blue sky', 'dark sky'] } }), ['en']),
      trainTiny(botOf({ c: { en: ['red apple', 'green apple'] }, d: { en: ['blue sky', 'dark sky'] } }), ['en']),
    ]);
    expect(intentOf(one, 'apple')).to.equal('a');
    expect(intentOf(other, 'apple')).to.equal('c');
  });

  it('writes ./model.nlp and prints while training', async () => {
    const printed: unknown[] = [];
    const { log } = console;
    console.log = (...things) => printed.push(things);
    try {
      await trainTiny(botOf({ a: { en: ['red', 'green'] }, b: { en: ['sky', 'sea'] } }), ['en']);
    } finally {
      console.log = log;
    }
    expect(printed).to.deep.equal([]);
    expect(existsSync('model.nlp')).to.equal(false);
  });

  it('takes emoji for Chinese, and Spanish for English', async () => {
    const model = await tinyHotel();
    expect(understand(model, '😀', { language: 'en' }).language).to.equal('en');
    expect(understand(model, '👍').language).to.equal('es');
    for (const text of ['a que hora abre', 'quiero dos noches', 'se puede cancelar', 'muy buenas tardes']) {
      expect(understand(model, text).language, text).to.equal('es');
    }
  });

  it('has no answer in a language that it was not given', async () => {
    const { language, intent } = understand(await tinyHotel(), 'wifi', { language: 'fr' });
    expect(language).to.be.oneOf(['es', 'en']);
    expect(intent).to.equal('ask_wifi');
  });

  it('remembers every conversation', async () => {
    const model = await tinyHotel();
    const first = understand(model, 'y por la noche?');
    understand(model, 'hay piscina');
    expect(understand(model, 'y por la noche?')).to.deep.equal(first);
  });

  it('does not converge on long messages and many intents', async () => {
    const words = Array.from({ length: 60 }, (_, index) => `palabra${index}`);
    const sayings = Object.fromEntries(
      Array.from({ length: 40 }, (_, intent) => [
        `intent${intent}`,
        {
          es: [0, 1, 2].map((turn) =>
            words.map((word, at) => ((at * (intent + 2) + turn) % 7 ? word : `${word}x${intent}`)).join(' '),
          ),
        },
      ]),
    );
    const pipeline = ['clean', 'tokens', 'features', 'nlpjs-network'].map((name) => ({ name, options: {} }));
    const model = await trainTiny(botOf(sayings), ['es'], pipeline);
    const right = Object.entries(sayings).filter(([intent, { es }]) => {
      const parse = createParse(es[0] ?? '', 'es', null);
      runSteps(model, parse);
      const scores = parse.votes[0]?.scores ?? new Float32Array();
      return model.manifest.intents[scores.indexOf(Math.max(...scores))] === intent;
    });
    expect(right).to.have.length(40);
  });

  it('survives 20,000 characters', async () => {
    expect(isFiniteThroughout(understand(await tinyHotel(), 'quiero reservar '.repeat(1250)))).to.equal(true);
  });

  it('still loads our network, and agrees with it', async () => {
    const model = await trainTiny(botOf(hotelSayings));
    const at = (name: string) => model.steps.findIndex((step) => step.name === name);
    const linear = model.models[at('nlpjs-network')] as Linear;
    const { ids } = model.models[at('features')] as { ids: Map<string, number> };
    const names = [...ids.keys()];
    const network = new NeuralNetwork();
    network.fromJSON(toNlpjsJson(linear, names, model.manifest.intents, 0.07));
    for (const text of ['wifi password', 'quiero cancelar la habitacion', 'hola, hay piscina?']) {
      const parse = createParse(text, 'es', null);
      runSteps(model, parse);
      const ours = applyLinear(linear, parse.features);
      const input = Object.fromEntries(
        [...parse.features.ids].map((id, place) => [names[id] ?? '', parse.features.values[place] ?? 0]),
      );
      const theirs = network.run(input);
      for (const [output, intent] of model.manifest.intents.entries()) {
        expect(theirs[intent]).to.be.closeTo(Math.max(0, ours[output] ?? 0), 1e-5);
      }
    }
  });
});
