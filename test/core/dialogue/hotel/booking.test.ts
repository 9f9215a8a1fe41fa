import { expect } from 'chai';
import { Findings } from '../../../../core/config/findings.ts';
import { nothingDone } from '../../../../core/dialogue/actions/action-result.ts';
import { actionContext } from '../../../../core/dialogue/actions/run-action.ts';
import { runTurn } from '../../../../core/dialogue/engine/run-turn.ts';
import { findEntities } from '../../../../core/dialogue/entities/find-entities.ts';
import { compileHotel } from '../../../../core/dialogue/hotel/compile-hotel.ts';
import { hearGuest } from '../../../../core/dialogue/hotel/hear-guest.ts';
import { hotelActions } from '../../../../core/dialogue/hotel/hotel-actions.ts';
import { smallBot } from '../../../support/dialogue-bot.ts';

/** A Wednesday. */
const today = Temporal.PlainDate.from('2031-05-07');
const place = { file: 'config/botones.yml', line: 1, path: 'handlers' };
const handlers = [
  { name: 'check-availability', slots: ['arrival', 'departure', 'adults', 'wish'], place },
  { name: 'opening-hours', place },
];
const yaml = `nlu:
- {intent: check_availability, triggers: check-availability, examples: "- a room"}
- {intent: ask_hours, triggers: opening-hours, examples: "- when"}
- {intent: ask_parking, examples: "- parking"}
- {intent: greet, examples: "- hi"}
- {intent: deny, examples: "- no"}
- {intent: affirm, examples: "- yes"}
- {intent: cancel, examples: "- forget it"}
responses:
  utter_ask_parking: [{text: parking}]
  utter_greet: [{text: hi}]
  utter_deny: [{text: fine}]
  utter_cancelled: [{text: gone}]
  utter_ask_arrival: [{text: when}]
  utter_ask_departure: [{text: until}]
  utter_ask_adults: [{text: who}]
  utter_ask_wish: [{text: anything}]
`;

function hotel(more = '') {
  const { bot } = smallBot(yaml + more);
  const findings = new Findings();
  const engine = compileHotel(bot, handlers, findings);
  expect(findings.faults).to.deep.equal([]);
  const ran: Record<string, unknown>[] = [];
  const run = hotelActions({
    domain: engine.domain,
    today: () => today,
    doubt: () => ({ replies: [], events: [], handoff: { reason: 'low_confidence' } }),
    check: async () => nothingDone,
    async serve(name, { memory }) {
      ran.push({ name, ...memory.slots });
      return { replies: [{ response: name }], events: [] };
    },
  });
  const context = actionContext(engine, run);
  let tracker = engine.begin();
  return {
    ran,
    get slots() {
      return tracker.memory.slots;
    },
    /** What the bot says to a message of this intent, in Spanish unless it is said otherwise. */
    async say(intent: string | null, text: string, language = 'es'): Promise<string[]> {
      const entities = findEntities(text, language, today);
      const understanding = { intent, confidence: 1, ranking: [], entities, language };
      const spoken = { text, understanding, sure: intent !== null, certain: false };
      const heard = hearGuest(spoken, tracker, engine.domain, today);
      const turn = await runTurn(tracker, { type: 'user', text, understanding: heard }, context);
      tracker = turn.tracker;
      const said = turn.replies.map((reply) => ('response' in reply ? reply.response : 'parts'));
      return turn.handoff === null ? said : [...said, `handoff ${turn.handoff.reason}`];
    },
  };
}

