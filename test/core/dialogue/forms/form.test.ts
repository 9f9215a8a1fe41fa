import { expect } from 'chai';
import { ActionRejected } from '../../../../core/dialogue/actions/action-result.ts';
import { requestedSlot } from '../../../../core/dialogue/domain/domain.ts';
import { loop, said, set, smallBot } from '../../../support/dialogue-bot.ts';
import { type TestActions, talk } from '../../../support/talk.ts';

const forms = `intents: [book, inform, affirm, deny, greet, stop]
entities: [city, number, room]
slots:
  from: {type: text, influence_conversation: false, mappings: [{type: from_entity, entity: city}]}
  to: {type: text, influence_conversation: false, mappings: [{type: from_entity, entity: city}]}
  nights: {type: float, influence_conversation: false, mappings: [{type: from_entity, entity: number, not_intent: greet}]}
  breakfast:
    type: bool
    influence_conversation: false
    mappings:
    - {type: from_intent, intent: affirm, value: true, conditions: [{active_loop: trip_form, requested_slot: breakfast}]}
    - {type: from_intent, intent: deny, value: false, conditions: [{active_loop: trip_form, requested_slot: breakfast}]}
  note: {type: text, influence_conversation: false, mappings: [{type: from_text, conditions: [{active_loop: trip_form, requested_slot: note}]}]}
  reason: {type: text, influence_conversation: false, mappings: [{type: from_trigger_intent, intent: book, value: holiday}]}
forms: {trip_form: {required_slots: [from, to, nights, breakfast, note], ignored_intents: [greet]}}
`;
const answers = `responses:
  utter_ask_trip_form_from: [{text: from}]
  utter_ask_to: [{text: to}]
  utter_ask_nights: [{text: nights}]
  utter_ask_breakfast: [{text: breakfast}]
  utter_ask_note: [{text: note}]
  utter_done: [{text: done}]
  utter_hi: [{text: hi}]
  utter_default: [{text: what}]
rules:
- {rule: begin, steps: [{intent: book}, {action: trip_form}, {active_loop: trip_form}]}
- {rule: end, condition: [{active_loop: trip_form}], steps: [{action: trip_form}, {active_loop: null}, {action: utter_done}]}
- {rule: hi, steps: [{intent: greet}, {action: utter_hi}]}
- {rule: stop, condition: [{active_loop: trip_form}], steps: [{intent: stop}, {action: action_deactivate_loop}, {active_loop: null}]}
`;
const city = (value: string) => ({ entity: 'city', value });
const number = (value: number) => ({ entity: 'number', value });

function begin(actions: TestActions = {}, listed = Object.keys(actions)) {
  const { engine, faults } = smallBot(`${forms}actions: [${listed.join(', ')}]\n${answers}`);
  expect(faults).to.deep.equal([]);
  return talk(engine, actions);
}

