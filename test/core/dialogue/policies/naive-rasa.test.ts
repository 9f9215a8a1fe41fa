import { expect } from 'chai';
import { defaultMemoization, defaultRulePolicy } from '../../../../core/dialogue/policies/policy-config.ts';
import { readPaths } from '../../../../core/dialogue/stories/read-paths.ts';
import type { DialogueEvent } from '../../../../core/dialogue/tracking/event.ts';
import { said, smallBot } from '../../../support/dialogue-bot.ts';
import { NaiveRasa } from './naive-rasa.ts';

const domain = `intents: [ask, tell, stop, hi]
entities: [city]
slots:
  vip: {type: bool, initial_value: false, mappings: [{type: custom}]}
  city: {type: text, mappings: [{type: from_entity, entity: city}]}
forms: {form: {required_slots: [city]}, other: {required_slots: []}}
actions: [action_a, action_b]
responses: {utter_hi: [{text: hi}], utter_no: [{text: no}]}
`;
const intents = ['ask', 'tell', 'stop', 'hi'];
const actions = ['form', 'other', 'action_a', 'action_b', 'utter_hi', 'utter_no'];

/** Numbers that come again with the same seed (mulberry32). */
function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: (limit: number) => Math.floor(next() * limit),
    pick: <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T,
  };
}

type Chance = ReturnType<typeof chance>;

function user({ pick, below }: Chance): string {
  return below(3) === 0 ? `{intent: ${pick(intents)}, entities: [{city: Rome}]}` : `{intent: ${pick(intents)}}`;
}

function deed(luck: Chance): string[] {
  const action = luck.pick(actions);
  const isForm = action === 'form' || action === 'other';
  return [
    `{action: ${action}}`,
    ...(isForm ? [`{active_loop: ${luck.below(3) === 0 ? 'null' : action}}`] : []),
    ...(luck.below(5) === 0 ? [`{slot_was_set: [vip: ${luck.pick(['true', 'false', 'null'])}]}`] : []),
  ];
}

function rule(luck: Chance, number: number): string {
  const condition = luck.pick([
    '',
    '',
    'condition: [{active_loop: form}], ',
    'condition: [{slot_was_set: [vip: true]}], ',
    'condition: [{slot_was_set: [city: null]}], ',
  ]);
  const options = luck.pick(['', '', '', 'conversation_start: true, ', 'wait_for_user_input: false, ']);
  const begin = luck.below(4) === 0 ? deed(luck) : [user(luck)];
  return `- {rule: r${number}, ${options}${condition}steps: [${[...begin, ...deed(luck), ...(luck.below(2) ? deed(luck) : [])].join(', ')}]}`;
}

function story(luck: Chance, number: number): string {
  const begin = luck.below(4) === 0 ? deed(luck) : [];
  const turns = Array.from({ length: 1 + luck.below(4) }, () => [
    user(luck),
    ...deed(luck),
    ...(luck.below(2) ? deed(luck) : []),
  ]);
  return `- {story: s${number}, steps: [${[...begin, ...turns.flat()].join(', ')}]}`;
}

function randomBot(luck: Chance): string {
  const rules = Array.from({ length: 2 + luck.below(5) }, (_, number) => rule(luck, number));
  const stories = Array.from({ length: 2 + luck.below(6) }, (_, number) => story(luck, number));
  return [domain, 'rules:', ...rules, 'stories:', ...stories].join('\n');
}

/** What may happen beside actions. */
function incident(luck: Chance): DialogueEvent {
  return luck.pick<DialogueEvent>([
    { type: 'slot', name: 'vip', value: luck.pick([true, false, null]) },
    { type: 'slot', name: 'city', value: luck.pick(['Bari', null]) },
    { type: 'loop', name: luck.pick(['form', 'other', null]) },
    { type: 'rejected', action: luck.pick(['form', 'other', 'action_a']) },
  ]);
}

describe('the compiled policies', () => {
  it('decide as Rasa’s do the slow way, in random bots and conversations', () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 60; seed++) {
      const luck = chance(seed);
      const { engine, bot, findings } = smallBot(randomBot(luck), {
        rule: { ...defaultRulePolicy, restrictsRules: false },
        memoization: [{ ...defaultMemoization, augmented: true }],
      });
      // Bots whose rules contradict stories drop rules while they are checked; that has tests of its own.
      if (findings.faults.length > 0) continue;
      const paths = (kind: 'rule' | 'story') => readPaths(bot.dialogue, kind, engine.domain, findings);
      const slow = new NaiveRasa(engine.domain, paths('rule'), paths('story'));
      for (let talk = 0; talk < 6; talk++) {
        const events: DialogueEvent[] = [{ type: 'action', name: 'action_listen' }];
        let tracker = engine.applyAll(engine.begin(), events);
        for (let turn = 0; turn < 7; turn++) {
          const begin: DialogueEvent[] = [
            said(luck.pick(intents), { entities: luck.below(3) === 0 ? [{ entity: 'city', value: 'Rome' }] : [] }),
            ...(luck.below(3) === 0 ? [incident(luck)] : []),
          ];
          events.push(...begin);
          tracker = engine.applyAll(tracker, begin);
          for (let step = 0; step < 4; step++) {
            const fast = engine.predict(tracker);
            expect(fast.action, `seed ${seed}, ${JSON.stringify(events)}`).to.equal(slow.predict(events).action);
            seen.add(`${fast.policy} ${fast.confidence} ${fast.hidden}`);
            const name = luck.below(5) === 0 ? luck.pick(actions) : fast.action;
            const next: DialogueEvent[] = [
              { type: 'action', name, hidden: fast.hidden },
              ...(name === 'form' || name === 'other'
                ? [{ type: 'loop', name: luck.below(2) ? name : null } as const]
                : []),
              ...(luck.below(4) === 0 ? [incident(luck)] : []),
            ];
            events.push(...next);
            tracker = engine.applyAll(tracker, next);
            if (name === 'action_listen') break;
          }
          if (tracker.memory.action !== 'action_listen') {
            const last: DialogueEvent = { type: 'action', name: 'action_listen' };
            events.push(last);
            tracker = engine.apply(tracker, last);
          }
        }
      }
    }
    // Otherwise the bots were too dull to tell anything.
    expect(seen).to.include.members(['RulePolicy 1 true', 'RulePolicy 1 false', 'AugmentedMemoizationPolicy 1 false']);
  });
});