describe('the form that a handler gets for its slots', () => {
  it('asks for what is missing, and then runs the handler', async () => {
    const { say, ran } = hotel();
    expect(await say('check_availability', '¿hay habitación?')).to.deep.equal(['utter_ask_arrival']);
    expect(await say(null, 'el 3 de junio')).to.deep.equal(['utter_ask_departure']);
    expect(await say(null, 'hasta el 5 de junio')).to.deep.equal(['utter_ask_adults']);
    expect(await say(null, 'somos dos')).to.deep.equal(['utter_ask_wish']);
    expect(await say(null, 'una cuna')).to.deep.equal(['check-availability']);
    expect(ran[0]).to.include({ arrival: '2031-06-03', departure: '2031-06-05', adults: 2, wish: 'una cuna' });
  });

  it('takes everything at once', async () => {
    const bot = hotel();
    const all = 'a room from 3 to 5 June for two adults';
    expect(await bot.say('check_availability', all, 'en')).to.deep.equal(['utter_ask_wish']);
    expect(bot.slots).to.include({ arrival: '2031-06-03', departure: '2031-06-05', adults: 2 });
  });

  it('reckons the departure from the nights', async () => {
    const bot = hotel();
    expect(await bot.say('check_availability', 'tres noches desde mañana')).to.deep.equal(['utter_ask_adults']);
    expect(bot.slots).to.include({ arrival: '2031-05-08', departure: '2031-05-11' });
  });

  it('answers a question in between, and comes back', async () => {
    const { say } = hotel();
    await say('check_availability', 'una habitación');
    expect(await say('ask_parking', '¿hay parking?')).to.deep.equal(['utter_ask_parking', 'utter_ask_arrival']);
    expect(await say('ask_hours', '¿a qué hora desayunamos el 3 de mayo?')).to.deep.equal([
      'opening-hours',
      'utter_ask_arrival',
    ]);
    expect(await say(null, 'mañana')).to.deep.equal(['utter_ask_departure']);
  });

  it('lets the guest correct what was said', async () => {
    const bot = hotel();
    await bot.say('check_availability', 'del 3 al 5 de junio');
    expect(await bot.say('deny', 'no, del 4 al 6 de junio')).to.deep.equal(['utter_ask_adults']);
    expect(bot.slots).to.include({ arrival: '2031-06-04', departure: '2031-06-06' });
  });

  it('is left at "forget it"', async () => {
    const { say, ran } = hotel();
    await say('check_availability', 'una habitación');
    expect(await say('cancel', 'déjalo')).to.deep.equal(['utter_cancelled']);
    expect(await say('greet', 'hola')).to.deep.equal(['utter_greet']);
    expect(ran).to.deep.equal([]);
  });

  it('asks again with the reason for days that cannot be meant', async () => {
    const bot = hotel();
    await bot.say('check_availability', 'una habitación');
    expect(await bot.say(null, 'ayer')).to.deep.equal(['utter_arrival_past', 'utter_ask_arrival']);
    expect(await bot.say(null, 'del 5 al 3 de junio')).to.deep.equal([
      'utter_departure_not_after_arrival',
      'utter_ask_departure',
    ]);
    expect(bot.slots).to.include({ arrival: '2031-06-05', departure: null });
  });

  it('asks once more what was misunderstood, and then calls a person', async () => {
    const bot = hotel();
    await bot.say('check_availability', 'una habitación');
    expect(await bot.say(null, 'pues…')).to.deep.equal(['utter_misunderstood', 'utter_ask_arrival']);
    expect(await bot.say(null, 'no sé')).to.deep.equal(['handoff low_confidence']);
    expect(await bot.say('greet', 'hola')).to.deep.equal(['utter_greet']);
  });

  it('takes a number alone for an answer, whatever intent it resembles', async () => {
    const bot = hotel();
    await bot.say('check_availability', 'del 3 al 5 de junio para dos adultos');
    expect(await bot.say('ask_parking', '3'), 'free words were asked for').to.deep.equal(['check-availability']);
    expect(bot.ran[0]).to.include({ wish: '3' });
  });

  it('goes once more with what is said anew after it has run', async () => {
    const bot = hotel();
    await bot.say('check_availability', 'del 3 al 5 de junio para dos adultos');
    await bot.say(null, 'una cuna');
    expect(await bot.say('deny', 'no, cuatro noches')).to.deep.equal(['check-availability']);
    expect(bot.ran[1]).to.include({ arrival: '2031-06-03', departure: '2031-06-07', adults: 2 });
    expect(await bot.say('greet', 'y con 3 adultos?')).to.deep.equal(['check-availability']);
    expect(bot.ran[2]).to.include({ departure: '2031-06-07', adults: 3 });
    expect(await bot.say('greet', 'hola')).to.deep.equal(['utter_greet']);
  });

  it('moves the whole stay where only its first day is another', async () => {
    const bot = hotel();
    await bot.say('check_availability', 'tres noches desde el 3 de junio para dos adultos');
    await bot.say(null, 'una cuna');
    expect(await bot.say('greet', 'y el 20 de junio?')).to.deep.equal(['check-availability']);
    expect(bot.ran[1]).to.include({ arrival: '2031-06-20', departure: '2031-06-23' });
  });

  it('counts misunderstandings by question', async () => {
    const bot = hotel();
    await bot.say('check_availability', 'una habitación');
    await bot.say(null, 'pues…');
    await bot.say(null, 'mañana');
    expect(await bot.say(null, 'hm')).to.deep.equal(['utter_misunderstood', 'utter_ask_departure']);
  });
});

describe('a hotel without rules of its own', () => {
  it('answers an intent by its handler or response, and calls a person for anything else', async () => {
    const { say } = hotel();
    expect(await say('greet', 'hola')).to.deep.equal(['utter_greet']);
    expect(await say('ask_hours', '¿cuándo?')).to.deep.equal(['opening-hours']);
    expect(await say(null, 'blablabla')).to.deep.equal(['handoff low_confidence']);
  });

  it('leaves intents to the rules that the bot has for them', async () => {
    const { say } = hotel(`rules:
- {rule: hello, steps: [{intent: greet}, {action: utter_greet}, {action: utter_ask_parking}]}
`);
    expect(await say('greet', 'hola')).to.deep.equal(['utter_greet', 'utter_ask_parking']);
  });

  it('keeps slots as the files declare them', async () => {
    const bot = hotel('slots: {adults: {type: float, mappings: [{type: from_text}]}}\n');
    await bot.say('greet', 'siete');
    expect(bot.slots.adults).to.equal('siete');
  });
});
