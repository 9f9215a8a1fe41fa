import { expect } from 'chai';
import { ActionRejected } from '../../../../core/dialogue/actions/action-result.ts';
import { did, said, set, smallBot } from '../../../support/dialogue-bot.ts';
import { talk } from '../../../support/talk.ts';

const domain = `intents: [greet, faq, other, back]
slots: {name: {type: text, influence_conversation: false, mappings: [{type: custom}]}}
actions: [action_a, action_loop]
responses:
  utter_hi: [{text: hi}]
  utter_faq/wifi: [{text: wifi}]
  utter_default: [{text: what}]
  utter_restart: [{text: again}]
session_config: {session_expiration_time: 60}
rules:
- {rule: hi, steps: [{intent: greet}, {action: utter_hi}, {action: action_a}]}
- {rule: faq, steps: [{intent: faq}, {action: utter_faq}]}
- {rule: ever, wait_for_user_input: false, steps: [{intent: other}, {action: action_loop}]}
- {rule: more, wait_for_user_input: false, steps: [{action: action_loop}, {action: action_loop}]}
`;

describe('runTurn', () => {
  it('begins a session, hears, acts and listens; the events tell it all', async () => {
    const bot = talk(smallBot(domain).engine, { action_a: () => ({ events: [set('name', 'Ada')] }) });
    expect(await bot.say(said('greet'))).to.deep.equal(['utter_hi']);
    expect(bot.turns[0]?.actions).to.deep.equal(['action_session_start', 'utter_hi', 'action_a']);
    expect(bot.turns[0]?.events.map((event) => ('name' in event ? event.name : event.type))).to.deep.equal([
      'action_session_start',
      'session_started',
      'action_listen',
      'user',
      'counted',
      'utter_hi',
      'action_a',
      'name',
      'action_listen',
    ]);
  });

  it('is the same when its events are folded anew', async () => {
    const { engine } = smallBot(domain);
    const bot = talk(engine);
    for (const intent of ['greet', 'faq', 'back', 'greet']) await bot.say(said(intent));
    const events = bot.turns.flatMap((turn) => turn.events);
    expect(engine.applyAll(engine.begin(), events)).to.deep.equal(bot.tracker);
  });

  it('breaks off a turn that does not end after ten actions, and hears the next message', async () => {
    const bot = talk(smallBot(domain).engine);
    await bot.say(said('other'));
    expect(bot.turns[0]).to.include({ brokenOff: true });
    expect(bot.turns[0]?.actions.filter((action) => action === 'action_loop')).to.have.length(10);
    expect(await bot.say(said('greet'))).to.deep.equal(['utter_hi']);
  });

  it('says the response of a retrieval intent', async () => {
    const bot = talk(smallBot(domain).engine);
    const { understanding, ...message } = said('faq');
    expect(await bot.say({ ...message, understanding: { ...understanding, selected: 'faq/wifi' } })).to.deep.equal([
      'utter_faq/wifi',
    ]);
  });

  it('begins a new session after an hour and carries the slots over', async () => {
    const bot = talk(smallBot(domain).engine, { action_a: () => ({ events: [set('name', 'Ada')] }) });
    await bot.say({ ...said('greet'), at: '2031-05-04T10:00:00Z' });
    await bot.say({ ...said('faq'), at: '2031-05-04T12:00:00Z' });
    expect(bot.turns[1]?.actions[0]).to.equal('action_session_start');
    expect(bot.tracker.memory.slots.name).to.equal('Ada');
    expect(bot.tracker.moments[0]?.action).to.equal(null);
  });

  it('forgets the slots with the session where the domain says so', async () => {
    const forgetful = domain.replace('time: 60', 'time: 60, carry_over_slots_to_new_session: false');
    const bot = talk(smallBot(forgetful).engine, { action_a: () => ({ events: [set('name', 'Ada')] }) });
    await bot.say({ ...said('greet'), at: '2031-05-04T10:00:00Z' });
    await bot.say({ ...said('faq'), at: '2031-05-04T12:00:00Z' });
    expect(bot.tracker.memory.slots.name).to.equal(null);
  });

  it('listens after a session start of the bot that forgets to', async () => {
    const own = talk(smallBot(domain.replace('[action_a,', '[action_session_start, action_a,')).engine);
    expect(await own.say(said('greet'))).to.deep.equal(['utter_hi']);
  });

  it('restarts', async () => {
    const bot = talk(smallBot(domain).engine, { action_a: () => ({ events: [set('name', 'Ada')] }) });
    await bot.say(said('greet'));
    expect(await bot.say(said('restart'))).to.deep.equal(['utter_restart']);
    expect(bot.tracker.memory.slots.name).to.equal(null);
    expect(await bot.say(said('greet'))).to.deep.equal(['utter_hi']);
  });

  it('goes back two messages', async () => {
    const bot = talk(smallBot(domain).engine, { action_a: () => ({ events: [set('name', 'Ada')] }) });
    await bot.say(said('greet'));
    await bot.say(said('back'));
    expect(bot.tracker.memory.slots.name).to.equal(null);
    expect(await bot.say(said('greet'))).to.deep.equal(['utter_hi']);
  });

  it('takes back a message that nobody could answer, with what it filled', async () => {
    const bot = talk(smallBot(domain).engine);
    expect(await bot.say(said(null, { text: 'hrmpf' }))).to.deep.equal(['utter_default']);
    expect(await bot.say(said('greet'))).to.deep.equal(['utter_hi']);
  });

  it('tries something else when an action rejects the message', async () => {
    const bot = talk(smallBot(domain).engine, {
      action_a: () => {
        throw new ActionRejected('action_a');
      },
    });
    expect(await bot.say(said('greet'))).to.deep.equal(['utter_hi', 'utter_default']);
  });

  it('does at once what an action asks for next', async () => {
    const bot = talk(smallBot(domain).engine, {
      action_a: () => ({ events: [{ type: 'followup', action: 'utter_faq/wifi' }] }),
    });
    expect(await bot.say(said('greet'))).to.deep.equal(['utter_hi', 'utter_faq/wifi', 'utter_default']);
  });

  it('lets what an action throws through', async () => {
    const bot = talk(smallBot(domain).engine, {
      action_a: () => {
        throw new TypeError('a defect');
      },
    });
    let thrown: unknown;
    await bot.say(said('greet')).catch((error: unknown) => {
      thrown = error;
    });
    expect(thrown).to.be.instanceOf(TypeError);
  });

  it('keeps trackers apart', async () => {
    const { engine } = smallBot(domain);
    const [one, two] = [talk(engine), talk(engine)];
    await one.say(said('greet'));
    expect(two.tracker).to.deep.equal(engine.begin());
    expect(engine.applyAll(engine.begin(), [did('action_listen')]).memory.action).to.equal('action_listen');
  });
});
