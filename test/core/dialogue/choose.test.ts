import { expect } from 'chai';
import { choose } from '../../../core/dialogue/choose.ts';

const rooms = [
  { title: 'Habitación con vistas al mar', payload: 'sea', description: 'Balcón' },
  { title: 'Habitación con jardín', payload: 'garden' },
  { title: 'Suite Calafate', payload: 'suite', description: 'Terraza y vistas al puerto' },
];

const chosen = (text: string, offered = rooms) => choose(text, offered)?.payload ?? null;

describe('choose', () => {
  for (const [text, payload] of [
    ['1', 'sea'],
    [' 3. ', 'suite'],
    ['la 2', 'garden'],
    ['la opción número 2', 'garden'],
    ['Option 3', 'suite'],
    ['4', null],
    ['0', null],
    ['22', null],
    ['-1', 'sea'],
    ['2 noches', null],
    ['Suite Calafate', 'suite'],
    ['suite calafate!!', 'suite'],
    ['habitacion con jardin', 'garden'],
    ['HABITACIÓN CON JARDÍN', 'garden'],
    ['la del jardín, por favor', 'garden'],
    ['Quiero la de vistas al mar', 'sea'],
    ['con balcon', 'sea'],
    ['terraza', 'suite'],
    ['vistas', null],
    ['habitación', null],
    ['la', null],
    ['no quiero la del jardín', null],
    ['¿cuánto cuesta la suite?', null],
    ['', null],
    ['🏖️', null],
    ['mar mar mar mar mar mar mar', null],
  ] as const) {
    it(`takes "${text}" for ${payload ?? 'none of them'}`, () => {
      expect(chosen(text)).to.equal(payload);
    });
  }

  it('takes nothing when nothing was offered', () => {
    expect(chosen('1', [])).to.equal(null);
  });

  it('takes a label that is a number for the label rather than the position', () => {
    const nights = ['2', '3', '4'].map((title) => ({ title, payload: `nights-${title}` }));
    expect(chosen('2', nights)).to.equal('nights-2');
    expect(chosen('3', nights)).to.equal('nights-3');
    expect(chosen('1', nights), 'no label, so the position').to.equal('nights-2');
  });

  it('takes a place in the list', () => {
    const three = ['a', 'b', 'c'].map((payload) => ({ title: `Suite ${payload}`, payload }));
    expect(chosen('the second one', three)).to.equal('b');
    expect(chosen('la tercera, por favor', three)).to.equal('c');
    expect(chosen('the fourth', three)).to.equal(null);
    expect(chosen('the second week of June', three)).to.equal(null);
  });

  it('takes none of two labels that are the same', () => {
    const twins = ['a', 'b'].map((payload) => ({ title: 'Doble', payload }));
    expect(chosen('doble', twins)).to.equal(null);
    expect(chosen('2', twins)).to.equal('b');
  });

  it('understands yes and no', () => {
    const answers = [
      { title: 'Sí, resérvela', payload: 'yes' },
      { title: 'No, gracias', payload: 'no' },
    ];
    expect(['si', 'Sí', 'sí, por favor', 'no', 'No'].map((text) => chosen(text, answers))).to.deep.equal([
      'yes',
      'yes',
      'yes',
      'no',
      'no',
    ]);
  });

  it('tells labels of nothing but signs apart', () => {
    const thumbs = ['👍', '👎'].map((title) => ({ title, payload: title }));
    expect(['👎', ' 👍 ', '🏖️'].map((text) => chosen(text, thumbs))).to.deep.equal(['👎', '👍', null]);
    expect(chosen('🏖️', [{ title: '👍', payload: 'yes' }])).to.equal(null);
  });

  it('reads other scripts', () => {
    expect(chosen('море', [{ title: 'Вид на море', payload: 'sea' }])).to.equal('sea');
  });
});
