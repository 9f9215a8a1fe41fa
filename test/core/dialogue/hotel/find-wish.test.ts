import type { Understanding } from '@botones/contract';
import { expect } from 'chai';
import { Findings } from '../../../../core/config/findings.ts';
import { findEntities } from '../../../../core/dialogue/entities/find-entities.ts';
import { compileHotel } from '../../../../core/dialogue/hotel/compile-hotel.ts';
import { findWish } from '../../../../core/dialogue/hotel/find-wish.ts';
import { blankMemory } from '../../../../core/dialogue/tracking/memory.ts';
import { smallBot } from '../../../support/dialogue-bot.ts';

/** A Wednesday. */
const today = Temporal.PlainDate.from('2031-05-07');
const place = { file: 'config/botones.yml', line: 1, path: 'handlers' };
const handlers = [
  { name: 'rooms-free', slots: ['arrival', 'departure', 'adults'], place },
  { name: 'late-checkout', slots: ['late_confirmed'], place },
];
const { bot } = smallBot(`nlu:
- {intent: free, triggers: rooms-free, examples: "- a room"}
- {intent: late, triggers: late-checkout, examples: "- later"}
- {intent: parking, examples: "- parking"}
- {intent: deny, examples: "- no"}
- {intent: out_of_scope, examples: "- a taxi"}
responses:
  utter_parking: [{text: parking}]
  utter_ask_arrival: [{text: when}]
  utter_ask_departure: [{text: until}]
  utter_ask_adults: [{text: who}]
  utter_ask_late_confirmed: [{text: sure}]
`);
const { domain } = compileHotel(bot, handlers, new Findings());
const answered = blankMemory({ arrival: '2031-06-03', departure: '2031-06-05', adults: 2 });

/** What a message is taken for whose likely intents are these, the likeliest first. */
function wish(text: string, intents: string[], { sure = false, memory = blankMemory({}), language = 'en' } = {}) {
  const ranking = intents.map((intent) => ({ intent, confidence: 0.5 }));
  const entities = findEntities(text, language, today);
  const understanding: Understanding = { intent: intents[0] ?? null, confidence: 0.5, ranking, entities, language };
  return findWish({ text, understanding, sure }, memory, domain);
}

describe('findWish', () => {
  it('knows a wish for a room by its days and guests, though the model is unsure', () => {
    expect(wish('lodging for two from 3 to 5 June', ['parking', 'free'])).to.equal('free');
    expect(wish('alojamiento para dos del 3 al 5 de junio', ['deny', 'free'], { language: 'es' })).to.equal('free');
  });

  it('is content with days where that is the likeliest meaning', () => {
    expect(wish('something on 3 June', ['free', 'parking'])).to.equal('free');
    expect(wish('something on 3 June', ['parking', 'free'])).to.equal(null);
    expect(wish('a meeting room for 30 people', ['free', 'parking'])).to.equal(null);
  });

  it('leaves alone what is sure, what is for a person, and what has an hour', () => {
    expect(wish('parking for two from 3 to 5 June', ['parking', 'free'], { sure: true })).to.equal(null);
    expect(wish('a taxi for two on 3 June', ['out_of_scope', 'free'])).to.equal(null);
    expect(wish('a table for 2 people tonight at 9 pm', ['free', 'parking'])).to.equal(null);
    expect(wish('hello', ['free', 'parking'])).to.equal(null);
  });

  it('needs a likely intent that asks for such words', () => {
    expect(wish('for two from 3 to 5 June', ['parking', 'deny', 'late', 'free'])).to.equal(null);
  });

  it('takes a change to what was answered just now, whatever it resembles', () => {
    const memory = answered;
    expect(wish('no, four nights', ['deny'], { sure: true, memory })).to.equal('free');
    expect(wish('what about 20 June?', ['parking'], { sure: true, memory })).to.equal('free');
    expect(wish('y con 3 adultos?', ['parking'], { sure: true, memory, language: 'es' })).to.equal('free');
    expect(wish('could it be 3 adults', ['parking', 'free'], { memory })).to.equal('free');
  });

  it('does not, where it says something else, or nothing was answered', () => {
    expect(wish('is parking free for 3 nights', ['parking'], { sure: true, memory: answered })).to.equal(null);
    expect(wish('no, four nights', ['deny'], { sure: true })).to.equal(null);
    const half = blankMemory({ ...answered.slots, adults: null });
    expect(wish('no, four nights', ['deny'], { sure: true, memory: half })).to.equal(null);
  });
});
