import { expect } from 'chai';
import type { UserEvent } from '../../../../core/dialogue/tracking/event.ts';
import { said, smallBot } from '../../../support/dialogue-bot.ts';
import { talk } from '../../../support/talk.ts';

const { engine } = smallBot(`intents: [greet, bye]
responses:
  utter_hi: [{text: hi}]
  utter_ask_rephrase: [{text: once more}]
  utter_default: [{text: sorry}]
rules:
- {rule: hi, steps: [{intent: greet}, {action: utter_hi}]}
- {rule: unsure, steps: [{intent: nlu_fallback}, {action: action_two_stage_fallback}, {active_loop: action_two_stage_fallback}]}
`);

const unsure: UserEvent = {
  type: 'user',
  text: 'hmpf',
  understanding: {
    intent: 'nlu_fallback',
    confidence: 0.3,
    entities: [],
    ranking: [
      { intent: 'nlu_fallback', confidence: 0.3 },
      { intent: 'greet', confidence: 0.2 },
    ],
  },
};
const no = said('out_of_scope');
const question = "Did you mean 'greet'?";

async function conversation(...messages: UserEvent[]) {
  const bot = talk(engine);
  const answers: string[][] = [];
  for (const message of messages) answers.push(await bot.say(message));
  return { answers, bot };
}

describe('the two-stage fallback', () => {
  it('asks what was meant, and goes on as if that had been said', async () => {
    const { answers, bot } = await conversation(unsure, said('greet'));
    expect(answers).to.deep.equal([[question], ['utter_hi']]);
    expect(bot.tracker.memory.loop).to.equal(null);
    expect(bot.tracker.moments.map(({ action }) => action)).to.deep.equal([
      null,
      'action_listen',
      'utter_hi',
      'action_listen',
    ]);
  });

  it('asks to say it in other words after a no, and understands them', async () => {
    const { answers } = await conversation(unsure, no, said('greet'));
    expect(answers).to.deep.equal([[question], ['utter_ask_rephrase'], ['utter_hi']]);
  });

  it('asks a second time, and gives up after the second no', async () => {
    const { answers, bot } = await conversation(unsure, no, unsure, no);
    expect(answers).to.deep.equal([[question], ['utter_ask_rephrase'], [question], ['utter_default']]);
    expect(bot.tracker.memory.loop).to.equal(null);
  });

  it('gives up when it understands nothing twice in a row', async () => {
    const { answers } = await conversation(unsure, unsure);
    expect(answers).to.deep.equal([[question], ['utter_default']]);
  });

  it('begins anew afterwards', async () => {
    const { answers } = await conversation(unsure, unsure, said('greet'), unsure);
    expect(answers.slice(2)).to.deep.equal([['utter_hi'], [question]]);
  });

  it('asks in words of the bot where it has such an action', async () => {
    const own = smallBot(`intents: [greet]
actions: [action_default_ask_affirmation]
rules: [{rule: unsure, steps: [{intent: nlu_fallback}, {action: action_two_stage_fallback}, {active_loop: action_two_stage_fallback}]}]
`);
    const bot = talk(own.engine, {
      action_default_ask_affirmation: () => ({ replies: [{ response: 'utter_greeting_meant' }] }),
    });
    expect(await bot.say(unsure)).to.deep.equal(['utter_greeting_meant']);
  });
});
