import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Candidate, CandidateStore } from './candidate.ts';

/**
 * Candidates as JSON lines in a file, for a team that brings messages from elsewhere: a line needs `text`, and may
 * have whatever else a `Candidate` has.
 */
export function openFileCandidates(file: string): CandidateStore {
  const read = async (): Promise<Candidate[]> => {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    return text.split('\n').flatMap((line, at) => (line.trim() ? [complete(JSON.parse(line), at)] : []));
  };
  const replace = async (candidates: readonly Candidate[]) => {
    const aside = `${file}.${process.pid}.part`;
    await writeFile(aside, candidates.map((one) => `${JSON.stringify(one)}\n`).join(''));
    await rename(aside, file);
  };
  return {
    async keep(candidate) {
      await mkdir(dirname(file), { recursive: true });
      await appendFile(file, `${JSON.stringify(candidate)}\n`);
    },
    async list(property, limit) {
      return (await read()).filter((one) => one.property === property || one.property === '').slice(0, limit);
    },
    async decide(ids) {
      await replace((await read()).filter(({ id }) => !ids.includes(id)));
    },
    async forget(property, before) {
      const all = await read();
      const limit = Temporal.Instant.from(before);
      const kept = all.filter((one) => one.property !== property || Temporal.Instant.compare(one.keptAt, limit) >= 0);
      await replace(kept);
      return all.length - kept.length;
    },
  };
}

function complete(line: Partial<Candidate>, at: number): Candidate {
  return {
    property: '',
    text: '',
    language: '',
    reason: 'escalated',
    intent: null,
    confidence: 0,
    keptAt: '1970-01-01T00:00:00Z',
    id: `${at}-${line.text}`,
    ...line,
  };
}
