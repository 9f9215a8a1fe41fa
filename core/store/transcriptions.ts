import type { Transcription } from '@botones/contract';
import type { Database, Statement } from './database.ts';
import { toJson } from './json.ts';

const read: Statement = {
  name: 'transcription_read',
  text: 'select result from transcription where property = $1 and sha256 = $2',
};
const write: Statement = {
  name: 'transcription_write',
  text: 'insert into transcription (property, sha256, result) values ($1, $2, $3) on conflict do nothing',
};
const prune: Statement = {
  name: 'transcription_prune',
  text: 'delete from transcription where property = $1 and made_at < now() - make_interval(days => $2)',
};

/** What was heard in recordings of one property, by the SHA-256 of their bytes: nothing is transcribed twice. */
export interface Transcriptions {
  find(sha256: string): Promise<Transcription | null>;
  keep(sha256: string, transcription: Transcription): Promise<void>;
}

export function openTranscriptions(database: Database, property: string): Transcriptions {
  return {
    async find(sha256) {
      const [row] = await database.query<{ result: Transcription }>(read, [property, sha256]);
      return row?.result ?? null;
    },
    async keep(sha256, transcription) {
      await database.query(write, [property, sha256, toJson(transcription)]);
    },
  };
}

/** They go with the files that they were heard in. */
export async function pruneTranscriptions(database: Database, property: string, days: number): Promise<void> {
  await database.query(prune, [property, days]);
}
