import { expect } from 'chai';
import { startListening } from '../../../core/delivery/listening.ts';
import type { Database } from '../../../core/store/database.ts';
import { sql } from '../../support/delivery-rig.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('listening', () => {
  let database: Database;
  before(async () => {
    database = await aDatabase();
  });
  after(() => database.close());
  beforeEach(() => sql(database, 'delete from listening'));

  const fail = (error: unknown) => {
    throw error;
  };
  /** A process comes up and is gone again. Returns since when there was somebody, in seconds. */
  async function listen(): Promise<number> {
    const stop = await startListening(database, fail);
    stop();
    const [row] = await sql<{ age: number }>(
      database,
      'select extract(epoch from now() - since)::float8 as age from listening',
    );
    return row?.age ?? Number.NaN;
  }
  const shift = (since: number, seen: number) =>
    sql(
      database,
      `update listening set since = now() - make_interval(secs => $1), seen_at = now() - make_interval(secs => $2)`,
      since,
      seen,
    );

  it('begins with the first process', async () => {
    expect(await listen()).to.be.within(0, 3);
  });

  it('goes on where a process is followed by another at once, or has others beside it', async () => {
    await listen();
    await shift(100, 1);
    expect(await listen()).to.be.within(100, 103);
  });

  it('begins anew after a silence', async () => {
    await listen();
    await shift(100, 4);
    expect(await listen()).to.be.within(0, 3);
  });

  it('beats by itself, until it is stopped', async function () {
    this.timeout(10_000);
    const stop = await startListening(database, fail);
    const seen = async () =>
      (await sql<{ at: Date }>(database, 'select seen_at as at from listening'))[0]?.at.getTime();
    const first = await seen();
    while ((await seen()) === first) await new Promise((done) => setTimeout(done, 100));
    stop();
  });
});
