import { expect } from 'chai';
import { loadModel, type Model, understand } from '../../../core/nlu/index.ts';
import { botOf, hotelSayings, intentOf, isFiniteThroughout, tinyHotel, trainTiny } from './tiny-bot.ts';

describe('understand', () => {
  let model: Model;
  before(async () => {
    model = await tinyHotel();
  });

  it('finds the intent of messages that it has not learned', () => {
    expect(intentOf(model, 'me das la contraseña del wifi?')).to.equal('ask_wifi');
    expect(intentOf(model, 'could I book a double room')).to.equal('book_room');
    expect(intentOf(model, 'please cancel my reservation')).to.equal('cancel');
  });

  it('tells the language of each message', () => {
    expect(understand(model, 'quiero anular la habitacion').language).to.equal('es');
    expect(understand(model, 'can I cancel the room').language).to.equal('en');
  });

  it('ranks intents, the winner first, by falling shares', () => {
    const { intent, ranking } = understand(model, 'is the pool open at night');
    expect(ranking[0]?.intent).to.equal(intent);
    expect(ranking.map(({ confidence }) => confidence)).to.deep.equal(
      ranking.map(({ confidence }) => confidence).sort((left, right) => right - left),
    );
    expect(ranking).to.have.length(5);
  });

  const strange: Record<string, string> = {
    'an empty message': '',
    'spaces only': ' \n\t ',
    'emoji only': '😀🏊‍♀️🇪🇸👍🏽',
    'another script': 'ما هي كلمة مرور الواي فاي؟ 密码是什么',
    'zero-width and bidi characters': '\u200b\u200fwi\u200bfi\u202e \u2066?\u2069',
    'lone surrogates': 'wifi \ud83d',
    'a null character': 'wifi\0piscina',
    'keys of Object.prototype': '__proto__ constructor toString hasOwnProperty valueOf __defineGetter__',
    numbers: '1234567890 -1 NaN Infinity 1e999',
    punctuation: '?!?!... ¿¡ ()[]{} "\'',
    '20,000 characters': 'wifi piscina reserva '.repeat(1000).slice(0, 20_000),
    '20,000 characters without a space': 'ñ'.repeat(20_000),
    'a regular expression': '(a+)+$ .*\\p{L}',
    markup: '<script>alert(1)</script> & [wifi](ask_wifi) /greet{"a":1}',
  };
  for (const [name, text] of Object.entries(strange)) {
    it(`gives a defined result for ${name}`, () => {
      const understanding = understand(model, text);
      expect(isFiniteThroughout(understanding)).to.equal(true);
      expect(['es', 'en']).to.include(understanding.language);
    });
  }

  it('has no intent for a message of unknown words only', () => {
    expect(understand(model, 'Ж').intent).to.equal(null);
    expect(understand(model, 'Ж').confidence).to.equal(0);
  });

  it('reads through invisible characters', () => {
    expect(intentOf(model, 'w\u200bi\u200bf\u200bi \u202epassword')).to.equal('ask_wifi');
  });

  it('reads the end of nothing: a long message is told by its beginning', () => {
    const long = `what is the wifi password ${'blah '.repeat(4000)} cancel`;
    expect(intentOf(model, long.slice(0, 200))).to.equal('ask_wifi');
    expect(intentOf(model, long)).to.equal(intentOf(model, long.slice(0, 1000)));
  });

  it('leaves a message to people when a component throws, and tells', () => {
    const broken: Model = {
      ...model,
      steps: [
        {
          name: 'broken',
          options: {},
          component: {
            process: () => {
              throw new Error('no');
            },
          },
        },
      ],
    };
    const errors: unknown[] = [];
    const understanding = understand(broken, 'hola', { language: 'en', onError: (error) => errors.push(error) });
    expect(understanding).to.deep.equal({ intent: null, confidence: 0, ranking: [], entities: [], language: 'en' });
    expect(errors).to.have.length(1);
  });

  it('takes a number that is none for no confidence', () => {
    const component = {
      process: (parse: { intent: string | null; confidence: number; ranking: object[] }) =>
        Object.assign(parse, {
          intent: 'greet',
          confidence: Number.NaN,
          ranking: [{ intent: 'greet', confidence: Infinity }],
        }),
    };
    const { confidence, ranking } = understand({ ...model, steps: [{ name: 'nan', options: {}, component }] }, 'hola');
    expect(confidence).to.equal(0);
    expect(ranking).to.deep.equal([{ intent: 'greet', confidence: 0 }]);
  });

  it('works with a single intent, a single example and no example', async () => {
    const one = await trainTiny(botOf({ greet: { en: ['hello', 'hi there'] } }), ['en']);
    expect(intentOf(one, 'hello there')).to.equal('greet');
    const lone = await trainTiny(botOf({ greet: { en: ['hello'] }, bye: { en: ['goodbye'] } }), ['en']);
    expect(intentOf(lone, 'hello')).to.equal('greet');
    const none = await trainTiny(botOf({}), ['en']);
    expect(understand(none, 'hello')).to.deep.include({ intent: null, confidence: 0 });
  });

  it('keeps properties apart', async () => {
    const other = await trainTiny(
      botOf({ spa: { es: ['quiero un masaje', 'reservar el spa'] }, ski: { es: ['alquilar esquis', 'forfait'] } }),
      ['es'],
    );
    expect(other.manifest.intents).to.deep.equal(['ski', 'spa']);
    expect(intentOf(other, 'clave del wifi')).to.be.oneOf(['ski', 'spa', null]);
    expect(intentOf(model, 'clave del wifi')).to.equal('ask_wifi');
  });

  it('answers the same whatever it was asked before', () => {
    const first = understand(model, 'is there a pool and wifi');
    for (const text of Object.values(strange)) understand(model, text);
    expect(understand(model, 'is there a pool and wifi')).to.deep.equal(first);
  });

  it('refuses a model folder that does not exist', async () => {
    const error = await loadModel('/nonexistent', 'nobody').catch((thrown: unknown) => thrown);
    expect(error).to.have.property('code', 'ERR_MODEL_MISSING');
  });

  it('learns the languages that it is given, and no more', () => {
    expect(Object.keys(hotelSayings.greet ?? {})).to.deep.equal(model.manifest.languages);
  });
});
