import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RootHookObject } from 'mocha';
import { migrateJobs } from '../../core/jobs/jobs.ts';
import { type Database, openDatabase } from '../../core/store/database.ts';
import { type EmbeddedDatabase, startEmbedded } from '../../core/store/embedded.ts';
import { migrate } from '../../core/store/migrate.ts';

/** One real PostgreSQL for the whole run, started by the first test that wants it. */
let server: Promise<{ embedded: EmbeddedDatabase; admin: Database; folder: string }> | null = null;
let count = 0;

async function start() {
  const folder = await mkdtemp(join(tmpdir(), 'botones-test-'));
  const embedded = await startEmbedded(folder);
  const admin = openDatabase(embedded.url, 'test');
  await admin.query({ name: '', text: 'create database ready' });
  const ready = openDatabase(urlOf(embedded, 'ready'), 'test');
  await migrate(ready);
  await migrateJobs(ready.url);
  await ready.close();
  return { embedded, admin, folder };
}

function urlOf(embedded: EmbeddedDatabase, database: string): string {
  return embedded.url.replace(/\/postgres$/, `/${database}`);
}

/** A migrated database of its own for one test file; dropped with `close`. */
export async function aDatabase(): Promise<Database> {
  server ??= start();
  const { embedded, admin } = await server;
  count += 1;
  const name = `file_${count}`;
  await admin.query({ name: '', text: `create database ${name} template ready` });
  const database = openDatabase(urlOf(embedded, name), 'test');
  return {
    ...database,
    async close() {
      await database.close();
      await admin.query({ name: '', text: `drop database ${name} with (force)` });
    },
  };
}

/** An empty database, to test the migration itself. */
export async function anEmptyDatabase(): Promise<Database> {
  server ??= start();
  const { embedded, admin } = await server;
  count += 1;
  await admin.query({ name: '', text: `create database empty_${count}` });
  return openDatabase(urlOf(embedded, `empty_${count}`), 'test');
}

/** Ends the server, if anything started it. */
export async function stopPostgres(): Promise<void> {
  if (server === null) return;
  const { embedded, admin, folder } = await server;
  server = null;
  await admin.close();
  await embedded.stop();
  await rm(folder, { recursive: true, force: true });
}

export const mochaHooks: RootHookObject = { afterAll: stopPostgres };
