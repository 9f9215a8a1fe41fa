import { expect } from 'chai';
import { labelsOf } from '../../../../core/dialogue/domain/labels-of.ts';
import { smallBot } from '../../../support/dialogue-bot.ts';

const base =
  'intents: [greet]\nentities: [room, {city: {roles: [from, to]}}, {mood: {influence_conversation: false}}]\n';

describe('readDomain', () => {
  it('reads slots in their order, with what forms need behind', () => {
    const { engine } = smallBot(`${base}slots:
  nights: {type: float, min_value: 1, max_value: 30, mappings: [{type: from_entity, entity: room}]}
  vip: {type: categorical, values: [Gold, silver], initial_value: silver, mappings: [{type: custom}]}
`);
    expect([...engine.domain.slots.keys()]).to.deep.equal(['nights', 'vip', 'requested_slot']);
    expect(engine.domain.slots.get('vip')?.values).to.deep.equal(['gold', 'silver', '__other__']);
    expect(engine.domain.initialSlots).to.include({ nights: null, vip: 'silver' });
    expect(engine.domain.featurized.map(({ name }) => name)).to.deep.equal(['nights', 'vip']);
  });

  it('reads several intents of a mapping as one name or a list', () => {
    const { engine } = smallBot(`${base}slots:
  a: {type: text, mappings: [{type: from_text, intent: greet, not_intent: [x, y]}]}
`);
    expect(engine.domain.slots.get('a')?.mappings[0]).to.deep.include({ intents: ['greet'], notIntents: ['x', 'y'] });
  });

  it('lifts the forms of Rasa 2 to mappings of their slots', () => {
    const { engine, faults } = smallBot(`${base}slots:
  room: {type: text}
  wish: {type: unfeaturized}
  city: {type: text, auto_fill: false}
forms:
  book_form:
    required_slots:
      room: [{type: from_entity, entity: room}]
      wish: [{type: from_text, not_intent: greet}]
  old_form:
    wish: [{type: from_intent, intent: greet, value: true}]
`);
    const { slots, forms } = engine.domain;
    expect(faults).to.deep.equal([]);
    expect([...forms.values()].map(({ requiredSlots }) => requiredSlots)).to.deep.equal([['room', 'wish'], ['wish']]);
    expect(slots.get('room')?.mappings.map(({ conditions }) => conditions)).to.deep.equal([
      [{ loop: 'book_form', requestedSlot: null }],
      [],
    ]);
    expect(slots.get('wish')?.mappings.map(({ conditions }) => conditions)).to.deep.equal([
      [{ loop: 'book_form', requestedSlot: 'wish' }],
      [{ loop: 'old_form', requestedSlot: 'wish' }],
    ]);
    expect(slots.get('wish')?.type).to.equal('any');
    expect(slots.get('city')?.mappings).to.deep.equal([]);
  });

  it('faults what cannot be meant, at its line', () => {
    const { faults } = smallBot(`${base}slots:
  nights: {type: float, min_value: 3, max_value: 3, mappings: []}
  wish: {type: text, mappings: [{type: from_nothing}, {type: from_entity}]}
forms: {book_form: {required_slots: [wihs]}}
`);
    expect(faults).to.have.length(4);
    expect(faults[0]).to.contain('4: slot "nights" has no room between 3 and 3');
    expect(faults.join()).to.contain('5: a mapping from_entity needs "entity"');
    expect(faults.join()).to.contain('6: form "book_form" asks for slot "wihs"');
  });

  it('keeps a slot of a class of its own as any, and says so', () => {
    const { engine, warnings } = smallBot(`${base}slots: {pet: {type: my.PetSlot, mappings: []}}\n`);
    expect(engine.domain.slots.get('pet')).to.include({ type: 'any', influences: false });
    expect(warnings[0]).to.contain('3: a slot class of your own is Python: "my.PetSlot" is kept as any');
  });

  it('knows Rasa’s own slot classes by their whole name, and faults a type that there is not', () => {
    const { engine, faults, warnings } = smallBot(`${base}slots:
  vip: {type: rasa.shared.core.slots.BooleanSlot, mappings: []}
  pet: {type: rasa.shared.core.slots.TextSlot, mappings: []}
  cat: {type: txet, mappings: []}
`);
    expect(engine.domain.slots.get('vip')).to.include({ type: 'bool', influences: true });
    expect(engine.domain.slots.get('pet')).to.include({ type: 'text', influences: true });
    expect(faults).to.deep.equal(['6: there is no slot type "txet"']);
    expect(warnings).to.deep.equal([]);
  });

  it('has an hour for sessions unless the domain says otherwise', () => {
    expect(smallBot(base).engine.domain.session).to.deep.equal({ expirationMinutes: 60, carryOverSlots: true });
    const own = `${base}session_config: {session_expiration_time: 5, carry_over_slots_to_new_session: false}\n`;
    expect(smallBot(own).engine.domain.session).to.deep.equal({ expirationMinutes: 5, carryOverSlots: false });
  });
});

describe('labelsOf', () => {
  const { engine } = smallBot(`intents:
- greet
- quiet: {use_entities: []}
- only: {use_entities: [city]}
- not: {ignore_entities: [city]}
entities: [room, {city: {roles: [from], groups: [a]}}, {mood: {influence_conversation: false}}]
`);
  const marks = [
    { entity: 'city', value: 'Rome', role: 'from', group: 'a' },
    { entity: 'room', value: 'double' },
    { entity: 'mood', value: 'good' },
  ];

  it('names entities with their roles and groups, sorted, without those that have no influence', () => {
    expect(labelsOf(engine.domain, 'greet', marks)).to.deep.equal(['city', 'city#a', 'city#from', 'room']);
  });

  it('heeds use_entities and ignore_entities', () => {
    expect(labelsOf(engine.domain, 'quiet', marks)).to.deep.equal([]);
    expect(labelsOf(engine.domain, 'only', marks)).to.deep.equal(['city', 'city#a', 'city#from']);
    expect(labelsOf(engine.domain, 'not', marks)).to.deep.equal(['room']);
  });

  it('takes all entities of an intent that the domain does not know', () => {
    expect(labelsOf(engine.domain, 'unheard_of', marks)).to.include('mood');
  });
});
