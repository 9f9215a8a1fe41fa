import { expect } from 'chai';
import { countQuery, pieceQuery } from '../../../core/store/audit-queries.ts';
import type { Database } from '../../../core/store/database.ts';
import { openOrm } from '../../../core/store/orm.ts';
import { fill } from '../../bench/audit/fill.ts';
import { explain } from '../../bench/audit/plans.ts';
import { questions } from '../../bench/audit/questions.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('questions to the trail', function () {
  this.timeout(60_000);
  let database: Database;
  let orm: Awaited<ReturnType<typeof openOrm>>;
  before(async () => {
    database = await aDatabase();
    orm = await openOrm(database.url);
    await fill((sql) => orm.em.fork().getConnection().execute(sql), 30_000);
  });
  after(async () => {
    await orm.close(true);
    await database.close();
  });

  const first = (name: string) => pieceQuery(orm.em.fork(), questions[name] ?? {}, { limit: 21 }).getFormattedQuery();

  it('are answered by an index, whatever is filtered by, and without looking at much', async () => {
    for (const name of Object.keys(questions)) {
      const { scansTable, indexes, visited } = await explain(orm.em.getConnection(), first(name));
      expect({ name, scansTable }).to.deep.equal({ name, scansTable: false });
      expect(indexes, name).not.to.deep.equal([]);
      expect(visited, name).to.be.lessThan(3_000);
    }
  });

  it('use the indexes that operators know', async () => {
    const count = countQuery(orm.em.fork(), { property: 'small' }).getFormattedQuery();
    expect((await explain(orm.em.getConnection(), count)).indexes).to.deep.equal(['idx_audit_tenant_timestamp']);
    const user = await explain(orm.em.getConnection(), first('user'));
    expect(user.indexes).to.deep.equal(['idx_audit_user_timestamp']);
  });

  it('are seen to read the whole table where the indexes are missing', async () => {
    const names = ['user_timestamp', 'tenant_timestamp', 'event_timestamp', 'timestamp'];
    for (const name of names) await orm.em.getConnection().execute(`drop index idx_audit_${name}`);
    const { scansTable, indexes, visited } = await explain(orm.em.getConnection(), first('user'));
    expect({ scansTable, indexes }).to.deep.equal({ scansTable: true, indexes: [] });
    expect(visited).to.be.greaterThan(9_000);
  });
});
