import { expect } from 'chai';
import type { Work } from '../../../core/delivery/own.ts';
import { replyAsStaff, returnToBot } from '../../../core/delivery/staff.ts';
import {
  echoWork,
  fakeDoor,
  hotel,
  idOf,
  openFrontDoor,
  type RigWorker,
  readConversation,
  sql,
  turnSaying,
  wordsOf,
} from '../../support/delivery-rig.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { WorkerRig } from '../../support/worker-rig.ts';

describe("a worker's mishaps", () => {
  const id = idOf('guest-1');
  const rig = new WorkerRig();

  beforeEach(() => rig.begin());
  afterEach(() => rig.end());
  after(() => rig.close());

  it('hands over to another when its connection is cut, and nothing is said twice', async () => {
    const { door, texts } = fakeDoor();
    const work = echoWork(door);
    const entered = Promise.withResolvers<void>();
    const cut = Promise.withResolvers<void>();
    let first = true;
    const twin: Work = {
      ...work,
      async runTurn(conversation, inbound, signal) {
        if (first && wordsOf(inbound) === 'two') {
          first = false;
          entered.resolve();
          await cut.promise;
        }
        return work.runTurn(conversation, inbound, signal);
      },
    };
    rig.open(twin);
    rig.open(twin);
    await rig.say('one', 'two', 'three');
    await entered.promise;
    await rig.cutLedgers();
    cut.resolve();
    await rig.quiet();
    expect(texts()).to.deep.equal(['re: one', 're: two', 're: three']);
    expect(await sql(rig.database, 'select seq::int from turn order by seq')).to.have.length(3);
  });

  it('survives losing its connection at any moment of a busy time', async () => {
    const { door, items } = fakeDoor();
    rig.open(echoWork(door));
    rig.open(echoWork(door));
    for (let round = 0; round < 6; round += 1) {
      const messages = Array.from({ length: 30 }, (_, n) => guestMessage({ key: `guest-${n}`, text: `m${round}` }));
      await rig.accept(...messages);
      await rig.cutLedgers();
    }
    await rig.quiet();
    expect(await sql(rig.database, 'select from turn')).to.have.length(180);
    expect(items).to.have.length(180);
    for (let n = 0; n < 30; n += 1) {
      const mine = items.filter(({ guest }) => guest.key === `guest-${n}`).map(({ payload }) => payload);
      expect(mine).to.deep.equal([0, 1, 2, 3, 4, 5].map((round) => ({ text: `re: m${round}` })));
    }
  });

  it('gives a message up that nobody survives, after five starts, and goes on with the next', async () => {
    const { door, texts } = fakeDoor();
    const work = echoWork(door);
    let starts = 0;
    const worker = startPoisoned();
    await rig.say('poison', 'after');
    await rig.quiet();
    expect(starts).to.equal(5);
    expect(texts()).to.deep.equal(['sorry: poison', 're: after']);
    expect(worker.failures).to.have.length(5);
    expect(await readConversation(rig.database, id)).to.include({ attempts: 0, doneIn: 2 });

    function startPoisoned(): RigWorker {
      return rig.open({
        ...work,
        async runTurn(conversation, inbound, signal) {
          if (wordsOf(inbound) !== 'poison') return work.runTurn(conversation, inbound, signal);
          starts += 1;
          // Tried again at once rather than after its rest.
          worker.nudge([conversation.id]);
          throw new Error('poison');
        },
      });
    }
  });

  it('gives a result up that cannot be stored', async () => {
    const { door, texts } = fakeDoor();
    const work = echoWork(door);
    const worker: RigWorker = rig.open({
      ...work,
      async runTurn(conversation) {
        worker.nudge([conversation.id]);
        return turnSaying(['never'], { tracker: { amount: 1n } });
      },
    });
    await rig.say('hello');
    await rig.quiet();
    expect(texts()).to.deep.equal(['sorry: hello']);
  });

  it('stores nothing of a turn that staff overtook, and runs it again as theirs', async () => {
    const { door, texts } = fakeDoor();
    const work = echoWork(door);
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const owners: string[] = [];
    rig.open({
      ...work,
      async runTurn(conversation, inbound, signal) {
        owners.push(conversation.owner);
        const result = await work.runTurn(conversation, inbound, signal);
        entered.resolve();
        await leave.promise;
        return result;
      },
    });
    await rig.say('Is anybody there?');
    await entered.promise;
    await replyAsStaff(rig.database, id, 'Ana', [{ payload: { text: 'Ana here' }, parts: null }], false);
    leave.resolve();
    await rig.quiet();
    expect(owners).to.deep.equal(['bot', 'staff']);
    expect(texts()).to.deep.equal(['Ana here']);
    expect((await readConversation(rig.database, id)).owner).to.equal('staff');
  });

  it('sends what staff wrote in the middle of a turn, though they gave the conversation back at once', async () => {
    const { door, texts } = fakeDoor();
    const work = echoWork(door);
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    rig.open({
      ...work,
      async runTurn(conversation, inbound, signal) {
        const result = await work.runTurn(conversation, inbound, signal);
        entered.resolve();
        await leave.promise;
        return result;
      },
    });
    await rig.say('Is anybody there?');
    await entered.promise;
    await replyAsStaff(rig.database, id, 'Ana', [{ payload: { text: 'Ana here' }, parts: null }], false);
    await returnToBot(rig.database, id);
    leave.resolve();
    await rig.quiet();
    expect(texts()).to.deep.equal(['Ana here', 're: Is anybody there?']);
  });

  it('has nothing left to look at when a double reached two processes at one time', async () => {
    const { door, texts } = fakeDoor();
    const other = openFrontDoor(rig.database);
    for (let n = 0; n < 10; n += 1) {
      const message = guestMessage({ text: `m${n}` });
      await Promise.all([rig.accept(message), other.intake.accept(hotel.property, hotel.channel, [message])]);
    }
    rig.open(echoWork(door));
    await rig.quiet();
    expect(texts()).to.deep.equal(Array.from({ length: 10 }, (_, n) => `re: m${n}`));
    await other.close();
  });
});
