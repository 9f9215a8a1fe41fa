import { expect } from 'chai';
import { ActionRejected } from '../../../../core/dialogue/actions/action-result.ts';
import { actionContext } from '../../../../core/dialogue/actions/run-action.ts';
import { extractSlots } from '../../../../core/dialogue/forms/extract-slots.ts';
import type { DialogueEvent } from '../../../../core/dialogue/tracking/event.ts';
import { did, loop, said, set, smallBot } from '../../../support/dialogue-bot.ts';
import type { TestActions } from '../../../support/talk.ts';

const listen = did('action_listen');

async function extract(slots: string, events: DialogueEvent[], actions: TestActions = {}) {
  const { engine } = smallBot(`intents: [inform, greet, affirm]
entities: [{city: {roles: [from, to], groups: [a]}}, tag]
forms: {form: {required_slots: [one, two], ignored_intents: greet}, other: {required_slots: []}}
actions: [${Object.keys(actions).join(', ')}]
slots:
${slots}`);
  const context = actionContext(engine, async (name, tracker) => ({
    replies: [],
    events: [],
    ...actions[name]?.(tracker),
  }));
  const found = await extractSlots(engine.applyAll(engine.begin(), [listen, ...events]), context);
  return Object.fromEntries(
    found.events.flatMap((event) => (event.type === 'slot' ? [[event.name, event.value]] : [])),
  );
}

const from = { entity: 'city', value: 'Rome', role: 'from' };
const plain = { entity: 'city', value: 'Bari' };

