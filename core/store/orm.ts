import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { entities } from './entities.ts';
import { migrations } from './migrations/index.ts';

/** Milliseconds, as in `database.ts`: a server that was cut off sends no goodbye. */
const waits = { connectionTimeoutMillis: 5_000, query_timeout: 10_000, keepAlive: true };

/** Opens MikroORM for the paths where comfort matters more than microseconds: staff, the audit trail, migrations. `hurried`: no statement may take long. */
export function openOrm(url: string, { hurried = false } = {}): Promise<MikroORM> {
  return MikroORM.init({
    clientUrl: url,
    entities,
    extensions: [Migrator],
    migrations: { migrationsList: migrations, snapshot: false },
    allowGlobalContext: false,
    logger: () => {},
    pool: { min: 0, max: 4 },
    ...(hurried ? { driverOptions: waits } : {}),
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
