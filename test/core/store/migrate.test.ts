import { expect } from 'chai';
import { migrate } from '../../../core/store/migrate.ts';
import { migrations } from '../../../core/store/migrations/index.ts';
import { anEmptyDatabase } from '../../support/postgres.ts';

describe('migrate', () => {
  it('runs once when two processes start together, and finds nothing to do afterwards', async () => {
    const database = await anEmptyDatabase();
    await Promise.all([migrate(database), migrate(database)]);
    await migrate(database);
    const applied = await database.query<{ name: string }>({ name: '', text: 'select name from mikro_orm_migrations' });
    expect(applied.map(({ name }) => name)).to.deep.equal(migrations.map(({ name }) => name));
    await database.close();
  });

  it('gives the audit trail the indexes that operators know', async () => {
    const database = await anEmptyDatabase();
    await migrate(database);
    const rows = await database.query<{ indexname: string }>({
      name: '',
      text: `select indexname from pg_indexes where tablename = 'audit_log'`,
    });
    expect(rows.map(({ indexname }) => indexname)).to.include.members([
      'idx_audit_user_timestamp',
      'idx_audit_tenant_timestamp',
    ]);
    await database.close();
  });
});