describe('extractSlots', () => {
  it('takes entities by their role and group, exactly', async () => {
    const slots = `  one: {type: text, mappings: [{type: from_entity, entity: city, role: from}]}
  two: {type: text, mappings: [{type: from_entity, entity: city}]}
  three: {type: text, mappings: [{type: from_entity, entity: city, role: to}, {type: from_entity, entity: city, group: a}]}
`;
    const grouped = { entity: 'city', value: 'Pisa', group: 'a' };
    expect(await extract(slots, [said('inform', { entities: [from, plain, grouped] })])).to.deep.equal({
      one: 'Rome',
      two: 'Bari',
      three: 'Pisa',
    });
  });

  it('takes the last value, and for a list all of them', async () => {
    const slots = `  one: {type: any, mappings: [{type: from_entity, entity: tag}]}
  two: {type: list, mappings: [{type: from_entity, entity: tag}]}
`;
    const entities = ['a', 'b'].map((value) => ({ entity: 'tag', value }));
    expect(await extract(slots, [said('inform', { entities })])).to.deep.equal({ one: 'b', two: ['a', 'b'] });
  });

  it('heeds intents that a mapping wants or does not want', async () => {
    const slots = `  one: {type: text, mappings: [{type: from_text, intent: [inform, affirm]}]}
  two: {type: text, mappings: [{type: from_text, not_intent: inform}]}
  three: {type: bool, mappings: [{type: from_intent, intent: affirm, value: true}]}
`;
    expect(await extract(slots, [said('inform', { text: 'x' })])).to.deep.equal({ one: 'x' });
    expect(await extract(slots, [said('affirm', { text: 'x' })])).to.deep.equal({ one: 'x', two: 'x', three: true });
  });

  it('uses the first mapping that finds something', async () => {
    const slots = '  one: {type: text, mappings: [{type: from_entity, entity: city}, {type: from_text}]}\n';
    expect(await extract(slots, [said('inform', { text: 'to Bari', entities: [plain] })])).to.deep.equal({
      one: 'Bari',
    });
    expect(await extract(slots, [said('inform', { text: 'no idea' })])).to.deep.equal({ one: 'no idea' });
  });

  it('heeds conditions: the form that runs and the slot that it asks for', async () => {
    const slots = `  one: {type: text, mappings: [{type: from_text, conditions: [{active_loop: form, requested_slot: one}]}]}
  two: {type: text, mappings: [{type: from_text, conditions: [{active_loop: other}, {active_loop: form}]}]}
  three: {type: text, mappings: [{type: from_text, conditions: [{active_loop: null}]}]}
`;
    const message = said('inform', { text: 'x' });
    expect(await extract(slots, [message])).to.deep.equal({ three: 'x' });
    expect(await extract(slots, [loop('form'), message])).to.deep.equal({ two: 'x' });
    expect(await extract(slots, [loop('form'), set('requested_slot', 'one'), message])).to.deep.equal({
      one: 'x',
      two: 'x',
    });
    const rejected = [
      loop('form'),
      set('requested_slot', 'one'),
      { type: 'rejected', action: 'form' } as const,
      message,
    ];
    expect(await extract(slots, rejected)).to.deep.equal({ two: 'x' });
  });

  it('leaves what a form ignores', async () => {
    const slots =
      '  one: {type: text, mappings: [{type: from_entity, entity: city}]}\n  two: {type: text, mappings: []}\n';
    const message = said('greet', { entities: [plain] });
    expect(await extract(slots, [message])).to.deep.equal({ one: 'Bari' });
    expect(await extract(slots, [loop('form'), message])).to.deep.equal({});
  });

  it('takes a trigger only while a form runs', async () => {
    const slots =
      '  one: {type: text, mappings: [{type: from_trigger_intent, intent: inform, value: v, conditions: [{active_loop: form}]}]}\n';
    expect(await extract(slots, [said('inform')])).to.deep.equal({});
    expect(await extract(slots, [loop('other'), said('inform')])).to.deep.equal({});
    expect(await extract(slots, [loop('form'), said('inform')])).to.deep.equal({ one: 'v' });
  });

  it('leaves out entities and intents that the domain does not have', async () => {
    const slots = `  one: {type: text, mappings: [{type: from_entity, entity: colour}]}
  two: {type: text, mappings: [{type: from_intent, intent: unheard, value: v}]}
`;
    expect(await extract(slots, [said('unheard', { entities: [{ entity: 'colour', value: 'red' }] })])).to.deep.equal(
      {},
    );
  });

  it('asks an action for custom slots, once, and takes only what changes', async () => {
    let runs = 0;
    const slots = `  one: {type: text, mappings: [{type: custom, action: action_find}]}
  two: {type: text, mappings: [{type: custom, action: action_find}]}
  three: {type: text, mappings: [{type: custom}]}
`;
    const action_find = () => {
      runs++;
      return { events: [set('one', 'x'), set('two', null), did('action_find')] };
    };
    expect(await extract(slots, [said('inform')], { action_find })).to.deep.equal({ one: 'x' });
    expect(runs).to.equal(1);
  });

  it('lets an action overrule everything', async () => {
    const slots =
      '  one: {type: text, mappings: [{type: from_text}]}\n  two: {type: text, mappings: [{type: from_text}]}\n';
    const action_validate_slot_mappings = () => ({ events: [set('one', null)] });
    expect(await extract(slots, [said('inform', { text: 'x' })], { action_validate_slot_mappings })).to.deep.equal({
      one: null,
      two: 'x',
    });
  });

  it('says what the actions say that fill and check slots, and passes over one that refuses', async () => {
    const { engine } = smallBot(`intents: [inform]
entities: [city]
actions: [action_custom, action_refuses, action_validate_slot_mappings]
slots:
  one: {type: text, mappings: [{type: custom, action: action_custom}]}
  two: {type: text, mappings: [{type: custom, action: action_refuses}]}
`);
    const context = actionContext(engine, async (name) => {
      if (name === 'action_refuses') throw new ActionRejected(name);
      return { replies: [{ response: `utter_${name}` }], events: name === 'action_custom' ? [set('one', 'x')] : [] };
    });
    expect(await extractSlots(engine.applyAll(engine.begin(), [listen, said('inform')]), context)).to.deep.equal({
      replies: [{ response: 'utter_action_custom' }, { response: 'utter_action_validate_slot_mappings' }],
      events: [set('one', 'x')],
    });
  });
});
