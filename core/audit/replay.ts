import { readFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AuditEntry } from '@botones/contract';
import { fromLine, toLine } from './entry-line.ts';
import { ignoreAbsence, sealAll } from './fallback-file.ts';
import { putAside } from './put-aside.ts';

/** Entries in one statement. */
const BATCH = 500;

export interface Replayed {
  readonly files: number;
  /** Those that were stored before are counted as well. */
  readonly entries: number;
  /** Lines that are kept aside, since they are no entries or no sink takes them. */
  readonly aside: number;
}

/**
 * Stores what waits in the files of `folder`, whoever wrote them, and removes each file after its last entry is stored.
 * A crash in the middle leaves the file, and ids make of a second replay none. Several may replay at once.
 *
 * @param store gives back those that the sink can never take.
 * @throws what `store` throws; the file that it was about and those after it stay.
 */
export async function replay(
  folder: string,
  store: (entries: readonly AuditEntry[]) => Promise<readonly AuditEntry[]>,
): Promise<Replayed> {
  const sum = { files: 0, entries: 0, aside: 0 };
  for (const path of await sealAll(folder)) {
    const text = await readFile(path, 'utf8').catch(ignoreAbsence);
    if (text === undefined) continue;
    const { entries, unreadable } = readLines(text);
    const aside = [...unreadable];
    for (let from = 0; from < entries.length; from += BATCH)
      aside.push(...(await store(entries.slice(from, from + BATCH))).map(toLine));
    if (aside.length > 0) await putAside(folder, basename(path), aside);
    await rm(path, { force: true });
    sum.files += 1;
    sum.entries += entries.length - (aside.length - unreadable.length);
    sum.aside += aside.length;
  }
  return sum;
}

/** A last line without an end is half of one whose writer died before it promised anything, unless it is whole. */
function readLines(text: string): { entries: AuditEntry[]; unreadable: string[] } {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const entries: AuditEntry[] = [];
  const unreadable: string[] = [];
  for (const line of lines) {
    if (line.trim() === '') continue;
    const entry = fromLine(line);
    if (entry) entries.push(entry);
    else unreadable.push(line);
  }
  const end = fromLine(last);
  if (end) entries.push(end);
  return { entries, unreadable };
}
