import type { Database, Statement } from './database.ts';

const trail: Statement = {
  name: 'audit_prune',
  text: 'delete from audit_log where property = $1 and at < now() - make_interval(days => $2)',
};
const locks: Statement = {
  name: 'lock_audit_prune',
  text: "delete from lock_audit where starts_with(resource, $1 || '/') and at < now() - make_interval(days => $2)",
};

/** Forgets what is older than a hotel keeps its trail. */
export async function pruneAudit(database: Database, property: string, days: number): Promise<void> {
  await database.query(trail, [property, days]);
  await database.query(locks, [property, days]);
}
