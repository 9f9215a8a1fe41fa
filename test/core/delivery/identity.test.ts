import type { GuestAddress, MoveEvent } from '@botones/contract';
import { expect } from 'chai';
import { acceptChannelEvent } from '../../../core/delivery/channel-events.ts';
import { findConversation } from '../../../core/delivery/identity.ts';
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

describe('a guest who is known by several keys', () => {
  let database: Database;
  let front: ReturnType<typeof openFrontDoor>;

  /** Stores a message and says in which conversation. */
  const writes = async (guest: GuestAddress, text = 'Hola') => {
    const message = guestMessage({ guest, text });
    const [receipt] = await front.intake.accept(hotel.property, hotel.channel, [message]);
    return receipt?.conversationId;
  };
  const move = (guest: GuestAddress, ...was: string[]): MoveEvent => ({
    type: 'move',
    providerId: `move-${guest.key}`,
    account: 'miramar',
    at: '2031-05-04T11:00:00Z',
    guest,
    was,
  });
  const happens = (event: MoveEvent) => acceptChannelEvent(database, hotel, event);
  const guestOf = async (id: string) => {
    const [row] = await sql<{ key: string; guest: GuestAddress }>(
      database,
      'select guest_key as key, guest from conversation where id = $1',
      id,
    );
    return row;
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

  it('has one conversation, whichever key comes first', async () => {
    const first = await writes({ key: '34600' });
    expect(first).to.equal(idOf('34600'));
    expect(await writes({ key: 'ES.1', otherKey: '34600' }), 'the id appears').to.equal(first);
    expect(await writes({ key: 'ES.1' }), 'the number is hidden').to.equal(first);
    expect(await writes({ key: '34600' }), 'an old device').to.equal(first);
    expect((await guestOf(first ?? ''))?.key).to.equal('ES.1');
  });

  it('has one when id and number come together first', async () => {
    const first = await writes({ key: 'ES.1', otherKey: '34600' });
    expect(first).to.equal(idOf('ES.1'));
    expect(await writes({ key: '34600' })).to.equal(first);
  });

  it('is not taken for who had the number before', async () => {
    const first = await writes({ key: 'ES.1', otherKey: '34600' });
    const second = await writes({ key: 'ES.2', otherKey: '34600' });
    expect(second).to.equal(idOf('ES.2')).and.not.equal(first);
    expect(await writes({ key: '34600' }), 'the number is the new owner’s').to.equal(second);
    expect(await writes({ key: 'ES.1' })).to.equal(first);
  });

  it('keeps the history when the number changes', async () => {
    const first = (await writes({ key: '34600', phone: '+34600' }, 'before')) ?? '';
    await drainOnce(database, first, echoWork(fakeDoor().door));
    expect(await happens(move({ key: '34700', phone: '+34700' }, '34600'))).to.equal(true);
    expect(await writes({ key: '34700' }, 'after')).to.equal(first);
    expect(await guestOf(first)).to.deep.equal({ key: '34700', guest: { key: '34700' } });
    const { door, items } = fakeDoor();
    await drainOnce(database, first, echoWork(door));
    expect(items.map(({ guest }) => guest.key)).to.deep.equal(['34700']);
  });

  it('moves once, however often it is told', async () => {
    await writes({ key: '34600' });
    expect(await happens(move({ key: '34700' }, '34600'))).to.equal(true);
    expect(await happens(move({ key: '34700' }, '34600'))).to.equal(false);
    const trail = await sql(database, `select event from audit_log where event = 'guest.moved'`);
    expect(trail).to.have.length(1);
  });

  it('goes on with the older conversation when the new key has written already', async () => {
    const older = await writes({ key: '34600' });
    const newer = await writes({ key: '34700' });
    expect(newer).to.not.equal(older);
    await happens(move({ key: '34700' }, '34600'));
    expect(await writes({ key: '34700' })).to.equal(older);
  });

  it('is nobody’s concern when nobody knows the guest', async () => {
    expect(await happens(move({ key: '34700' }, '34600'))).to.equal(true);
    expect(await findConversation(database, hotel, 'miramar', { key: '34700' })).to.equal(null);
  });
});