describe('a form', () => {
  it('asks for one slot after another, by its own question before the general one, and ends', async () => {
    const bot = begin();
    expect(await bot.say(said('book'))).to.deep.equal(['utter_ask_trip_form_from']);
    expect(await bot.say(said('inform', { entities: [city('Rome')] }))).to.deep.equal(['utter_ask_to']);
    expect(await bot.say(said('inform', { entities: [city('Bari')] }))).to.deep.equal(['utter_ask_nights']);
    expect(await bot.say(said('inform', { entities: [number(2)] }))).to.deep.equal(['utter_ask_breakfast']);
    expect(await bot.say(said('deny'))).to.deep.equal(['utter_ask_note']);
    expect(await bot.say(said('inform', { text: 'late arrival' }))).to.deep.equal(['utter_done']);
    expect(bot.tracker.memory.slots).to.include({
      from: 'Rome',
      to: 'Bari',
      nights: 2,
      breakfast: false,
      note: 'late arrival',
      reason: 'holiday',
      [requestedSlot]: null,
    });
    expect(bot.tracker.memory.loop).to.equal(null);
  });

  it('takes what the first message says, the last of several values', async () => {
    const bot = begin();
    await bot.say(said('book', { entities: [city('Rome'), number(1), number(3)] }));
    expect(bot.tracker.memory.slots).to.include({ nights: 3 });
  });

  it('takes several answers at once, and an entity that fits several slots only for the one it asked for', async () => {
    const bot = begin();
    await bot.say(said('book'));
    expect(await bot.say(said('inform', { entities: [city('Rome'), number(3)] }))).to.deep.equal(['utter_ask_to']);
    expect(bot.tracker.memory.slots).to.include({ from: 'Rome', to: null, nights: 3 });
  });

  it('lets rules answer a digression, and asks again', async () => {
    const bot = begin();
    await bot.say(said('book'));
    expect(await bot.say(said('greet', { entities: [city('Rome')] }))).to.deep.equal([
      'utter_hi',
      'utter_ask_trip_form_from',
    ]);
    expect(bot.tracker.memory.slots.from).to.equal(null);
  });

  it('falls back on what nobody can answer, and still runs', async () => {
    const bot = begin();
    await bot.say(said('book'));
    expect(await bot.say(said('affirm'))).to.deep.equal(['utter_default']);
    expect(bot.tracker.memory.loop?.name).to.equal('trip_form');
    expect(await bot.say(said('inform', { entities: [city('Rome')] }))).to.deep.equal(['utter_ask_to']);
  });

  it('can be left', async () => {
    const bot = begin();
    await bot.say(said('book'));
    await bot.say(said('stop'));
    expect(bot.tracker.memory.loop).to.equal(null);
    expect(bot.tracker.memory.slots[requestedSlot]).to.equal(null);
  });

  describe('with a validator', () => {
    it('lets it refuse, change and say', async () => {
      const bot = begin({
        validate_trip_form: ({ memory: { slots } }) => {
          if (slots.from === 'Atlantis')
            return { replies: [{ response: 'utter_no_city' }], events: [set('from', null)] };
          return slots.from === null ? {} : { events: [set('from', String(slots.from).toUpperCase())] };
        },
      });
      await bot.say(said('book'));
      expect(await bot.say(said('inform', { entities: [city('Atlantis')] }))).to.deep.equal([
        'utter_no_city',
        'utter_ask_trip_form_from',
      ]);
      await bot.say(said('inform', { entities: [city('Rome')] }));
      expect(bot.tracker.memory.slots.from).to.equal('ROME');
    });

    it('lets it jump to another slot', async () => {
      const bot = begin({ validate_trip_form: () => ({ events: [set(requestedSlot, 'note')] }) });
      expect(await bot.say(said('book'))).to.deep.equal(['utter_ask_note']);
      expect(bot.tracker.memory.slots[requestedSlot]).to.equal('note');
    });

    it('lets it end the form early, in either way', async () => {
      for (const event of [set(requestedSlot, null), loop(null)]) {
        const bot = begin({
          validate_trip_form: ({ memory }) => ({ events: memory.slots.from === null ? [] : [event] }),
        });
        await bot.say(said('book'));
        expect(await bot.say(said('inform', { entities: [city('Rome')] }))).to.deep.equal(['utter_done']);
        expect(bot.tracker.memory.loop).to.equal(null);
      }
    });

    it('lets it reject the message though it fills a slot', async () => {
      const bot = begin({
        validate_trip_form: ({ memory }) => {
          if (memory.message?.understanding.intent === 'inform') throw new ActionRejected('trip_form');
          return {};
        },
      });
      await bot.say(said('book'));
      expect(await bot.say(said('inform', { entities: [city('Rome')] }))).to.deep.equal(['utter_default']);
    });

    it('may ask by an action instead of a response', async () => {
      const bot = begin({ action_ask_from: () => ({ replies: [{ response: 'utter_choose_city' }] }) }, [
        'action_ask_from',
      ]);
      expect(await bot.say(said('book'))).to.deep.equal(['utter_ask_trip_form_from']);
      const own = begin({ action_ask_trip_form_from: () => ({ replies: [{ response: 'utter_choose_city' }] }) });
      expect(await own.say(said('book'))).to.deep.equal(['utter_choose_city']);
    });
  });
});
