import type { Database, Statement } from './database.ts';
import { migrationNames } from './migrations/names.ts';

const known: Statement = {
  name: 'migrations_known',
  text: `select to_regclass('mikro_orm_migrations') is not null as known`,
};
const applied: Statement = {
  name: 'migrations_applied',
  text: 'select name from mikro_orm_migrations where name = any($1::text[])',
};
const lock: Statement = { name: 'migrations_lock', text: 'select pg_advisory_lock(7302111)' };

/** Brings the schema up to date. Processes that start together wait for the first, since MikroORM takes no lock itself. */
export async function migrate(database: Database): Promise<void> {
  if (await isCurrent(database)) return;
  const session = await database.session('migrate', { patient: true });
  try {
    await session.query(lock);
    if (await isCurrent(database)) return;
    const { runMigrations } = await import('./orm.ts');
    await runMigrations(database.url);
  } finally {
    await session.close();
  }
}

// Saves loading the ORM (0.4 s, 45 MB) into a process that has nothing to migrate.
async function isCurrent(database: Database): Promise<boolean> {
  const [row] = await database.query<{ known: boolean }>(known);
  if (!row?.known) return false;
  return (await database.query(applied, [migrationNames])).length === migrationNames.length;
}
