import type { Message, Receipt } from '@botones/contract';
import { expect } from 'chai';
import type { Database } from '../../../core/store/database.ts';
import { toStorable } from '../../../core/store/json.ts';
import { emptyTables, hotel, idOf, openFrontDoor, readConversation, sql } from '../../support/delivery-rig.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('createIntake', () => {
  let database: Database;
  let doors: ReturnType<typeof openFrontDoor>[];
  let stored: string[][];

  const open = () => {
    const door = openFrontDoor(database, (ids) => stored.push(ids));
    doors.push(door);
    return (...messages: Message[]) => door.intake.accept(hotel.property, hotel.channel, messages);
  };
  const inbox = (key: string) =>
    sql<{ seq: number; text: string; author: string }>(
      database,
      `select seq::int, message->'parts'->0->>'text' as text, author from inbox where conversation_id = $1 order by seq`,
      idOf(key),
    );

  before(async () => {
    database = await aDatabase();
  });
  beforeEach(async () => {
    await emptyTables(database);
    doors = [];
    stored = [];
  });
  afterEach(() => Promise.all(doors.map((door) => door.close())));
  after(() => database.close());

  it('stores a message and says where', async () => {
    const message = guestMessage({ text: 'Buenas' });
    expect(await open()(message)).to.deep.equal([
      { providerId: message.providerId, conversationId: idOf('guest-1'), seq: 1, double: false },
    ]);
    expect(await inbox('guest-1')).to.deep.equal([{ seq: 1, text: 'Buenas', author: 'guest' }]);
    expect(stored).to.deep.equal([[idOf('guest-1')]]);
  });

  it('has nothing to do for an empty request', async () => {
    expect(await open()()).to.deep.equal([]);
    expect(stored).to.deep.equal([]);
  });

  it('keeps the order of one request across conversations', async () => {
    const texts = ['a1', 'b1', 'a2', 'a3', 'b2'];
    await open()(...texts.map((text) => guestMessage({ key: text.slice(0, 1), text })));
    expect((await inbox('a')).map(({ seq, text }) => [seq, text])).to.deep.equal([
      [1, 'a1'],
      [2, 'a2'],
      [3, 'a3'],
    ]);
    expect((await inbox('b')).map(({ text }) => text)).to.deep.equal(['b1', 'b2']);
  });

  it('drops a double within a request, and the first counts', async () => {
    const receipts = await open()(
      guestMessage({ providerId: 'same', text: 'first' }),
      guestMessage({ text: 'between' }),
      guestMessage({ providerId: 'same', text: 'again' }),
    );
    expect(receipts.map(({ seq, double }) => [seq, double])).to.deep.equal([
      [1, false],
      [2, false],
      [1, true],
    ]);
    expect((await inbox('guest-1')).map(({ text }) => text)).to.deep.equal(['first', 'between']);
  });

  it('drops a double of an earlier request, with the position of the first', async () => {
    const accept = open();
    await accept(guestMessage({ text: 'before' }), guestMessage({ providerId: 'same' }));
    const [receipt] = await accept(guestMessage({ providerId: 'same' }));
    expect(receipt).to.include({ seq: 2, double: true });
    expect(await inbox('guest-1')).to.have.length(2);
    expect(stored, 'a double wakes nobody').to.have.length(1);
  });

  it('takes the same id on two accounts for two messages', async () => {
    const accept = open();
    await accept(guestMessage({ providerId: 'same' }));
    const [receipt] = await accept(guestMessage({ providerId: 'same', account: 'other' }));
    expect(receipt?.double).to.equal(false);
  });

  it('stores a message once when it reaches two processes at one time', async () => {
    const [one, other] = [open(), open()];
    for (let n = 0; n < 20; n += 1) {
      const message = guestMessage({ providerId: `m-${n}` });
      const receipts = (await Promise.all([one(message), other(message)])).flat();
      expect(receipts.map(({ double }) => double).sort()).to.deep.equal([false, true]);
      expect(new Set(receipts.map(({ seq }) => seq)).size).to.equal(1);
    }
    expect(await inbox('guest-1')).to.have.length(20);
  });

  it('makes one conversation, without gaps, of an album that comes in ten posts at once', async () => {
    const [one, other] = [open(), open()];
    const posts = Array.from({ length: 10 }, (_, n) => (n % 2 ? one : other)(guestMessage({ text: `photo ${n}` })));
    const receipts = (await Promise.all(posts)).flat();
    expect(receipts.map(({ seq }) => seq).sort((a, b) => a - b)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await sql(database, 'select count(*)::int as n from conversation')).to.deep.equal([{ n: 1 }]);
    const bySeq = new Map(receipts.map((receipt: Receipt) => [receipt.seq, receipt.providerId]));
    const rows = await sql<{ seq: number; id: string }>(database, 'select seq::int, provider_id as id from inbox');
    for (const { seq, id } of rows) expect(bySeq.get(seq)).to.equal(id);
  });

  it('numbers messages in the order in which a guest sends them', async () => {
    const accept = open();
    for (let n = 1; n <= 5; n += 1) {
      const [receipt] = await accept(guestMessage());
      expect(receipt?.seq).to.equal(n);
    }
  });

  it('lets batches of two processes pass each other, whatever the order of their guests', async () => {
    const [one, other] = [open(), open()];
    const keys = Array.from({ length: 30 }, (_, n) => `guest-${n}`);
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([
        one(...keys.map((key) => guestMessage({ key }))),
        other(...keys.toReversed().map((key) => guestMessage({ key }))),
      ]);
    }
    expect(await sql(database, 'select distinct last_in::int as n from conversation')).to.deep.equal([{ n: 10 }]);
  });

  it('stores what PostgreSQL cannot hold as replacement characters', async () => {
    const message = guestMessage({
      key: 'k\u0000',
      providerId: 'id\ud800',
      text: 'a\u0000b \ud83d c',
      guest: { name: 'N\u0000' },
      raw: { 'strange\u0000name': '\udc00' },
    });
    const accept = open();
    const [receipt] = await accept(message);
    expect(receipt).to.include({ seq: 1, double: false, conversationId: idOf(toStorable('k\u0000')) });
    expect((await accept(message))[0], 'and knows it again').to.include({ seq: 1, double: true });
    expect((await inbox(toStorable('k\u0000')))[0]?.text).to.equal('a\uFFFDb \uFFFD c');
  });

  it('refuses one bad message without its neighbours of the same moment', async () => {
    const accept = open();
    const [good, bad, fine] = await Promise.allSettled([
      accept(guestMessage({ key: 'a' })),
      accept(guestMessage({ key: 'b', sentAt: 'some day' })),
      accept(guestMessage({ key: 'c' })),
    ]);
    expect([good.status, bad.status, fine.status]).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
    expect(await sql(database, 'select count(*)::int as n from conversation')).to.deep.equal([{ n: 2 }]);
  });

  it('keeps when the guest wrote last, whatever staff write and however late a message comes', async () => {
    const accept = open();
    const lastGuestAt = async () => (await readConversation(database, idOf('guest-1'))).lastGuestAt?.toISOString();
    await accept(guestMessage({ from: 'staff', sentAt: '2031-05-04T09:00:00Z' }));
    expect(await lastGuestAt()).to.equal(undefined);
    await accept(guestMessage({ sentAt: '2031-05-04T10:00:00Z' }));
    await accept(guestMessage({ from: 'staff', sentAt: '2031-05-04T11:00:00Z' }));
    await accept(guestMessage({ sentAt: '2031-05-04T09:30:00Z' }));
    expect(await lastGuestAt()).to.equal('2031-05-04T10:00:00.000Z');
    expect((await inbox('guest-1')).map(({ author }) => author)).to.deep.equal(['staff', 'guest', 'staff', 'guest']);
  });

  it('says that PostgreSQL is away, and goes on by itself when its connection was cut', async () => {
    const accept = open();
    await accept(guestMessage({ text: 'before' }));
    await sql(
      database,
      `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like '% intake'`,
    );
    const outcomes: string[] = [];
    for (const text of ['one', 'two', 'three']) {
      const message = guestMessage({ text });
      await accept(message).catch((error: { code: string }) => {
        outcomes.push(error.code);
        return accept(message);
      });
    }
    expect(outcomes.every((code) => code === 'ERR_DATABASE_DOWN')).to.equal(true);
    expect((await inbox('guest-1')).map(({ text }) => text)).to.deep.equal(['before', 'one', 'two', 'three']);
  });
});
