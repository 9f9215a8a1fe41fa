import { expect } from 'chai';
import { createTally, pruneTally, type Tally } from '../../../core/delivery/tally.ts';
import type { Database } from '../../../core/store/database.ts';
import { sql } from '../../support/delivery-rig.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('createTally', () => {
  let database: Database;
  let time: Temporal.Instant;
  let tally: Tally;
  const daily = { points: 2, seconds: 86_400 };

  before(async () => {
    database = await aDatabase();
  });
  beforeEach(async () => {
    await sql(database, 'truncate tally');
    time = Temporal.Instant.from('2031-05-04T10:00:00Z');
    tally = createTally(database, () => time);
  });
  after(() => database.close());

  it('has room up to the limit, then says when there will be', async () => {
    expect(await tally('thread', 'a', daily)).to.equal(0);
    time = time.add({ hours: 1 });
    expect(await tally('thread', 'b', daily)).to.equal(0);
    time = time.add({ hours: 1 });
    expect(await tally('thread', 'c', daily)).to.equal(22 * 3600);
    time = time.add({ hours: 22 });
    expect(await tally('thread', 'c', daily)).to.equal(0);
    expect(await tally('thread', 'd', daily), 'until b goes').to.equal(3600);
  });

  it('counts an item once, and each key for itself', async () => {
    for (const id of ['a', 'a', 'b', 'a', 'b']) expect(await tally('thread', id, daily)).to.equal(0);
    expect(await tally('other', 'c', daily)).to.equal(0);
    expect(await tally('thread', 'c', daily)).to.be.above(0);
  });

  it('lets no more in than fit when many come together, from several processes', async () => {
    const second = createTally(database, () => time);
    const waits = await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 ? tally : second)('sender', `item ${n}`, { points: 3, seconds: 60 })),
    );
    expect(waits.filter((seconds) => seconds === 0)).to.have.length(3);
  });

  it('forgets what is old', async () => {
    await tally('thread', 'a', daily);
    await pruneTally(database, time.add({ hours: 24 * 9 }));
    expect(await sql(database, 'select from tally')).to.have.length(0);
  });
});
