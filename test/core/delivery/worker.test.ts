import { expect } from 'chai';
import type { Work } from '../../../core/delivery/own.ts';
import { PutOff } from '../../../core/delivery/put-off.ts';
import { echoWork, fakeDoor, hotel, idOf, readConversation, sql, wordsOf } from '../../support/delivery-rig.ts';
import { eventually } from '../../support/eventually.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { WorkerRig } from '../../support/worker-rig.ts';

describe('startWorker', () => {
  const id = idOf('guest-1');
  const rig = new WorkerRig();

  beforeEach(() => rig.begin());
  afterEach(() => rig.end());
  after(() => rig.close());

  it('answers in the order of arrival', async () => {
    const { door, texts } = fakeDoor();
    rig.open(echoWork(door));
    await rig.say('one', 'two');
    await rig.say('three');
    await rig.quiet();
    expect(texts()).to.deep.equal(['re: one', 're: two', 're: three']);
  });

  it('finds by itself what nobody told it of', async () => {
    const { door, texts } = fakeDoor();
    await rig.say('hello');
    rig.open(echoWork(door));
    await rig.quiet();
    expect(texts()).to.deep.equal(['re: hello']);
  });

  it('leaves alone what belongs to a channel that it cannot deliver to', async () => {
    const { door, texts } = fakeDoor();
    const other = fakeDoor();
    await rig.say('for the other');
    rig.open(echoWork(door), { serves: [`${hotel.property}/elsewhere`] });
    rig.open(echoWork(other.door), { serves: [`${hotel.property}/${hotel.channel}`] });
    await rig.quiet();
    expect(other.texts()).to.deep.equal(['re: for the other']);
    expect(texts()).to.deep.equal([]);
  });

  it('runs a turn again that waits for an outside system, while others go on, and never gives it up', async () => {
    const { door, texts } = fakeDoor();
    const waits: number[] = [];
    let runs = 0;
    const work = echoWork(door);
    const putsOff: Work = {
      ...work,
      maxAttempts: 1,
      async runTurn(conversation, inbound, signal) {
        if (wordsOf(inbound) !== 'book it') return work.runTurn(conversation, inbound, signal);
        runs += 1;
        if (runs < 4) throw new PutOff(0.05, new Error('late'));
        expect(inbound.waited).to.be.greaterThan(0.1);
        return work.runTurn(conversation, inbound, signal);
      },
    };
    rig.open(putsOff, { waits: ({ seconds }) => void waits.push(seconds) });
    await rig.say('book it', 'and thanks');
    await rig.accept(guestMessage({ text: 'hello', key: 'guest-2' }));
    await rig.quiet();
    expect(runs).to.equal(4);
    expect(waits).to.deep.equal([0.05, 0.05, 0.05]);
    expect(texts().filter((text) => text !== 're: hello')).to.deep.equal(['re: book it', 're: and thanks']);
    expect((await readConversation(rig.database, id)).attempts).to.equal(0);
  });

  it('goes through a long backlog of one conversation', async () => {
    const { door, texts } = fakeDoor();
    const words = Array.from({ length: 45 }, (_, n) => `m${n}`);
    await rig.say(...words);
    rig.open(echoWork(door));
    await rig.quiet();
    expect(texts()).to.deep.equal(words.map((word) => `re: ${word}`));
  });

  it('answers messages that come while it is at work without waiting for its next look', async () => {
    const { door, texts } = fakeDoor();
    const order: string[] = [];
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const work = echoWork(door);
    rig.open({
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
    await rig.say('one');
    await entered.promise;
    await rig.say('two');
    await rig.say('three');
    leave.resolve();
    await rig.quiet();
    expect(order).to.deep.equal(['one', 'two', 'three']);
    expect(texts()).to.deep.equal(['re: one', 're: two', 're: three']);
  });

  it('lets a slow conversation hold up nobody else', async () => {
    const { door, texts } = fakeDoor();
    const leave = Promise.withResolvers<void>();
    const work = echoWork(door);
    rig.open({
      ...work,
      async runTurn(conversation, inbound, signal) {
        if (wordsOf(inbound) === 'slow') await leave.promise;
        return work.runTurn(conversation, inbound, signal);
      },
    });
    await rig.say('slow');
    await rig.accept(guestMessage({ key: 'guest-2', text: 'quick' }));
    await eventually('the quick one is answered', () => texts().includes('re: quick'));
    leave.resolve();
    await rig.quiet();
    expect(texts()).to.deep.equal(['re: quick', 're: slow']);
  });

  it('finds who it was not told of, however much it is told', async () => {
    const { door, texts } = fakeDoor();
    let turn = 0;
    const work = echoWork(door);
    rig.open(
      {
        ...work,
        async runTurn(conversation, inbound, signal) {
          turn += 1;
          // Two more write for each that is answered, and the worker is told of them.
          if (turn < 200) {
            await rig.accept(...[1, 2].map((n) => guestMessage({ key: `loud-${turn}-${n}`, text: 'loud' })));
          }
          return work.runTurn(conversation, inbound, signal);
        },
      },
      { concurrency: 1, pollMs: 5 },
    );
    const [worker] = rig.workers.splice(0);
    await rig.accept(guestMessage({ key: 'quiet', text: 'quiet' }));
    if (worker) rig.workers.push(worker);
    await rig.accept(guestMessage({ key: 'loud', text: 'loud' }));
    await eventually('the quiet one is answered', () => texts().includes('re: quiet'));
    expect(turn, 'while there is more to do').to.be.below(200);
  });

  it('answers no more conversations at one time than it may', async () => {
    const { door } = fakeDoor();
    const work = echoWork(door);
    let now = 0;
    let most = 0;
    rig.open(
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
    await rig.accept(...keys);
    await rig.quiet();
    expect(most).to.equal(3);
  });

  it('is one of two that share the conversations, and none is answered by both', async () => {
    const { door, items } = fakeDoor();
    const turns = [0, 0];
    for (const n of [0, 1]) {
      const work = echoWork(door);
      rig.open(
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
    await rig.accept(...messages);
    await rig.quiet();
    expect(items).to.have.length(40);
    expect(turns.reduce((sum, n) => sum + n)).to.equal(40);
    expect(Math.min(...turns)).to.be.greaterThan(0);
  });

  it('passes word on to whoever still owns the conversation, rather than letting it wait to be found', async () => {
    const { door, items, texts } = fakeDoor();
    const never = { pollMs: 3_600_000 };
    const first = rig.open(echoWork(door), never);
    const second = rig.open(echoWork(door), { ...never, elsewhere: () => first.nudge() });
    rig.workers = [first];
    await rig.say('one');
    await eventually('it is answered', () => items.length === 1);
    rig.workers = [second];
    await rig.say('two');
    await rig.quiet();
    rig.workers = [first, second];
    expect(texts()).to.deep.equal(['re: one', 're: two']);
  });

  it('finishes what is under way when it stops, and begins nothing new', async () => {
    const { door, texts } = fakeDoor();
    const work = echoWork(door);
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const worker = rig.open(
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
    await rig.say('hello');
    await entered.promise;
    await rig.accept(guestMessage({ key: 'guest-2', text: 'later' }));
    const stopped = worker.stop(5_000);
    expect(worker.hasRoom()).to.equal(false);
    leave.resolve();
    await stopped;
    expect(texts()).to.deep.equal(['re: hello']);
    expect(await readConversation(rig.database, idOf('guest-2'))).to.include({ doneIn: 0, lastIn: 1 });
    expect(await sql(rig.database, `select from pg_locks where locktype = 'advisory'`)).to.have.length(0);
  });

  it('has noted what became of everything that it sent when it has stopped', async () => {
    const stopped = Promise.withResolvers<void>();
    const { door } = fakeDoor((item) => {
      // When the turn is over, and the note on its item is still to be written.
      setImmediate(() => stopped.resolve(worker.stop(5_000)));
      return { status: 'accepted', providerId: item.id };
    });
    const worker = rig.open(echoWork(door));
    await rig.say('hello');
    await stopped.promise;
    expect(await sql(rig.database, 'select state from outbox')).to.deep.equal([{ state: 'sent' }]);
    expect(await readConversation(rig.database, id)).to.include({ dueAt: null });
  });

  it('leaves to the next what it cannot finish in time, whole', async () => {
    const { door, texts } = fakeDoor();
    const entered = Promise.withResolvers<void>();
    const worker = rig.open({
      ...echoWork(door),
      runTurn: (_conversation, _inbound, signal) => {
        entered.resolve();
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      },
    });
    await rig.say('hello');
    await entered.promise;
    await worker.stop(1);
    expect(await readConversation(rig.database, id)).to.include({ doneIn: 0, attempts: 0 });
    rig.open(echoWork(door));
    await rig.quiet();
    expect(texts()).to.deep.equal(['re: hello']);
  });
});
