import { expect } from 'chai';
import { ActionRejected } from '../../../../core/dialogue/actions/action-result.ts';
import { actionServer, type PostJson } from '../../../../core/dialogue/actions/action-server.ts';
import { did, loop, said, set, smallBot } from '../../../support/dialogue-bot.ts';

const { engine } = smallBot(`intents: [greet]
slots: {city: {type: text, mappings: [{type: custom}]}}
forms: {form: {required_slots: [city]}}
`);
const tracker = engine.applyAll(engine.begin(), [
  did('action_listen'),
  said('greet', { text: 'hello', confidence: 0.9 }),
  set('city', 'Rome'),
  loop('form'),
]);

async function run(status: number, body: unknown) {
  const sent: unknown[] = [];
  const post: PostJson = async (given) => {
    sent.push(given);
    return { status, body };
  };
  return { result: await actionServer(post, 'guest-1')('action_a', tracker), sent };
}

describe('the client of a Rasa action server', () => {
  it('sends the action and the tracker as the SDK reads them', async () => {
    const { sent } = await run(200, {});
    expect(JSON.parse(JSON.stringify(sent[0]))).to.deep.include({ next_action: 'action_a', sender_id: 'guest-1' });
    expect(sent[0]).to.have.nested.include({
      'tracker.slots.city': 'Rome',
      'tracker.latest_message.intent.name': 'greet',
      'tracker.latest_message.text': 'hello',
      'tracker.active_loop.name': 'form',
      'tracker.latest_action_name': 'action_listen',
      'tracker.events[0].event': 'action',
      'tracker.events[1].event': 'user',
      'tracker.events[2].value': 'Rome',
    });
  });

  it('takes its events, but those that mean nothing here', async () => {
    const events = [
      { event: 'slot', name: 'city', value: 'Bari', timestamp: null },
      { event: 'active_loop', name: null },
      { event: 'followup', name: 'utter_hi' },
      { event: 'action_execution_rejected', name: 'form' },
      { event: 'rewind' },
      { event: 'reset_slots' },
      { event: 'reminder', name: 'later' },
      { event: 'slot' },
    ];
    expect((await run(200, { events })).result.events).to.deep.equal([
      set('city', 'Bari'),
      loop(null),
      { type: 'followup', action: 'utter_hi' },
      { type: 'rejected', action: 'form' },
      { type: 'rewind' },
      { type: 'slots_reset' },
    ]);
  });

  it('says what it says: a response with its values, or text, buttons and pictures', async () => {
    const responses = [
      { response: 'utter_found', count: 3, buttons: [] },
      { text: 'Which?', buttons: [{ title: 'One', payload: '/one' }, { title: 'Two' }] },
      { text: 'A room', image: 'https://example.com/room.jpg' },
      {},
    ];
    expect((await run(200, { responses })).result.replies).to.deep.equal([
      { response: 'utter_found', values: { count: 3 }, choices: [] },
      {
        parts: [
          {
            type: 'choices',
            text: 'Which?',
            choices: [
              { title: 'One', payload: '/one' },
              { title: 'Two', payload: 'Two' },
            ],
          },
        ],
      },
      {
        parts: [
          { type: 'text', text: 'A room' },
          { type: 'image', media: { url: 'https://example.com/room.jpg' }, alt: 'A room' },
        ],
      },
    ]);
  });

  it('says what else a response of the SDK may hold, and nothing for what is empty in it', async () => {
    const empty = {
      text: null,
      buttons: null,
      elements: [],
      custom: {},
      template: null,
      image: null,
      attachment: null,
    };
    const { result } = await run(200, {
      events: null,
      responses: [
        { ...empty, custom: { kind: 'map' } },
        { ...empty, response: 'utter_found', count: 3, attachment: 'https://example.com/map.pdf' },
        empty,
      ],
    });
    expect(result).to.deep.equal({
      events: [],
      replies: [
        { parts: [{ type: 'text', text: '{"kind":"map"}' }] },
        { response: 'utter_found', values: { count: 3 }, choices: [] },
        { parts: [{ type: 'document', media: { url: 'https://example.com/map.pdf' }, name: 'map.pdf' }] },
      ],
    });
  });

  it('is rejected by status 400 and fails by any other', async () => {
    const outcome = (status: number) =>
      run(status, { error: 'no' }).then(
        () => null,
        (error: unknown) => error,
      );
    expect(await outcome(400)).to.be.instanceOf(ActionRejected);
    expect(await outcome(500))
      .to.be.instanceOf(Error)
      .and.not.instanceOf(ActionRejected);
  });
});
