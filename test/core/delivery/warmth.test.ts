import { expect } from 'chai';
import type { Claimed } from '../../../core/delivery/ledger.ts';
import { replyAsStaff, returnToBot } from '../../../core/delivery/staff.ts';
import { createWarmth } from '../../../core/delivery/warmth.ts';
import { echoWork, fakeDoor, hotel, idOf, openFrontDoor, readConversation } from '../../support/delivery-rig.ts';
import { eventually } from '../../support/eventually.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { makeConversation } from '../../support/turn-rig.ts';
import { WorkerRig } from '../../support/worker-rig.ts';

describe('createWarmth', () => {
  const claimed = (id: string): Claimed => ({
    conversation: makeConversation({ id, lastSeq: 2, lastIn: 1, doneIn: 1 }),
    inbound: [],
    outbound: [],
    overdue: false,
    resting: false,
    marks: new Set(),
  });
  const arrival = (conversationId: string, seq: number) => ({ conversationId, seq, message: guestMessage() });

  it('goes on with the message that follows right behind, and with no other', () => {
    const warm = createWarmth();
    for (const seq of [1, 2, 4]) {
      warm.keep(claimed('a'));
      expect(warm.continueWith(arrival('a', seq))).to.equal(null);
    }
    expect(warm.continueWith(arrival('b', 3))).to.equal(null);
    const next = warm.continueWith(arrival('a', 3));
    expect(next?.conversation).to.include({ lastSeq: 3, lastIn: 3, doneIn: 1 });
    expect(next?.inbound.map(({ seq }) => seq)).to.deep.equal([3]);
    expect(warm.continueWith(arrival('a', 4)), 'it is in use now').to.equal(null);
  });

  it('does not take a late message for the last word of the guest', () => {
    const warm = createWarmth();
    const known = claimed('a');
    known.conversation.lastGuestAt = '2031-05-04T12:00:00.000Z';
    warm.keep(known);
    const late = { ...arrival('a', 3), message: guestMessage({ sentAt: '2031-05-04T13:30:00+02:00' }) };
    expect(warm.continueWith(late)?.conversation.lastGuestAt).to.equal('2031-05-04T12:00:00.000Z');
  });

  it('lets go of what has been quiet for too long, the coldest first', () => {
    let now = 0;
    const warm = createWarmth(() => now);
    for (const id of ['a', 'b', 'a', 'c']) {
      warm.keep(claimed(id));
      now += 1_000;
    }
    expect(warm.cooled().map(({ conversation }) => conversation.id)).to.deep.equal(['b']);
    expect(warm.take('b')).to.equal(null);
    expect(warm.take('a')).not.to.equal(null);
    expect(warm.clear().map(({ conversation }) => conversation.id)).to.deep.equal(['c']);
  });

  it('keeps no more than fits', () => {
    const warm = createWarmth(() => 0);
    for (let n = 0; n < 1_005; n += 1) warm.keep(claimed(String(n)));
    expect(warm.cooled().map(({ conversation }) => conversation.id)).to.deep.equal(['0', '1', '2', '3', '4']);
  });
});

describe('a conversation that is still owned after its answer', () => {
  const id = idOf('guest-1');
  const rig = new WorkerRig();
  const { door } = fakeDoor();
  let texts: () => string[];
  /** What each turn was told about who owns the conversation. */
  let owners: string[];

  beforeEach(async () => {
    await rig.begin();
    const platform = fakeDoor();
    ({ texts } = platform);
    owners = [];
    const work = echoWork(platform.door);
    rig.open(
      {
        ...work,
        runTurn(conversation, inbound, signal) {
          owners.push(conversation.owner);
          return work.runTurn(conversation, inbound, signal);
        },
      },
      // It hears only what it is told.
      { pollMs: 3_600_000 },
    );
    await rig.say('one');
    await eventually('it is answered', () => texts().length === 1);
  });
  afterEach(() => rig.end());
  after(() => rig.close());

  const answered = (count: number) => eventually('it is answered', () => texts().length === count);

  it('answers the next messages in their order', async () => {
    await rig.say('two', 'three');
    await rig.say('four');
    await answered(4);
    await rig.quiet();
    expect(texts()).to.deep.equal(['re: one', 're: two', 're: three', 're: four']);
  });

  it('sees what another process has stored in between', async () => {
    const other = openFrontDoor(rig.database);
    await other.intake.accept(hotel.property, hotel.channel, [guestMessage({ text: 'two' })]);
    await rig.say('three');
    await answered(3);
    expect(texts()).to.deep.equal(['re: one', 're: two', 're: three']);
    await other.close();
  });

  it('knows that staff have taken it over, whether they said anything or not', async () => {
    for (const words of [['Ana here'], []]) {
      const rendered = words.map((text) => ({ payload: { text }, parts: null }));
      await returnToBot(rig.database, id).catch(() => {});
      await replyAsStaff(rig.database, id, 'Ana', rendered, false);
      const before = (await readConversation(rig.database, id)).lastIn;
      await rig.say('still there?');
      await eventually('it is seen', async () => {
        const { doneIn, dueAt } = await readConversation(rig.database, id);
        return doneIn > before && dueAt === null;
      });
      expect(owners.at(-1)).to.equal('staff');
    }
    expect(texts()).to.deep.equal(['re: one', 'Ana here']);
  });

  it('knows that staff have given it back', async () => {
    await replyAsStaff(rig.database, id, 'Ana', [], true);
    await rig.say('to staff');
    await eventually('it is seen', async () => (await readConversation(rig.database, id)).doneIn === 3);
    await returnToBot(rig.database, id);
    await rig.say('to the bot');
    await answered(2);
    expect(texts()).to.deep.equal(['re: one', 're: to the bot']);
  });

  it('is free for another worker as soon as this one stops', async () => {
    const [first] = rig.workers;
    rig.workers = [];
    await first?.stop(1_000);
    rig.open(echoWork(door));
    await rig.say('two');
    await rig.quiet();
    expect((await readConversation(rig.database, id)).doneIn).to.equal(3);
  });

  it('is free for another worker as soon as this one dies', async () => {
    rig.workers = [];
    rig.open(echoWork(door), { pollMs: 20 });
    await rig.cutLedgers();
    await rig.say('two');
    await rig.quiet();
    expect((await readConversation(rig.database, id)).doneIn).to.equal(3);
  });
});
