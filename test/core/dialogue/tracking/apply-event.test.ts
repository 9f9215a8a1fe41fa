import { expect } from 'chai';
import type { DialogueEvent } from '../../../../core/dialogue/tracking/event.ts';
import { activeLoop } from '../../../../core/dialogue/tracking/memory.ts';
import { did, loop, said, set, smallBot } from '../../../support/dialogue-bot.ts';

const { engine } = smallBot(`intents: [greet, inform, ask]
slots:
  city: {type: text, mappings: [{type: custom}]}
  vip: {type: bool, initial_value: false, mappings: [{type: custom}]}
forms: {form: {required_slots: [city]}}
`);
const listen = did('action_listen');

function fold(...events: DialogueEvent[]) {
  return engine.applyAll(engine.begin(), events);
}

function actions(...events: DialogueEvent[]): (string | null)[] {
  return fold(...events).moments.map(({ action }) => action);
}

describe('applyEvent', () => {
  it('begins with the initial slots and will listen first', () => {
    const { memory } = engine.begin();
    expect(memory.slots).to.deep.equal({ city: null, vip: false, requested_slot: null });
    expect(memory.followup).to.equal('action_listen');
  });

  it('remembers slots, the last message and the last action', () => {
    const { memory } = fold(listen, said('greet'), set('city', 'Rome'), did('utter_hi'));
    expect(memory.slots.city).to.equal('Rome');
    expect(memory.message?.understanding.intent).to.equal('greet');
    expect(memory.action).to.equal('utter_hi');
  });

  it('changes nothing in place', () => {
    const before = fold(listen, said('greet'));
    const copy = structuredClone(before);
    engine.applyAll(before, [set('city', 'Rome'), did('form'), loop('form'), { type: 'rewind' }]);
    expect(before).to.deep.equal(copy);
  });

  it('takes back a message with all that came of it, slots included', () => {
    const { memory, moments } = fold(
      listen,
      said('greet'),
      did('a'),
      listen,
      said('inform'),
      set('city', 'Rome'),
      did('b'),
      {
        type: 'rewind',
      },
    );
    expect(moments.map(({ action }) => action)).to.deep.equal([null, 'action_listen', 'a']);
    expect(memory.slots.city).to.equal(null);
    expect(memory.message?.understanding.intent).to.equal('greet');
  });

  it('takes back the last action', () => {
    const { memory } = fold(listen, said('greet'), did('a'), set('city', 'Rome'), { type: 'undo' });
    expect(memory).to.include({ action: 'action_listen' });
    expect(memory.slots.city).to.equal(null);
  });

  it('survives taking back more than there is', () => {
    expect(actions({ type: 'undo' }, { type: 'rewind' }, listen, { type: 'rewind' })).to.deep.equal([null]);
  });

  it('forgets everything at a restart, and begins a session', () => {
    const { memory, moments } = fold(listen, said('greet'), set('city', 'Rome'), { type: 'restart' });
    expect(moments).to.have.length(1);
    expect(memory.slots.city).to.equal(null);
    expect(memory.followup).to.equal('action_session_start');
  });

  it('resets slots to their first values', () => {
    const { memory } = fold(set('city', 'Rome'), set('vip', true), { type: 'slots_reset' });
    expect(memory.slots).to.include({ city: null, vip: false });
  });

  it('lets an action force the next one, once', () => {
    expect(fold(listen, { type: 'followup', action: 'a' }).memory.followup).to.equal('a');
    expect(fold(listen, { type: 'followup', action: 'a' }, did('a')).memory.followup).to.equal(null);
  });

  describe('with a form', () => {
    const begin = [listen, said('ask'), did('form'), loop('form')];

    it('takes its happy runs as one: stories see it begin and end', () => {
      const happy = [...begin, listen, said('inform'), set('city', 'Rome'), did('form'), loop(null)];
      const { moments, memory } = fold(...happy);
      expect(moments.map(({ action }) => action)).to.deep.equal([null, 'action_listen', 'form']);
      expect(moments.at(-1)?.events.map(({ type }) => type)).to.deep.equal(['loop', 'slot', 'loop']);
      expect(memory.message?.understanding.intent).to.equal('inform');
      expect(activeLoop(memory)).to.equal(null);
    });

    it('keeps a digression apart, told by the rejection or by another action', () => {
      const rejected: DialogueEvent = { type: 'rejected', action: 'form' };
      const around = ['action_listen', 'form', 'action_listen', 'utter', 'form'];
      expect(actions(...begin, listen, said('greet'), rejected, did('utter'), did('form'))).to.deep.equal([
        null,
        ...around,
      ]);
      expect(actions(...begin, listen, said('greet'), did('utter'), did('form'))).to.deep.equal([null, ...around]);
    });

    it('counts a form that ended and comes again as new', () => {
      const again = [...begin, loop(null), listen, said('ask'), did('form')];
      expect(actions(...again)).to.deep.equal([null, 'action_listen', 'form', 'action_listen', 'form']);
    });

    it('is rejected until it runs again', () => {
      const rejected = fold(...begin, listen, said('greet'), { type: 'rejected', action: 'form' });
      expect(rejected.memory.loop?.rejected).to.equal(true);
      expect(rejected.rejected).to.equal('form');
      const after = engine.applyAll(rejected, [did('utter')]);
      expect(after.memory.loop?.rejected).to.equal(true);
      expect(after.rejected).to.equal(null);
      expect(engine.apply(after, did('form')).memory.loop?.rejected).to.equal(false);
    });

    it('is interrupted until something runs', () => {
      const back = fold(...begin, listen, said('greet'), { type: 'loop_interrupted' });
      expect(back.memory.loop?.interrupted).to.equal(true);
      expect(engine.apply(back, did('form')).memory.loop?.interrupted).to.equal(false);
    });
  });

  it('keeps a bounded number of moments, however long the conversation is', () => {
    const turns = Array.from({ length: 500 }, () => [listen, said('greet'), did('utter_hi')]).flat();
    const { moments } = fold(...turns);
    expect(moments.length).to.be.lessThan(100);
    expect(moments.at(-1)?.index).to.equal(1000);
  });
});
