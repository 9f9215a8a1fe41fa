import { expect } from 'chai';
import { openLedger } from '../../../core/delivery/ledger.ts';
import type { Database } from '../../../core/store/database.ts';
import { emptyTables, hotel, idOf, openFrontDoor, sql } from '../../support/delivery-rig.ts';
import { eventually } from '../../support/eventually.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('ownership of conversations', () => {
  const id = idOf('guest-1');
  let database: Database;
  before(async () => {
    database = await aDatabase();
  });
  beforeEach(async () => {
    await emptyTables(database);
    await sql(database, 'truncate lock_audit');
    const front = openFrontDoor(database);
    await front.intake.accept(hotel.property, hotel.channel, [guestMessage({})]);
    await front.close();
  });
  after(() => database.close());

  const open = async () => {
    const session = await database.session('ledger', { pipeline: true });
    return { session, ledger: openLedger(session) };
  };
  const trail = () =>
    sql<{ resource: string; event: string; owner: string; token: string }>(
      database,
      'select resource, event, owner, token from lock_audit order by id',
    );
  const events = async () => (await trail()).map(({ event }) => event);

  it('leaves a line when it is taken and when it is given back, with owner and number', async () => {
    const { ledger } = await open();
    expect(await ledger.claim([id])).to.have.length(1);
    await ledger.release(id);
    const [taken, released, ...more] = await trail();
    expect(more).to.deep.equal([]);
    expect(taken).to.include({ resource: `${hotel.property}/conversation/${id}`, event: 'taken' });
    expect(taken?.owner).to.match(new RegExp(`^test ${process.pid}@.`));
    expect(released).to.deep.equal({ ...taken, event: 'released' });

    const other = await open();
    expect(await other.ledger.claim([id])).to.have.length(1);
    expect(await ledger.claim([id]), 'and none for who does not get it').to.deep.equal([]);
    await other.ledger.close();
    expect(await events()).to.deep.equal(['taken', 'released', 'taken', 'released']);
    const tokens = (await trail()).map(({ token }) => Number(token));
    expect(tokens[2]).to.be.greaterThan(tokens[0] ?? Number.POSITIVE_INFINITY);
    await ledger.close();
  });

  it('is noted as expired by the next owner, where its holder died', async () => {
    const { session, ledger } = await open();
    await ledger.claim([id]);
    await eventually('it is noted', async () => (await events()).length === 1);
    await session.close();
    const next = await open();
    await eventually('the lock is free', async () => (await next.ledger.claim([id])).length === 1);
    await eventually('it is noted', async () => (await events()).length === 3);
    const [taken, expired, again] = await trail();
    expect(expired).to.deep.equal({ ...taken, event: 'expired' });
    expect(again?.event).to.equal('taken');
    expect(Number(again?.token)).to.be.greaterThan(Number(taken?.token));
    await next.ledger.close();
  });
});
