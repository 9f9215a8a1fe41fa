import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { CandidateStore } from '../../../../core/nlu/index.ts';
import { openStoredCandidates } from '../../../../core/nlu/index.ts';
import { openFileCandidates } from '../../../../core/nlu/review/file-candidates.ts';
import type { Database } from '../../../../core/store/database.ts';
import { sql } from '../../../support/delivery-rig.ts';
import { aDatabase } from '../../../support/postgres.ts';

const candidate = {
  property: 'tiny',
  text: 'is the pool heated',
  language: 'en',
  reason: 'corrected',
  intent: 'ask_spa',
  confidence: 0.5,
  meant: 'ask_pool',
  keptAt: '2031-05-04T10:00:00Z',
} as const;

describe('candidates', () => {
  let folder: string;
  let database: Database;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'botones-candidates-'));
    database = await aDatabase();
  });
  after(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const stores: Record<string, () => Promise<CandidateStore>> = {
    'in PostgreSQL': async () => {
      await sql(database, 'truncate nlu_candidate');
      return openStoredCandidates(database);
    },
    'in a file': async () => openFileCandidates(join(folder, `${crypto.randomUUID()}.jsonl`)),
  };
  for (const [place, open] of Object.entries(stores)) {
    describe(place, () => {
      it('wait, oldest first, each for its property', async () => {
        const store = await open();
        await store.keep(candidate);
        await store.keep({ ...candidate, text: 'next', keptAt: '2031-05-05T10:00:00Z' });
        await store.keep({ ...candidate, property: 'other' });
        const [first, ...more] = await store.list('tiny', 10);
        expect(first).to.deep.include({ ...candidate, keptAt: first?.keptAt });
        expect(Temporal.Instant.from(first?.keptAt ?? '').toString()).to.equal(candidate.keptAt);
        expect(more.map(({ text }) => text)).to.deep.equal(['next']);
        expect(await store.list('tiny', 1)).to.have.length(1);
      });

      it('are gone once they are decided', async () => {
        const store = await open();
        for (const text of ['one', 'two', 'three']) await store.keep({ ...candidate, text });
        const [one, two] = await store.list('tiny', 10);
        await store.decide([one?.id ?? ''], { intent: 'ask_pool' });
        await store.decide([two?.id ?? ''], 'discarded');
        expect((await store.list('tiny', 10)).map(({ text }) => text)).to.deep.equal(['three']);
      });

      it('are forgotten when they are old', async () => {
        const store = await open();
        for (const day of ['01', '02', '03']) await store.keep({ ...candidate, keptAt: `2031-05-${day}T10:00:00Z` });
        expect(await store.forget('tiny', '2031-05-02T11:00:00Z')).to.equal(2);
        expect(await store.list('tiny', 10)).to.have.length(1);
        expect(await store.forget('other', '2032-01-01T00:00:00Z')).to.equal(0);
      });
    });
  }

  it('remember in PostgreSQL what was decided', async () => {
    const store = openStoredCandidates(database);
    await sql(database, 'truncate nlu_candidate');
    for (const text of ['one', 'two']) await store.keep({ ...candidate, text });
    const [one, two] = await store.list('tiny', 10);
    await store.decide([one?.id ?? ''], { intent: 'ask_pool' });
    await store.decide([two?.id ?? ''], 'discarded');
    const rows = await sql(
      database,
      'select text, decision, decided_at is null as open from nlu_candidate order by id',
    );
    expect(rows).to.deep.equal([
      { text: 'one', decision: 'ask_pool', open: false },
      { text: 'two', decision: null, open: false },
    ]);
  });
});
