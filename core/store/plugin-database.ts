import { createHash } from 'node:crypto';
import type { PluginDatabase } from '@botones/contract';
import { ask, type Database, type Pool, transact } from './database.ts';

/** Connections at one time: a plugin is one of several. */
const MAX = 5;

/** A schema for one plugin of one property. Nothing is opened before it is used. */
export function openPluginDatabase(
  database: Database,
  owner: { kind: string; property: string; name: string },
): PluginDatabase & { close(): Promise<void> } {
  const schema = schemaOf(owner);
  let opened: Pool | null = null;
  const pool = () => {
    opened ??= database.pool(schema, MAX, { schema, datesAsText: true });
    return opened;
  };

  const query: PluginDatabase['query'] = (text, values) => ask(pool(), { name: '', text }, values);
  const transaction: PluginDatabase['transaction'] = (work) =>
    transact(pool(), (client) => work((text, values) => ask(client, { name: '', text }, values)));

  return {
    query,
    transaction,
    migrate: (scripts) =>
      transaction(async (run) => {
        await run('select pg_advisory_xact_lock(7302113, hashtext($1))', [schema]);
        await run(`create schema if not exists ${schema}`);
        await run(
          'create table if not exists _migration (name text primary key, at timestamptz not null default now())',
        );
        const applied = await run<{ name: string }>('select name from _migration');
        for (const { name, sql } of scripts) {
          if (applied.some((known) => known.name === name)) continue;
          await run(sql);
          await run('insert into _migration (name) values ($1)', [name]);
        }
      }),
    close: async () => {
      await opened?.end();
    },
  };
}

/** A PostgreSQL name: letters, digits and `_`, 63 at most; unique by a hash where the name itself could not be kept. */
function schemaOf({ kind, property, name }: { kind: string; property: string; name: string }): string {
  const whole = `${kind}/${property}/${name}`;
  const plain = `plugin_${whole.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;
  const isKept = /^[a-z0-9-]+\/[a-z0-9-]+\/[a-z0-9-]+$/.test(whole) && plain.length <= 63;
  return isKept ? plain : `${plain.slice(0, 50)}_${createHash('sha256').update(whole).digest('hex').slice(0, 12)}`;
}
