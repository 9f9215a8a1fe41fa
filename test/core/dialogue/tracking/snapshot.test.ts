import { expect } from 'chai';
import type { DialogueEvent } from '../../../../core/dialogue/tracking/event.ts';
import { isExpired } from '../../../../core/dialogue/tracking/session.ts';
import { did, loop, said, set, smallBot } from '../../../support/dialogue-bot.ts';

const { engine } = smallBot(`intents: [greet, inform, ask]
entities: [city]
slots: {city: {type: text, mappings: [{type: from_entity, entity: city}]}}
forms: {form: {required_slots: [city]}}
responses: {utter_hi: [{text: hi}]}
rules:
- {rule: hi, steps: [{intent: greet}, {action: utter_hi}]}
`);
const listen = did('action_listen');
const talk: DialogueEvent[] = [
  listen,
  said('ask', { text: 'a room', entities: [{ entity: 'city', value: 'Rome' }] }),
  did('form'),
  loop('form'),
  listen,
  said('greet'),
  { type: 'rejected', action: 'form' },
  did('utter_hi'),
  did('form'),
  listen,
  said('inform'),
  set('city', 'Rome'),
  did('form'),
  loop(null),
  did('utter_hi'),
];

describe('a snapshot', () => {
  it('gives the same tracker back, after JSON and at every point of a conversation', () => {
    let tracker = engine.begin();
    for (const event of [...talk, listen, ...talk.slice(1)]) {
      tracker = engine.apply(tracker, event);
      const restored = engine.restore(JSON.parse(JSON.stringify(engine.save(tracker))));
      expect(restored).to.deep.equal(tracker);
    }
  });

  it('grows no further with a long conversation', () => {
    const sizes = [40, 400].map((rounds) => {
      const events = Array.from({ length: rounds }, () => [listen, said('greet'), did('utter_hi')]).flat();
      return JSON.stringify(engine.save(engine.applyAll(engine.begin(), events))).length;
    });
    expect((sizes[1] ?? 0) - (sizes[0] ?? 0)).to.be.lessThan(10);
  });

  it('leads to the same prediction', () => {
    const events = Array.from({ length: 90 }, () => [listen, said('greet'), did('utter_hi')]).flat();
    const tracker = engine.applyAll(engine.begin(), [...events, listen, said('greet')]);
    expect(engine.predict(engine.restore(engine.save(tracker)))).to.deep.equal(engine.predict(tracker));
    expect(engine.predict(tracker).action).to.equal('utter_hi');
  });

  it('of nothing is a new conversation', () => {
    expect(engine.restore(null)).to.deep.equal(engine.begin());
  });
});

describe('isExpired', () => {
  const at = (time: string) => ({ ...said('greet'), at: `2031-05-04T${time}:00Z` });
  const tracker = engine.applyAll(engine.begin(), [listen, at('10:00')]);

  it('tells a session by the time since the last message', () => {
    expect(isExpired(tracker, at('11:00'), { expirationMinutes: 60 })).to.equal(false);
    expect(isExpired(tracker, at('11:01'), { expirationMinutes: 60 })).to.equal(true);
  });

  it('never ends one where the domain says 0, or where nobody knows the time', () => {
    expect(isExpired(tracker, at('23:00'), { expirationMinutes: 0 })).to.equal(false);
    expect(isExpired(tracker, said('greet'), { expirationMinutes: 1 })).to.equal(false);
    expect(isExpired(engine.begin(), at('23:00'), { expirationMinutes: 1 })).to.equal(false);
  });
});
