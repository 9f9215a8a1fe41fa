import type { ChannelEvent } from '@botones/contract';
import { expect } from 'chai';
import { acceptChannelEvent, pruneChannelEvents } from '../../../core/delivery/channel-events.ts';
import { readTranscript } from '../../../core/delivery/transcript.ts';
import type { Database } from '../../../core/store/database.ts';
import {
  drainOnce,
  echoWork,
  emptyTables,
  fakeDoor,
  hotel,
  idOf,
  openFrontDoor,
  sql,
} from '../../support/delivery-rig.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('acceptChannelEvent', () => {
  const id = idOf('guest-1');
  const told = { providerId: 'e1', account: 'miramar', at: '2031-05-04T10:05:00Z' };
  const byGuest = { ...told, guest: { key: 'guest-1' }, from: 'guest' } as const;
  let database: Database;
  let front: ReturnType<typeof openFrontDoor>;

  const accept = (event: ChannelEvent) => acceptChannelEvent(database, hotel, event);
  const says = (providerId: string, text: string) =>
    front.intake.accept(hotel.property, hotel.channel, [guestMessage({ providerId, text })]);
  const kept = () =>
    sql<{ type: string; conversation: string | null }>(
      database,
      'select type, conversation_id as conversation from channel_event order by id',
    );

  before(async () => {
    database = await aDatabase();
    front = openFrontDoor(database);
  });
  beforeEach(() => emptyTables(database));
  after(async () => {
    await front.close();
    await database.close();
  });

  it('keeps a reaction with its conversation, once, and starts no turn', async () => {
    await says('m1', 'Hola');
    const { door, texts } = fakeDoor();
    await drainOnce(database, id, echoWork(door));
    const reaction: ChannelEvent = { ...byGuest, type: 'reaction', message: 'out-1', emoji: '❤️' };
    expect(await accept(reaction)).to.equal(true);
    expect(await accept(reaction)).to.equal(false);
    expect(await kept()).to.deep.equal([{ type: 'reaction', conversation: id }]);
    await drainOnce(database, id, echoWork(door));
    expect(texts()).to.deep.equal(['re: Hola']);
  });

  it('lets the guest correct what was written, before it is answered and after', async () => {
    await says('m1', 'from 3 to 4 June');
    await accept({ ...byGuest, type: 'edit', message: 'm1', parts: [{ type: 'text', text: 'from 3 to 5 June' }] });
    const { door, texts } = fakeDoor();
    await drainOnce(database, id, echoWork(door));
    expect(texts()).to.deep.equal(['re: from 3 to 5 June']);
    const again = { ...byGuest, providerId: 'e2', type: 'edit', message: 'm1' } as const;
    await accept({ ...again, parts: [{ type: 'text', text: 'from 3 to 6 June' }] });
    const [first] = await readTranscript(database, id, 0, 10);
    expect(first?.parts).to.deep.equal([{ type: 'text', text: 'from 3 to 6 June' }]);
  });

  it('forgets what the guest takes back, and nobody answers it', async () => {
    await says('m1', 'my card is 4111');
    await accept({ ...byGuest, type: 'revoke', message: 'm1' });
    const [row] = await sql<{ message: { parts: []; leaveTo: object } }>(database, 'select message from inbox');
    expect(row?.message).to.deep.include({ parts: [], leaveTo: { who: 'nobody', reason: 'revoked' } });
    expect(JSON.stringify(row)).to.not.contain('4111');
  });

  it('keeps what belongs to nobody', async () => {
    await accept({ ...told, type: 'note', what: 'account_update' });
    await accept({ ...told, type: 'trouble', code: '131042', detail: 'A payment is due.' });
    expect(await kept()).to.deep.equal([
      { type: 'note', conversation: null },
      { type: 'trouble', conversation: null },
    ]);
  });

  it('takes an event that could not be applied for new when it comes again', async () => {
    await says('m1', 'Hola');
    const broken = {
      ...byGuest,
      type: 'edit',
      message: 'm1',
      parts: undefined,
      at: 'never',
    } as unknown as ChannelEvent;
    const failure = await accept(broken).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
    expect(await accept({ ...byGuest, type: 'edit', message: 'm1', parts: [] })).to.equal(true);
  });

  it('is kept for as long as the property says', async () => {
    await accept({ ...told, type: 'note', what: 'old' });
    await accept({ ...told, providerId: 'e2', type: 'note', what: 'new' });
    await sql(database, `update channel_event set received_at = now() - interval '11 days' where provider_id = 'e1'`);
    await pruneChannelEvents(database, hotel.property, 10);
    expect(await sql(database, 'select provider_id from channel_event')).to.deep.equal([{ provider_id: 'e2' }]);
  });
});
