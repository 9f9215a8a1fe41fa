import { expect } from 'chai';
import { blankMemory } from '../../../core/dialogue/tracking/memory.ts';
import { missesChoice } from '../../../core/pipeline/missed-choice.ts';
import { converse, makeHotel, saidIn } from '../../support/turn-rig.ts';

const offered = ['Sea', 'Garden'].map((title) => ({ title, payload: title }));
const asked = (slot: string) => ({
  ...blankMemory({ requested_slot: slot }),
  loop: { name: 'a_form', rejected: false, interrupted: false },
});

describe('a number that none of our choices has', () => {
  it('is one where a list stands, and nothing else wants a number', () => {
    expect(missesChoice(' 7 ', offered, blankMemory({}))).to.equal(true);
    expect(missesChoice('7', offered, asked('booking_confirmed'))).to.equal(true);
    expect(missesChoice('7', offered, asked('adults'))).to.equal(false);
    expect(missesChoice('7 nights', offered, blankMemory({}))).to.equal(false);
    expect(missesChoice('7', offered.slice(1), blankMemory({}))).to.equal(false);
    expect(missesChoice('7', [], blankMemory({}))).to.equal(false);
  });

  it('has the choices shown again, and they stay good', async () => {
    const responses = {
      utter_which: { es: '¿Cuál?' },
      utter_no_such_choice: { es: 'Hay {count}.' },
      utter_handoff: { es: 'Una persona' },
      utter_greet: { es: 'Hola' },
      utter_ask_pool: { es: 'Sí' },
    };
    const intents = { greet: {}, ask_pool: {}, book: { triggers: 'booking' }, out_of_scope: {} };
    const choices = [
      { title: 'Hola', payload: '/greet' },
      { title: 'Piscina', payload: '/ask_pool' },
    ];
    const { runtime } = makeHotel({
      config: { intents, responses },
      handlers: { booking: () => ({ replies: [{ response: 'utter_which', choices }] }) },
    });
    const say = converse(runtime);
    await say('Reservar');
    const again = await say('5');
    expect(again.replies[0]?.parts).to.deep.equal([{ type: 'choices', text: 'Hay 2.', choices }]);
    expect(again.handoff).to.equal(null);
    expect(saidIn(await say('2'))).to.deep.equal(['Sí']);
  });
});
