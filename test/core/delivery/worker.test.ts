import { expect } from 'chai';
import type { Work } from '../../../core/delivery/own.ts';
import { replyAsStaff } from '../../../core/delivery/staff.ts';
import type { Database } from '../../../core/store/database.ts';
import {
  echoWork,
  emptyTables,
  fakeDoor,
  hotel,
  idOf,
  openFrontDoor,
  openWorker,
  type RigWorker,
  readConversation,
  sql,
  turnSaying,
  wordsOf,
} from '../../support/delivery-rig.ts';
import { eventually } from '../../support/eventually.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('startWorker', () => {
  const id = idOf('guest-1');
  let database: Database;
  let front: ReturnType<typeof openFrontDoor>;
  let workers: RigWorker[];

  const say = (...texts: string[]) =>
    front.intake.accept(
      hotel.property,
      hotel.channel,
      texts.map((text) => guestMessage({ text })),
    );
  const open = (work: Work, options: Parameters<typeof openWorker>[2] = {}) => {
    const worker = openWorker(database, work, options);
    workers.push(worker);
    return worker;
  };
  /** Nothing is due any more: what was to be answered and sent is. */
  const quiet = () =>
    eventually('everything is done', async () => {
      const rows = await sql(database, 'select from conversation where due_at is not null');
      return rows.length === 0;
    });
  const killLedgers = () =>
    sql(
      database,
      `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like '% ledger'`,
    );

  before(async () => {
    database = await aDatabase();
  });
  beforeEach(async () => {
    await emptyTables(database);
    workers = [];
    front = openFrontDoor(database, (ids) => {
      for (const worker of workers) worker.nudge(ids);
    });
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop(1_000)));
    await front.close();
  });
  after(() => database.close());

  it('answers in the order of arrival', async () => {
    const { door, texts } = fakeDoor();
    open(echoWork(door));
    await say('one', 'two');
    await say('three');
    await quiet();
    expect(texts()).to.deep.equal(['re: one', 're: two', 're: three']);
  });

  it('finds by itself what nobody told it of', async () => {
    const { door, texts } = fakeDoor();
    await say('hello');
    open(echoWork(door));
    await quiet();
    expect(texts()).to.deep.equal(['re: hello']);
  });

  it('leaves alone what belongs to a channel that it cannot deliver to', async () => {
    const { door, texts } = fakeDoor();
    const other = fakeDoor();
    await say('for the other');
    workers.push(openWorker(database, echoWork(door), { serves: [`${hotel.property}/elsewhere`] }));
    workers.push(openWorker(database, echoWork(other.door), { serves: [`${hotel.property}/${hotel.channel}`] }));
    await quiet();
    expect(other.texts()).to.deep.equal(['re: for the other']);
    expect(texts()).to.deep.equal([]);
  });

  it('goes through a long backlog of one conversation', async () => {
    const { door, texts } = fakeDoor();
    const words = Array.from({ length: 45 }, (_, n) => `m${n}`);
    await say(...words);
    open(echoWork(door));
    await quiet();
    expect(texts()).to.deep.equal(words.map((word) => `re: ${word}`));
  });

  it('answers messages that come while it is at work without waiting for its next look', async () => {
    const { door, texts } = fakeDoor();
    const order: string[] = [];
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const work = echoWork(door);
    const worker = openWorker(database, {
      ...work,
      async runTurn(conversation, inbound, signal) {
        order.push(wordsOf(inbound));
        if (wordsOf(inbound) === 'one') {
          entered.resolve();
          await leave.promise;
        }
        return work.runTurn(conversation, inbound, signal);
      },
    });
    workers.push(worker);
    await say('one');
    await entered.promise;
    await say('two');
    await say('three');
    leave.resolve();
    await quiet();
    expect(order).to.deep.equal(['one', 'two', 'three']);
    expect(texts()).to.deep.equal(['re: one', 're: two', 're: three']);
  });

  it('lets a slow conversation hold up nobody else', async () => {
    const { door, texts } = fakeDoor();
    const leave = Promise.withResolvers<void>();
    const work = echoWork(door);
    open({
      ...work,
      async runTurn(conversation, inbound, signal) {
        if (wordsOf(inbound) === 'slow') await leave.promise;
        return work.runTurn(conversation, inbound, signal);
      },
    });
    await say('slow');
    await front.intake.accept(hotel.property, hotel.channel, [guestMessage({ key: 'guest-2', text: 'quick' })]);
    await eventually('the quick one is answered', () => texts().includes('re: quick'));
    leave.resolve();
    await quiet();
    expect(texts()).to.deep.equal(['re: quick', 're: slow']);
  });

  it('answers no more conversations at one time than it may', async () => {
    const { door } = fakeDoor();
    const work = echoWork(door);
    let now = 0;
    let most = 0;
    open(
      {
        ...work,
        async runTurn(conversation, inbound, signal) {
          now += 1;
          most = Math.max(most, now);
          await new Promise((next) => setImmediate(next));
          now -= 1;
          return work.runTurn(conversation, inbound, signal);
        },
      },
      { concurrency: 3 },
    );
    const keys = Array.from({ length: 12 }, (_, n) => guestMessage({ key: `guest-${n}` }));
    await front.intake.accept(hotel.property, hotel.channel, keys);
    await quiet();
    expect(most).to.equal(3);
  });

  it('is one of two that share the conversations, and none is answered by both', async () => {
    const { door, items } = fakeDoor();
    const turns = [0, 0];
    for (const n of [0, 1]) {
      const work = echoWork(door);
      open(
        {
          ...work,
          async runTurn(conversation, inbound, signal) {
            turns[n] = (turns[n] ?? 0) + 1;
            await new Promise((next) => setTimeout(next, 5));
            return work.runTurn(conversation, inbound, signal);
          },
        },
        { concurrency: 2 },
      );
    }
    const messages = Array.from({ length: 40 }, (_, n) => guestMessage({ key: `guest-${n % 20}` }));
    await front.intake.accept(hotel.property, hotel.channel, messages);
    await quiet();
    expect(items).to.have.length(40);
    expect(turns.reduce((sum, n) => sum + n)).to.equal(40);
    expect(Math.min(...turns)).to.be.greaterThan(0);
  });

  it('passes word on to whoever still owns the conversation, rather than letting it wait to be found', async () => {
    const { door, items, texts } = fakeDoor();
    const never = { pollMs: 3_600_000 };
    const first = open(echoWork(door), never);
    const second = open(echoWork(door), { ...never, elsewhere: () => first.nudge() });
    workers = [first];
    await say('one');
    await eventually('it is answered', () => items.length === 1);
    workers = [second];
    await say('two');
    await quiet();
    workers = [first, second];
    expect(texts()).to.deep.equal(['re: one', 're: two']);
  });

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
    open(twin);
    open(twin);
    await say('one', 'two', 'three');
    await entered.promise;
    await killLedgers();
    cut.resolve();
    await quiet();
    expect(texts()).to.deep.equal(['re: one', 're: two', 're: three']);
    expect(await sql(database, 'select seq::int from turn order by seq')).to.have.length(3);
  });

  it('survives losing its connection at any moment of a busy time', async () => {
    const { door, items } = fakeDoor();
    open(echoWork(door));
    open(echoWork(door));
    for (let round = 0; round < 6; round += 1) {
      const messages = Array.from({ length: 30 }, (_, n) => guestMessage({ key: `guest-${n}`, text: `m${round}` }));
      await front.intake.accept(hotel.property, hotel.channel, messages);
      await killLedgers();
    }
    await quiet();
    expect(await sql(database, 'select from turn')).to.have.length(180);
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
    await say('poison', 'after');
    await quiet();
    expect(starts).to.equal(5);
    expect(texts()).to.deep.equal(['sorry: poison', 're: after']);
    expect(worker.failures).to.have.length(5);
    expect(await readConversation(database, id)).to.include({ attempts: 0, doneIn: 2 });

    function startPoisoned(): RigWorker {
      return open({
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
    const worker: RigWorker = open({
      ...work,
      async runTurn(conversation) {
        worker.nudge([conversation.id]);
        return turnSaying(['never'], { tracker: { amount: 1n } });
      },
    });
    await say('hello');
    await quiet();
    expect(texts()).to.deep.equal(['sorry: hello']);
  });

  it('stores nothing of a turn that staff overtook, and runs it again as theirs', async () => {
    const { door, texts } = fakeDoor();
    const work = echoWork(door);
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const owners: string[] = [];
    open({
      ...work,
      async runTurn(conversation, inbound, signal) {
        owners.push(conversation.owner);
        const result = await work.runTurn(conversation, inbound, signal);
        entered.resolve();
        await leave.promise;
        return result;
      },
    });
    await say('Is anybody there?');
    await entered.promise;
    await replyAsStaff(database, id, 'Ana', [{ payload: { text: 'Ana here' }, parts: null }], false);
    leave.resolve();
    await quiet();
    expect(owners).to.deep.equal(['bot', 'staff']);
    expect(texts()).to.deep.equal(['Ana here']);
    expect((await readConversation(database, id)).owner).to.equal('staff');
  });

  it('finishes what is under way when it stops, and begins nothing new', async () => {
    const { door, texts } = fakeDoor();
    const work = echoWork(door);
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const worker = open(
      {
        ...work,
        async runTurn(conversation, inbound, signal) {
          entered.resolve();
          await leave.promise;
          return work.runTurn(conversation, inbound, signal);
        },
      },
      { concurrency: 1 },
    );
    await say('hello');
    await entered.promise;
    await front.intake.accept(hotel.property, hotel.channel, [guestMessage({ key: 'guest-2', text: 'later' })]);
    const stopped = worker.stop(5_000);
    expect(worker.hasRoom()).to.equal(false);
    leave.resolve();
    await stopped;
    expect(texts()).to.deep.equal(['re: hello']);
    expect(await readConversation(database, idOf('guest-2'))).to.include({ doneIn: 0, lastIn: 1 });
    expect(await sql(database, `select from pg_locks where locktype = 'advisory'`)).to.have.length(0);
  });

  it('has noted what became of everything that it sent when it has stopped', async () => {
    const stopped = Promise.withResolvers<void>();
    const { door } = fakeDoor((item) => {
      // When the turn is over, and the note on its item is still to be written.
      setImmediate(() => stopped.resolve(worker.stop(5_000)));
      return { status: 'accepted', providerId: item.id };
    });
    const worker = open(echoWork(door));
    await say('hello');
    await stopped.promise;
    expect(await sql(database, 'select state from outbox')).to.deep.equal([{ state: 'sent' }]);
    expect(await readConversation(database, id)).to.include({ dueAt: null });
  });

  it('leaves to the next what it cannot finish in time, whole', async () => {
    const { door, texts } = fakeDoor();
    const entered = Promise.withResolvers<void>();
    const worker = open({
      ...echoWork(door),
      runTurn: (_conversation, _inbound, signal) => {
        entered.resolve();
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      },
    });
    await say('hello');
    await entered.promise;
    await worker.stop(1);
    expect(await readConversation(database, id)).to.include({ doneIn: 0, attempts: 0 });
    open(echoWork(door));
    await quiet();
    expect(texts()).to.deep.equal(['re: hello']);
  });

  it('has nothing left to look at when a double reached two processes at one time', async () => {
    const { door, texts } = fakeDoor();
    const other = openFrontDoor(database);
    for (let n = 0; n < 10; n += 1) {
      const message = guestMessage({ text: `m${n}` });
      await Promise.all([front, other].map(({ intake }) => intake.accept(hotel.property, hotel.channel, [message])));
    }
    open(echoWork(door));
    await quiet();
    expect(texts()).to.deep.equal(Array.from({ length: 10 }, (_, n) => `re: m${n}`));
    await other.close();
  });
});
