import type { Fate, Sent } from '@botones/contract';
import { expect } from 'chai';
import type { Door } from '../../../core/delivery/deliver.ts';
import { applyDeliveryEvents } from '../../../core/delivery/delivery-events.ts';
import { openLedger } from '../../../core/delivery/ledger.ts';
import type { Work } from '../../../core/delivery/own.ts';
import { replyAsStaff } from '../../../core/delivery/staff.ts';
import type { Database } from '../../../core/store/database.ts';
import {
  drainOnce,
  echoWork,
  emptyTables,
  fakeDoor,
  hotel,
  idOf,
  openFrontDoor,
  readConversation,
  type SendScript,
  sql,
  turnSaying,
} from '../../support/delivery-rig.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('deliver', () => {
  const id = idOf('guest-1');
  let database: Database;
  let front: ReturnType<typeof openFrontDoor>;

  const say = (...texts: string[]) =>
    front.intake.accept(
      hotel.property,
      hotel.channel,
      texts.map((text) => guestMessage({ text })),
    );
  const drain = (work: Work) => drainOnce(database, id, work);
  const outbox = () =>
    sql<{ state: string; attempts: number }>(
      database,
      `select state, attempts, provider_id as "providerId", failure from outbox where conversation_id = $1 order by seq`,
      id,
    );
  const restsFor = async () => {
    const [row] = await sql<{ seconds: number | null }>(
      database,
      'select extract(epoch from due_at - now())::float8 as seconds from conversation where id = $1',
      id,
    );
    return row?.seconds ?? null;
  };
  const timePasses = () => sql(database, 'update conversation set due_at = now() where due_at is not null');
  /** Answers the first `n` sends so, and accepts the rest. */
  const first =
    (n: number, sent: Sent): SendScript =>
    (item, nth) =>
      nth <= n ? sent : { status: 'accepted', providerId: `p:${item.id}` };

  before(async () => {
    database = await aDatabase();
    front = openFrontDoor(database);
  });
  beforeEach(() => emptyTables(database));
  after(async () => {
    await front.close();
    await database.close();
  });

  it('tells the platform who, what, in answer to what, and our own id', async () => {
    const { door, items } = fakeDoor();
    const message = guestMessage({ text: 'Hola', guest: { phone: '+34600000000' } });
    await front.intake.accept(hotel.property, hotel.channel, [message]);
    await drain(echoWork(door));
    expect(items).to.deep.equal([
      {
        id: `${id}:2`,
        account: 'miramar',
        guest: message.guest,
        payload: { text: 're: Hola' },
        inReplyTo: message.providerId,
        lastGuestMessageAt: '2031-05-04T10:00:00.000Z',
        attempt: 0,
      },
    ]);
    expect(await outbox()).to.deep.equal([{ state: 'sent', attempts: 1, providerId: `p:${id}:2`, failure: null }]);
    expect(await restsFor()).to.equal(null);
  });

  describe('when the platform says not now', () => {
    const busy: Sent = { status: 'retry', seconds: 40, reason: 'rate limit' };

    it('waits, and keeps the order', async () => {
      const { door, texts } = fakeDoor(first(1, busy));
      await say('one', 'two');
      await drain(echoWork(door));
      expect(texts()).to.deep.equal(['re: one']);
      expect(await restsFor()).to.be.within(35, 40);
      await timePasses();
      await drain(echoWork(door));
      expect(texts()).to.deep.equal(['re: one', 're: one', 're: two']);
      expect(await restsFor()).to.equal(null);
    });

    it('does not try earlier because the guest writes, or staff do', async () => {
      const { door, texts } = fakeDoor(first(1, busy));
      await say('one');
      await drain(echoWork(door));
      await say('two');
      await drain(echoWork(door));
      await replyAsStaff(database, id, 'Ana', [{ payload: { text: 'Ana' }, parts: null }], false);
      await drain(echoWork(door));
      expect(texts()).to.deep.equal(['re: one']);
      expect(await restsFor()).to.be.within(35, 40);
      expect(await readConversation(database, id), 'but answers').to.include({ doneIn: 3 });
      await timePasses();
      await drain(echoWork(door));
      expect(texts()).to.deep.equal(['re: one', 're: one', 're: two', 'Ana']);
    });

    it('asks nobody about the fate of what was never handed over', async () => {
      const { door, texts } = fakeDoor(first(1, busy));
      const asked: string[] = [];
      const asking: Door = {
        ...door,
        lookup: async (item) => {
          asked.push(item.id);
          return { status: 'wait', seconds: 60 };
        },
      };
      await say('one', 'two');
      await drain(echoWork(asking));
      await timePasses();
      await drain(echoWork(asking));
      expect(asked).to.deep.equal([]);
      expect(texts()).to.deep.equal(['re: one', 're: one', 're: two']);
    });
  });

  it('gives up what the platform refuses, and goes on with the next', async () => {
    const { door, texts } = fakeDoor(first(1, { status: 'failed', failure: 'recipient', reason: 'blocked' }));
    await say('one', 'two');
    await drain(echoWork(door));
    expect(texts()).to.deep.equal(['re: one', 're: two']);
    expect((await outbox()).map(({ state, failure }: Record<string, unknown>) => [state, failure])).to.deep.equal([
      ['failed', 'blocked'],
      ['sent', null],
    ]);
    expect(await restsFor()).to.equal(null);
  });

  it('blames no item for a broken account, however long that lasts', async () => {
    const { door, texts } = fakeDoor(first(5, { status: 'failed', failure: 'account', reason: 'token revoked' }));
    await say('one');
    for (let n = 0; n < 6; n += 1) {
      await drain(echoWork(door));
      await timePasses();
    }
    expect(texts()).to.have.length(6);
    expect(await outbox()).to.deep.include({ state: 'sent', attempts: 1, providerId: `p:${id}:2`, failure: null });
  });

  describe('when the fate of an item is unknown', () => {
    const lost: Sent = { status: 'failed', failure: 'unknown', reason: 'reset' };
    const asked = async (fate: () => Promise<Fate>, send: SendScript = first(1, lost)) => {
      const { door, texts } = fakeDoor(send);
      const work = echoWork({ ...door, lookup: fate });
      await say('one', 'two');
      await drain(work);
      expect(texts()).to.deep.equal(['re: one']);
      await timePasses();
      await drain(work);
      return texts();
    };

    it('sends it once if it arrived', async () => {
      expect(await asked(async () => ({ status: 'sent', providerId: 'p' }))).to.deep.equal(['re: one', 're: two']);
      expect((await outbox())[0]).to.include({ state: 'sent', providerId: 'p' });
    });

    it('sends it again if it did not', async () => {
      const texts = await asked(async () => ({ status: 'not-sent' }));
      expect(texts).to.deep.equal(['re: one', 're: one', 're: two']);
    });

    it('waits, with all behind it, while the platform cannot tell', async () => {
      expect(await asked(async () => ({ status: 'wait', seconds: 7 }))).to.deep.equal(['re: one']);
      expect(await restsFor()).to.be.within(5, 7);
    });

    it('waits while the platform cannot be asked', async () => {
      const texts = await asked(async () => {
        throw new Error('away');
      });
      expect(texts).to.deep.equal(['re: one']);
      expect(await restsFor()).to.be.within(0, 2);
    });

    it('takes a send that throws for one of unknown fate', async () => {
      const texts = await asked(
        async () => ({ status: 'sent', providerId: 'p' }),
        (item, nth) => {
          if (nth === 1) throw new Error('socket hang up');
          return { status: 'accepted', providerId: item.id };
        },
      );
      expect(texts).to.deep.equal(['re: one', 're: two']);
    });

    it('is content when the platform tells before it is asked', async () => {
      const { door, texts } = fakeDoor(first(1, lost));
      await say('one');
      await drain(echoWork(door));
      await applyDeliveryEvents(database, [
        { itemId: `${id}:2`, account: 'miramar', state: 'delivered', at: '2031-05-04T10:00:01Z' },
      ]);
      await timePasses();
      await drain(echoWork(door));
      expect(texts()).to.deep.equal(['re: one']);
      expect(await restsFor(), 'nothing is left to look at').to.equal(null);
    });

    it('gives up after its last try', async () => {
      const { door, texts } = fakeDoor(first(9, lost));
      const work = echoWork({ send: door.send });
      await say('one');
      for (let n = 0; n < 4; n += 1) {
        await drain(work);
        await timePasses();
      }
      expect(texts()).to.have.length(3);
      expect((await outbox())[0]).to.include({ state: 'failed', attempts: 3 });
      expect(await restsFor()).to.equal(null);
    });
  });

  describe('when only the platform tells what became of a send', () => {
    const lost: Sent = { status: 'failed', failure: 'unknown', reason: 'timeout' };
    const blind = (script: SendScript) => {
      const { door, texts } = fakeDoor(script);
      return { texts, work: echoWork({ send: door.send, fateSeconds: 60 }) };
    };
    it('waits for that news and holds the conversation back, not the next one', async () => {
      const { texts, work } = blind(first(1, lost));
      await say('one', 'two');
      await drain(work);
      expect(await restsFor()).to.be.within(55, 60);
      await timePasses();
      await drain(work);
      expect(texts(), 'a minute has not passed').to.deep.equal(['re: one']);
      expect(await restsFor()).to.be.within(50, 60);
    });

    it('goes on at once when the news comes, and the guest has one message', async () => {
      const { texts, work } = blind(first(1, lost));
      await say('one', 'two');
      await drain(work);
      const { freed } = await applyDeliveryEvents(database, [
        { itemId: `${id}:3`, account: 'miramar', state: 'sent', at: '2031-05-04T10:00:01Z' },
      ]);
      expect(freed).to.deep.equal([id]);
      await drain(work);
      expect(texts()).to.deep.equal(['re: one', 're: two']);
    });

    it('sends again when no news has come', async () => {
      const { texts, work } = blind(first(1, lost));
      await say('one');
      await drain(work);
      await sql(database, `update outbox set tried_at = now() - interval '61 seconds'`);
      await timePasses();
      await drain(work);
      expect(texts()).to.deep.equal(['re: one', 're: one']);
      expect(await restsFor()).to.equal(null);
    });

    describe('and nobody listened for a while', () => {
      /** Tried 200 s ago; the last web process came up `since` seconds ago and was seen `seen` seconds ago. */
      async function triedUnheard(since: number, seen: number) {
        const { texts, work } = blind(first(1, lost));
        await say('one');
        await drain(work);
        await sql(
          database,
          `insert into listening (since, seen_at) values (now() - make_interval(secs => $1), now() - make_interval(secs => $2))`,
          since,
          seen,
        );
        await sql(database, `update outbox set tried_at = now() - interval '200 seconds'`);
        await timePasses();
        await drain(work);
        return texts();
      }

      it('waits as long again, since the platform tells it once more in its own time', async () => {
        expect(await triedUnheard(70, 1)).to.deep.equal(['re: one']);
        expect(await restsFor()).to.be.within(115, 120);
      });

      it('waits while there is still nobody', async () => {
        expect(await triedUnheard(10_000, 30)).to.deep.equal(['re: one']);
        expect(await restsFor()).to.be.within(255, 261);
      });

      it('sends again once that time is over too', async () => {
        expect(await triedUnheard(131, 1)).to.deep.equal(['re: one', 're: one']);
      });

      it('waits no longer than usual where somebody listened all the time', async () => {
        expect(await triedUnheard(10_000, 1)).to.deep.equal(['re: one', 're: one']);
      });
    });
  });

  describe('outside the platform’s window', () => {
    const opened = { windowHours: 24 };
    const late = (delivery: Work['delivery']) => ({
      delivery: { ...delivery, now: () => Temporal.Instant.from('2031-05-05T10:00:00Z').epochMilliseconds },
    });
    const policy = { maxAttempts: 3, graceSeconds: 0.01, rest: async () => {} };

    it('sends what may be sent instead', async () => {
      const { door, texts } = fakeDoor();
      await say('one');
      const outsideWindow = () => ({ text: 'template' });
      await drain(echoWork({ ...door, ...opened, outsideWindow }, late(policy)));
      expect(texts()).to.deep.equal(['template']);
    });

    it('gives staff what may not be sent', async () => {
      const { door, texts } = fakeDoor();
      const told: string[] = [];
      await say('one');
      const undelivered: Work['delivery']['undelivered'] = async ({ kind }) => void told.push(kind);
      await drain(echoWork({ ...door, ...opened }, late({ ...policy, undelivered })));
      expect(texts()).to.deep.equal([]);
      expect(told).to.deep.equal(['window']);
      expect((await outbox())[0]).to.include({ state: 'failed', failure: 'the window is closed' });
    });

    it('believes the platform when it says so while we think otherwise', async () => {
      const closed: Sent = { status: 'failed', failure: 'window', reason: '131047' };
      const { door, texts } = fakeDoor(first(1, closed));
      await say('one');
      await drain(
        echoWork(
          { ...door, ...opened, outsideWindow: () => ({ text: 'template' }) },
          {
            delivery: { ...policy, now: () => Temporal.Instant.from('2031-05-04T10:00:01Z').epochMilliseconds },
          },
        ),
      );
      expect(texts()).to.deep.equal(['re: one', 'template']);
      expect((await outbox())[0]).to.include({ state: 'sent' });
    });
  });

  describe('when its process dies', () => {
    /** Commits a turn as a worker does, and dies before it sends. */
    async function dieAfterCommit(...words: string[]): Promise<void> {
      await say('question');
      const session = await database.session('ledger', { pipeline: true });
      const ledger = openLedger(session);
      for (const { conversation, inbound } of await ledger.claim([id])) {
        const [next] = inbound;
        if (next === undefined) throw new Error('There is nothing to answer.');
        await ledger.commit({ conversation, inbound: next, result: turnSaying(words), pull: false, held: false });
      }
      await session.close();
    }

    it('between commit and send, asks and then sends all of it in order', async () => {
      const { door, texts } = fakeDoor();
      const rested: number[] = [];
      await dieAfterCommit('one', 'two');
      await drain(
        echoWork(door, {
          delivery: { maxAttempts: 3, graceSeconds: 1.5, rest: async (seconds) => void rested.push(seconds) },
        }),
      );
      expect(texts()).to.deep.equal(['one', 'two']);
      expect(rested, 'bytes of the dead may still be on their way').to.deep.equal([1.5]);
    });

    it('between send and mark, does not send again', async () => {
      const { door, texts } = fakeDoor();
      await dieAfterCommit('one', 'two');
      const arrived = { ...door, lookup: async () => ({ status: 'sent', providerId: 'p' }) as const };
      await drain(echoWork(arrived));
      expect(texts()).to.deep.equal([]);
      expect((await outbox()).map(({ state }) => state)).to.deep.equal(['sent', 'sent']);
      expect(await restsFor()).to.equal(null);
    });
  });

  it('sends what staff write behind what the bot said before', async () => {
    const { door, texts } = fakeDoor();
    await say('one');
    await drain(echoWork(door));
    const rendered = ['Hello,', 'Ana here'].map((text) => ({ payload: { text }, parts: null }));
    await replyAsStaff(database, id, 'Ana', rendered, false);
    await drain(echoWork(door));
    expect(texts()).to.deep.equal(['re: one', 'Hello,', 'Ana here']);
  });

  it('sends nothing where readers fetch, and has nothing left to do', async () => {
    await say('one');
    await drain(echoWork(null));
    expect((await outbox()).map(({ state }) => state)).to.deep.equal(['sent']);
    expect(await readConversation(database, id)).to.include({ lastOut: 2, sentOut: 2, dueAt: null });
  });
});
