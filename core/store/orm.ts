import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { entities } from './entities.ts';
import { migrations } from './migrations/index.ts';

/** Opens MikroORM for the paths where comfort matters more than microseconds: staff, reports, migrations. */
export function openOrm(url: string): Promise<MikroORM> {
  return MikroORM.init({
    clientUrl: url,
    entities,
    extensions: [Migrator],
    migrations: { migrationsList: migrations, snapshot: false },
    allowGlobalContext: false,
    logger: () => {},
    pool: { min: 0, max: 4 },
  });
}

/** Applies what is missing. The caller holds the lock. */
export async function runMigrations(url: string): Promise<void> {
  const orm = await openOrm(url);
  try {
    await orm.migrator.up();
  } finally {
    await orm.close(true);
  }
}
