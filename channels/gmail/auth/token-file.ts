import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { GrantError } from './grant.ts';

const derive = promisify(scrypt) as (key: string, salt: Buffer, length: number) => Promise<Buffer>;

/** AES-256-GCM under a key derived from the configured one; all in base64. */
interface Sealed {
  salt: string;
  iv: string;
  tag: string;
  token: string;
}

/** Stores a refresh token so that the file alone is worth nothing. */
export async function writeToken(file: string, key: string, token: string): Promise<void> {
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', await derive(key, salt, 32), iv);
  const sealed = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
  const parts = { salt, iv, tag: cipher.getAuthTag(), token: sealed };
  const text = JSON.stringify(
    Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, bytes.toString('base64')])),
  );
  await mkdir(dirname(file), { recursive: true });
  // Moved into place whole: a running bot may read it at any moment.
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, `${text}\n`, { mode: 0o600 });
  await rename(fresh, file);
}

/** The stored refresh token; null when there is no file. @throws GrantError for a wrong key or a damaged file. */
export async function readToken(file: string, key: string): Promise<string | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const { salt, iv, tag, token } = JSON.parse(text) as Sealed;
    const bytes = (base64: string) => Buffer.from(base64, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', await derive(key, bytes(salt), 32), bytes(iv), {
      authTagLength: 16,
    });
    decipher.setAuthTag(bytes(tag));
    return Buffer.concat([decipher.update(bytes(token)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new GrantError('sealed', `The token in ${file} cannot be read with this key.`, { cause });
  }
}
