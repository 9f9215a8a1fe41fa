import type { DeliveryEvent, Part } from '@botones/contract';
import { expect } from 'chai';
import { applyDeliveryEvents } from '../../../core/delivery/delivery-events.ts';
import { pruneInbox } from '../../../core/delivery/retention.ts';
import { replyAsStaff } from '../../../core/delivery/staff.ts';
import { readLastMessages, readTranscript } from '../../../core/delivery/transcript.ts';
import type { Database } from '../../../core/store/database.ts';
import {
  drainOnce,
  echoWork,
  emptyTables,
  fakeDoor,
  hotel,
  idOf,
  openFrontDoor,
  openWorker,
  sql,
  turnSaying,
} from '../../support/delivery-rig.ts';
import { eventually } from '../../support/eventually.ts';
import { guestMessage, type MessageParts } from '../../support/guest-message.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('what is kept of a conversation', () => {
  const id = idOf('guest-1');
  let database: Database;
  let front: ReturnType<typeof openFrontDoor>;

  const say = (...messages: MessageParts[]) =>
    front.intake.accept(hotel.property, hotel.channel, messages.map(guestMessage));
  const converse = async (...texts: string[]) => {
    for (const text of texts) {
      await say({ text });
      await drainOnce(database, id, echoWork(fakeDoor().door));
    }
  };

  before(async () => {
    database = await aDatabase();
    front = openFrontDoor(database);
  });
  beforeEach(() => emptyTables(database));
  after(async () => {
    await front.close();
    await database.close();
  });

  describe('applyDeliveryEvents', () => {
    const item = `${id}:2`;
    const tell = (...events: Partial<DeliveryEvent>[]) =>
      applyDeliveryEvents(
        database,
        events.map((event) => ({ account: 'miramar', state: 'sent', at: '2031-05-04T10:00:05Z', ...event })),
      );
    const states = async () =>
      (await sql<{ state: string }>(database, 'select state from outbox order by seq')).map(({ state }) => state);

    beforeEach(() => converse('one'));

    it('follows an item by our id or by the platform’s', async () => {
      await tell({ itemId: item, state: 'delivered' });
      expect(await states()).to.deep.equal(['delivered']);
      await tell({ providerId: `p:${item}`, state: 'read' });
      expect(await states()).to.deep.equal(['read']);
    });

    it('goes forward only, in whatever order the news come', async () => {
      await tell({ itemId: item, state: 'read' });
      await tell({ itemId: item, state: 'delivered' }, { itemId: item, state: 'sent' });
      expect(await states()).to.deep.equal(['read']);
    });

    it('keeps the furthest of news that come together', async () => {
      await tell(
        { itemId: item, state: 'delivered' },
        { itemId: item, state: 'read' },
        { itemId: item, state: 'sent' },
      );
      expect(await states()).to.deep.equal(['read']);
    });

    it('notes a failure and why, but not of what has arrived', async () => {
      const failure = { code: '131026', detail: 'Undeliverable\u0000' };
      await tell({ itemId: item, state: 'failed', failure });
      expect(await sql(database, 'select state, failure from outbox')).to.deep.equal([
        { state: 'failed', failure: '131026: Undeliverable\uFFFD' },
      ]);
      await converse('two');
      await tell({ itemId: `${id}:4`, state: 'delivered' });
      await tell({ itemId: `${id}:4`, state: 'failed', failure });
      expect(await states()).to.deep.equal(['failed', 'delivered']);
    });

    it('passes over what it does not know, and keeps the rest', async () => {
      await tell(
        { itemId: 'nonsense' },
        { itemId: 'not-a-uuid:7', state: 'read' },
        { itemId: `${id}:seven`, state: 'read' },
        { itemId: `${id}:99`, state: 'read' },
        { providerId: 'unknown', state: 'read' },
        { state: 'read' },
        { itemId: item, state: 'delivered' },
      );
      expect(await states()).to.deep.equal(['delivered']);
    });
  });

  describe('readTranscript', () => {
    it('tells who said what, in order, from anywhere on', async () => {
      await converse('one');
      await replyAsStaff(database, id, 'Ana', [{ payload: {}, parts: [{ type: 'text', text: 'Hi' }] }], true);
      const whole = await readTranscript(database, id, 0, 10);
      expect(whole.map(({ seq, from, author, parts }) => [seq, from, author, parts])).to.deep.equal([
        [1, 'guest', undefined, [{ type: 'text', text: 'one' }]],
        [2, 'bot', undefined, [{ type: 'text', text: 're: one' }]],
        [3, 'staff', 'Ana', [{ type: 'text', text: 'Hi' }]],
      ]);
      expect(whole[0]?.providerId).to.be.a('string');
      expect(whole[0]?.at).to.match(/^\d{4}-\d\d-\d\dT.*Z$/);
      expect((await readTranscript(database, id, 1, 10)).map(({ seq }) => seq)).to.deep.equal([2, 3]);
      expect((await readTranscript(database, id, 1, 1)).map(({ seq }) => seq)).to.deep.equal([2]);
      expect(await readTranscript(database, idOf('nobody'), 0, 10)).to.deep.equal([]);
    });

    it('never shows an entry to a reader who has seen a later one', async () => {
      const others = [openFrontDoor(database), openFrontDoor(database)];
      const worker = openWorker(database, echoWork(null), { pollMs: 5 });
      const seen: number[] = [];
      let over = false;
      const reading = (async () => {
        while (!over) {
          for (const { seq } of await readTranscript(database, id, seen.at(-1) ?? 0, 100)) seen.push(seq);
        }
      })();
      await Promise.all(
        [front, ...others].map(async ({ intake }) => {
          for (let n = 0; n < 25; n += 1) await intake.accept(hotel.property, hotel.channel, [guestMessage()]);
        }),
      );
      await replyAsStaff(database, id, 'Ana', [{ payload: {}, parts: [{ type: 'text', text: 'Hi' }] }], true);
      await eventually('all is read', async () => {
        const whole = await readTranscript(database, id, 0, 1_000);
        return whole.length === 76 + (await answersOf(id)) && seen.length === whole.length;
      });
      over = true;
      await reading;
      expect(seen).to.deep.equal([...seen].sort((a, b) => a - b));
      await worker.stop(1_000);
      for (const other of others) await other.close();
    });

    const answersOf = async (conversation: string) => {
      const rows = await sql(
        database,
        `select from outbox where author = 'bot' and conversation_id = $1`,
        conversation,
      );
      const waiting = await sql(
        database,
        'select from conversation where id = $1 and due_at is not null',
        conversation,
      );
      return waiting.length === 0 ? rows.length : Number.NaN;
    };

    it('shows a turn of several payloads once', async () => {
      await say({ text: 'one' });
      const turn = turnSaying(['all of it']);
      const result = { ...turn, replies: [...turn.replies, { payload: { text: 'second payload' }, parts: null }] };
      await drainOnce(database, id, echoWork(fakeDoor().door, { runTurn: async () => result }));
      expect((await readTranscript(database, id, 0, 10)).map(({ seq }) => seq)).to.deep.equal([1, 2]);
    });
  });

  describe('readLastMessages', () => {
    it('takes the last that have something in them', async () => {
      const media = { id: 'm' };
      const sent: Part[] = [
        { type: 'text', text: 'one' },
        { type: 'unsupported', what: 'sticker' },
        { type: 'image', media, alt: '' },
        { type: 'text', text: ' ' },
        { type: 'audio', media, voice: true },
        { type: 'text', text: 'last' },
      ];
      await say(...sent.map((part) => ({ parts: [part] })));
      const last = await readLastMessages(database, id, 3);
      expect(last.map(({ seq }) => seq)).to.deep.equal([3, 5, 6]);
    });

    it('finds them behind a long carousel, and takes what there is', async () => {
      await converse('one');
      const long = Array.from({ length: 30 }, (_, n) => ({
        payload: {},
        parts: n === 0 ? [{ type: 'text', text: 'x' } as const] : null,
      }));
      await replyAsStaff(database, id, 'Ana', long, true);
      await say({ text: 'last' });
      const words = (await readLastMessages(database, id, 3)).map(({ parts }) =>
        parts.map((part) => 'text' in part && part.text).join(),
      );
      expect(words).to.deep.equal(['re: one', 'x', 'last']);
      expect(await readLastMessages(database, idOf('nobody'), 5)).to.deep.equal([]);
    });
  });

  describe('pruneInbox', () => {
    it('forgets what is answered and old, of this property only', async () => {
      await converse('old', 'new');
      await say({ text: 'old and not answered' });
      await sql(database, `update inbox set received_at = now() - interval '31 days' where message::text like '%old%'`);
      await sql(
        database,
        `insert into conversation (id, property, channel, account, guest_key, guest, done_in)
        values (gen_random_uuid(), 'other', 'webhook', 'a', 'k', '{}', 9)`,
      );
      await sql(
        database,
        `insert into inbox select id, 1, 'webhook', 'a', 'p', 'guest', '{}', now() - interval '90 days'
        from conversation where property = 'other'`,
      );
      expect(await pruneInbox(database, 'miramar', 30)).to.equal(1);
      expect(await pruneInbox(database, 'miramar', 30)).to.equal(0);
      expect((await readTranscript(database, id, 0, 10)).map(({ seq }) => seq)).to.deep.equal([2, 3, 4, 5]);
      expect(await sql(database, `select from inbox where channel = 'webhook'`)).to.have.length(3);
    });

    it('goes through more than one bite', async () => {
      await say({ text: 'first' });
      await sql(
        database,
        `insert into inbox select conversation_id, n, channel, account, 'p' || n, author, message, now() - interval '40 days'
        from inbox, generate_series(2, 7001) n`,
      );
      await sql(database, 'update conversation set done_in = 7001');
      expect(await pruneInbox(database, 'miramar', 30)).to.equal(7000);
    });
  });
});
