import { expect } from 'chai';
import type { Database } from '../../../core/store/database.ts';
import { openPluginDatabase } from '../../../core/store/plugin-database.ts';
import { sql } from '../../support/delivery-rig.ts';
import { aDatabase } from '../../support/postgres.ts';

const scripts = [{ name: 'night', sql: 'create table night (day date primary key, rooms bigint not null)' }];

describe('openPluginDatabase', () => {
  let database: Database;
  const opened: { close(): Promise<void> }[] = [];
  const open = (name: string, property = 'miramar') => {
    const own = openPluginDatabase(database, { kind: 'pms', property, name });
    opened.push(own);
    return own;
  };

  before(async () => {
    database = await aDatabase();
  });
  after(async () => {
    for (const own of opened) await own.close();
    await database.close();
  });

  it('gives each plugin of each property tables of its own', async () => {
    const [one, other] = [open('demo'), open('demo', 'second')];
    await one.migrate(scripts);
    await other.migrate(scripts);
    await one.query(`insert into night values ('2026-05-01', 3)`);
    expect(await one.query('select * from night')).to.deep.equal([{ day: '2026-05-01', rooms: '3' }]);
    expect(await other.query('select * from night')).to.deep.equal([]);
    expect(
      await sql(database, `select to_regclass('plugin_pms_miramar_demo.night') is not null as there`),
    ).to.deep.equal([{ there: true }]);
  });

  it('runs each script once, whoever starts at the same time', async () => {
    const pairs = [open('twice'), open('twice'), open('twice')];
    await Promise.all(pairs.map((own) => own.migrate(scripts)));
    const more = [...scripts, { name: 'more', sql: 'alter table night add column note text' }];
    await Promise.all(pairs.map((own) => own.migrate(more)));
    expect(await open('twice').query('select note from night')).to.deep.equal([]);
  });

  it('undoes a transaction that throws, and passes on why', async () => {
    const own = open('undone');
    await own.migrate(scripts);
    const failing = own.transaction(async (query) => {
      await query(`insert into night values ('2026-05-01', 3)`);
      throw new Error('sold out');
    });
    expect(await failing.catch((error) => error.message)).to.equal('sold out');
    expect(await own.query('select * from night')).to.deep.equal([]);
  });

  it('keeps apart names that PostgreSQL would make alike', async () => {
    const names = ['@acme/pms', 'acme-pms', `a${'b'.repeat(80)}`, `a${'b'.repeat(81)}`];
    for (const name of names) await open(name).migrate(scripts);
    const rows = await sql<{ n: number }>(
      database,
      `select count(*)::int as n from pg_tables where tablename = 'night' and schemaname ~ '^plugin_pms_miramar_(a|acme_pms|abb)'`,
    );
    expect(rows[0]?.n).to.be.at.least(3);
  });
});
