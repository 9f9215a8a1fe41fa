import { createHash, randomUUIDv7 } from 'node:crypto';
import { BotonesError, type MediaFile, type MediaStore } from '@botones/contract';
import type { Database, Statement } from './database.ts';

const MAX_BYTES = 25 * 1024 * 1024;
const CHUNK = 500;

const write: Statement = {
  name: 'media_put',
  text: `
    insert into media (id, property, mime, name, sha256, is_public, data) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (id) do nothing`,
};
const read: Statement = {
  name: 'media_get',
  text: `select data, mime, name from media where id = $1 and property = $2`,
};
const readPublic: Statement = {
  name: 'media_public',
  text: `select data, mime, name from media where id = $1 and is_public`,
};
const prune: Statement = {
  name: 'media_prune',
  text: `
    delete from media where id in (
      select id from media where property = $1 and not is_public and created_at < now() - make_interval(days => $2)
      limit ${CHUNK})
    returning 1`,
};

interface Row {
  data: Buffer;
  mime: string;
  name: string | null;
}

/** The files of one property. `publicUrl` has no slash at its end; empty: addresses are relative to the bot's own. */
export function openMediaStore(database: Database, property: string, publicUrl: string): MediaStore {
  return {
    async put({ bytes, mime, name, public: isPublic = false }) {
      if (bytes.length > MAX_BYTES) {
        throw new BotonesError('ERR_MEDIA_TOO_LARGE', `The file has ${bytes.length} bytes, ${MAX_BYTES} are kept.`);
      }
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      // A public id is asked for by strangers and cached for ever; a private one must not tell what the file is.
      const id = isPublic ? createHash('sha256').update(`${property}/${mime}/${sha256}`).digest('hex') : randomUUIDv7();
      await database.query(write, [id, property, mime, name ?? null, sha256, isPublic, Buffer.from(bytes)]);
      const stored = { id, mime, bytes: bytes.length, sha256 };
      return isPublic ? { ...stored, url: `${publicUrl}/media/${id}` } : stored;
    },
    async get(idOrUrl) {
      const id = /\/media\/([0-9a-f]{64})$/.exec(idOrUrl)?.[1] ?? idOrUrl;
      const [row] = await database.query<Row>(read, [id, property]);
      return row ? toFile(row) : null;
    },
  };
}

/** What anybody may read. */
export async function readPublicMedia(database: Database, id: string): Promise<MediaFile | null> {
  const [row] = await database.query<Row>(readPublic, [id]);
  return row ? toFile(row) : null;
}

/** Deletes private files that are older than `days`, in small bites. Returns how many went. */
export async function pruneMedia(database: Database, property: string, days: number): Promise<number> {
  let total = 0;
  for (;;) {
    const gone = (await database.query(prune, [property, days])).length;
    total += gone;
    if (gone < CHUNK) return total;
  }
}

function toFile({ data, mime, name }: Row): MediaFile {
  return { bytes: data, mime, ...(name === null ? {} : { name }) };
}
