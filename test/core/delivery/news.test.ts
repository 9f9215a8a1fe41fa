import type { Channel, DeliveryEvent } from '@botones/contract';
import { expect } from 'chai';
import { type News, openNews } from '../../../core/delivery/news.ts';
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
  sql,
} from '../../support/delivery-rig.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('openNews', () => {
  const id = idOf('guest-1');
  const at = '2031-05-04T10:00:05Z';
  let database: Database;
  let front: ReturnType<typeof openFrontDoor>;
  let news: News;
  let calls: string[];
  let kinds: string[];
  let troubles: string[];
  let channel: Channel;

  const tell = (event: Partial<DeliveryEvent>) =>
    news.delivered([{ account: 'miramar', state: 'delivered', at, ...event }], hotel);
  const outbox = () =>
    sql<{ state: string; failure: string | null; payload: { text: string }; pricing: unknown }>(
      database,
      'select state, failure, payload, pricing from outbox order by seq',
    );
  const parked = async () => (await sql(database, 'select event from parked_delivery')).length;
  const converse = async () => {
    await front.intake.accept(hotel.property, hotel.channel, [guestMessage({ text: 'one' })]);
    await drainOnce(database, id, echoWork(fakeDoor().door));
  };

  before(async () => {
    database = await aDatabase();
    front = openFrontDoor(database);
  });
  beforeEach(async () => {
    await emptyTables(database);
    [calls, kinds, troubles] = [[], [], []];
    channel = { render: () => [] };
    news = openNews({
      database,
      channelOf: () => channel,
      call: (handoff) => calls.push(handoff),
      freed: () => {},
      undelivered: (kind) => kinds.push(kind),
      trouble: (_home, { code }) => troubles.push(code),
      failed: (error) => {
        throw error;
      },
    });
  });
  afterEach(() => news.stop());
  after(async () => {
    await front.close();
    await database.close();
  });

  it('parks what overtakes its send, and tells it again once the send is known', async () => {
    await tell({ providerId: `p:${id}:2`, state: 'read' });
    expect(await parked()).to.equal(1);
    await converse();
    await news.retry();
    expect(await parked()).to.equal(0);
    expect((await outbox()).map(({ state }) => state)).to.deep.equal(['read']);
  });

  it('does not park for ever', async () => {
    await tell({ providerId: 'somebody-else’s' });
    await sql(database, `update parked_delivery set parked_at = now() - interval '61 minutes'`);
    await news.retry();
    expect(await parked()).to.equal(0);
  });

  it('does not park what speaks of an item of ours', async () => {
    await tell({ itemId: `${id}:99` });
    expect(await parked()).to.equal(0);
  });

  it('keeps the first price', async () => {
    await converse();
    await tell({ providerId: `p:${id}:2`, state: 'sent', pricing: { category: 'service' } });
    await tell({ providerId: `p:${id}:2`, state: 'delivered', pricing: { category: 'other' } });
    expect((await outbox())[0]).to.deep.include({ state: 'delivered', pricing: { category: 'service' } });
  });

  it('gives staff what did not arrive, once', async () => {
    await converse();
    const failure = { code: '131026', detail: 'undeliverable', kind: 'recipient' } as const;
    await tell({ providerId: `p:${id}:2`, state: 'failed', failure });
    await tell({ providerId: `p:${id}:2`, state: 'failed', failure });
    expect(calls).to.have.length(1);
    expect(kinds).to.deep.equal(['recipient']);
    expect((await outbox())[0]).to.include({ state: 'failed', failure: '131026: undeliverable' });
    expect((await readConversation(database, id)).owner).to.equal('staff');
    const trail = await sql(database, `select data->>'kind' as kind from audit_log where event = 'delivery.failed'`);
    expect(trail).to.deep.equal([{ kind: 'recipient' }]);
  });

  describe('when the platform says afterwards that the window was closed', () => {
    const failure = { code: '131047', detail: 're-engagement', kind: 'window' } as const;

    it('gives it to staff where nothing may be sent instead', async () => {
      await converse();
      await tell({ providerId: `p:${id}:2`, state: 'failed', failure });
      expect(calls).to.have.length(1);
      const [handoff] = await sql(database, 'select reason from handoff');
      expect(handoff).to.deep.equal({ reason: 'window_closed' });
    });

    it('sends what may be sent instead', async () => {
      channel = { render: () => [], outsideWindow: () => ({ text: 'a template' }) };
      await converse();
      await tell({ providerId: `p:${id}:2`, state: 'failed', failure });
      expect(calls).to.deep.equal([]);
      const { door, texts } = fakeDoor();
      await drainOnce(database, id, echoWork(door));
      expect(texts()).to.deep.equal(['a template']);
      expect((await outbox()).map(({ state }) => state)).to.deep.equal(['failed', 'sent']);
    });
  });

  it('tells operators of an account that is locked out', async () => {
    await converse();
    const failure = { code: '131031', detail: 'locked', kind: 'account' } as const;
    await tell({ providerId: `p:${id}:2`, state: 'failed', failure });
    expect(troubles).to.deep.equal(['131031']);
  });

  it('opens the window for as long as the platform says', async () => {
    await converse();
    await tell({ providerId: `p:${id}:2`, state: 'sent', windowUntil: '2031-05-07T10:00:00Z' });
    const [row] = await sql<{ until: Date }>(database, 'select window_until as until from conversation');
    expect(row?.until.toISOString()).to.equal('2031-05-07T10:00:00.000Z');
  });

  it('tells of trouble once, and goes on after an event that cannot be stored', async () => {
    const failures: unknown[] = [];
    news.stop();
    news = openNews({
      database,
      channelOf: () => channel,
      call: () => {},
      freed: () => {},
      undelivered: () => {},
      trouble: (_home, { code }) => troubles.push(code),
      failed: (error) => failures.push(error),
    });
    const trouble = { type: 'trouble', account: 'miramar', code: '131042', detail: 'A payment is due.' } as const;
    const events = [
      { ...trouble, providerId: 'broken', at: 'never' },
      { ...trouble, providerId: 't1', at },
      { ...trouble, providerId: 't1', at },
    ];
    await news.happened(events, () => hotel);
    expect(troubles).to.deep.equal(['131042']);
    expect(failures).to.have.length(1);
  });
});
