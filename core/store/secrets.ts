import { hkdfSync, randomBytes } from 'node:crypto';
import type { Database, Statement } from './database.ts';

const create: Statement = {
  name: 'secret_create',
  text: `insert into secret (name, value) values ('base', $1) on conflict (name) do nothing`,
};
const read: Statement = { name: 'secret_read', text: `select value from secret where name = 'base'` };

/**
 * Keys for signing, each derived for its purpose from one random secret that is made with the database and stays
 * the same for every process and restart.
 */
export async function openSecrets(database: Database): Promise<(purpose: string) => Uint8Array> {
  await database.query(create, [randomBytes(32)]);
  const [row] = await database.query<{ value: Buffer }>(read);
  const base = row?.value ?? Buffer.alloc(0);
  return (purpose) => new Uint8Array(hkdfSync('sha256', base, Buffer.alloc(0), purpose, 32));
}
