import { createHash } from 'node:crypto';
import type { PluginDatabase } from '@botones/contract';
import { invalid, refusal } from './refuse.ts';

export type Query = PluginDatabase['query'];

/** What the first call with a key has asked for, and what it got. */
interface Answered {
  request: string;
  answer: unknown;
}

/**
 * Runs a write in one transaction with the note that it was made: a second call with the same key waits for the first and
 * gets its answer, as JSON has kept it. A write that fails leaves no trace.
 *
 * @throws BotonesError `ERR_PMS_CONFLICT` when the key was used for another request.
 */
export async function once<T>(
  database: PluginDatabase,
  key: string,
  request: readonly unknown[],
  revive: (kept: never) => T,
  work: (query: Query) => Promise<T>,
): Promise<T> {
  if (key === '') throw invalid('key', 'A write needs a key.');
  const print = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  return database.transaction(async (query) => {
    const [mine] = await query(
      'insert into answer (key, request) values ($1, $2) on conflict (key) do nothing returning key',
      [key, print],
    );
    if (mine === undefined) {
      const [known] = await query<Answered>('select request, answer from answer where key = $1', [key]);
      if (known?.request !== print) throw refusal('ERR_PMS_CONFLICT', 'This key was used for another request.');
      return revive(known.answer as never);
    }
    const answer = await work(query);
    await query('update answer set answer = $2 where key = $1', [key, JSON.stringify(answer ?? null)]);
    return answer;
  });
}
