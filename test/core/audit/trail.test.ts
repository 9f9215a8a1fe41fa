import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Audit, type AuditEntry, BotonesError } from '@botones/contract';
import { expect } from 'chai';
import { toLine } from '../../../core/audit/entry-line.ts';
import { openFallbackFile, sealAll } from '../../../core/audit/fallback-file.ts';
import { replay } from '../../../core/audit/replay.ts';
import { openTrail, type Trail, type TrailEvents } from '../../../core/audit/trail.ts';
import { anEntry } from '../../support/audit-entry.ts';
import { eventually } from '../../support/eventually.ts';
import { rejection } from '../../support/rejection.ts';

/** A sink that keeps each id once, and may be down. */
function memorySink() {
  const stored = new Map<string, AuditEntry>();
  const calls: number[] = [];
  const sink = {
    stored,
    calls,
    down: false,
    async record(entries: readonly AuditEntry[]) {
      calls.push(entries.length);
      await new Promise((next) => setImmediate(next));
      if (sink.down) throw new BotonesError('ERR_DATABASE_DOWN', 'down');
      if (entries.some(({ event }) => event === 'bad')) throw new BotonesError('ERR_AUDIT_REFUSED', 'no');
      for (const entry of entries) stored.set(entry.id, entry);
    },
  };
  return sink satisfies Audit;
}

describe('openTrail', () => {
  let folder: string;
  let sink: ReturnType<typeof memorySink>;
  const trails: Trail[] = [];
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'botones-trail-')), 'audit');
    sink = memorySink();
  });
  afterEach(async () => {
    for (const trail of trails.splice(0)) await trail.stop(1_000);
    await rm(join(folder, '..'), { recursive: true, force: true });
  });
  function open(events: TrailEvents = {}, lookMs = 60_000): Trail {
    const trail = openTrail({ sinkOf: () => sink, folder, events, lookMs });
    trails.push(trail);
    return trail;
  }
  const waiting = async () => (await readdir(folder).catch(() => [])).filter((name) => name !== 'refused');
  const some = (count: number) => Array.from({ length: count }, (_, n) => anEntry({ after: n }));

  it('stores at once, many in one statement, and makes no file', async () => {
    const entries = some(1_200);
    const trail = open();
    await Promise.all(entries.map((entry) => trail.record([entry])));
    expect(sink.stored.size).to.equal(1_200);
    expect(sink.calls.length).to.be.lessThan(10);
    expect(Math.max(...sink.calls)).to.be.at.most(500);
    expect(await waiting()).to.deep.equal([]);
  });

  it('writes to a file while the sink is down, and stores all of it afterwards, once', async () => {
    let fellBack = 0;
    const bytes: number[] = [];
    const trail = open({ fellBack: (count) => (fellBack += count), waiting: (count) => bytes.push(count) }, 10);
    sink.down = true;
    const entries = some(700);
    await trail.record(entries);
    expect(fellBack).to.equal(700);
    expect(sink.stored.size).to.equal(0);
    await eventually('it is seen that something waits', () => (bytes.at(-1) ?? 0) > 0);
    sink.down = false;
    await eventually('all are stored', () => sink.stored.size === 700);
    expect([...sink.stored.values()]).to.have.deep.members(entries);
    await eventually('no file is left', async () => (await waiting()).length === 0);
    await trail.record(some(1));
    expect(sink.stored.size).to.equal(701);
  });

  it('has the entry on the disk before it says so', async () => {
    sink.down = true;
    const entry = anEntry({ data: { words: 'línea\n"二"' } });
    await open().record([entry]);
    const [name = ''] = await waiting();
    expect(await readFile(join(folder, name), 'utf8')).to.equal(toLine(entry));
  });

  it('finds at its start what another process left behind, half a line included', async () => {
    sink.down = true;
    const entries = some(3);
    const other = openTrail({ sinkOf: () => sink, folder });
    await other.record(entries);
    await other.stop(0);
    const [name = ''] = await waiting();
    const path = join(folder, name);
    await writeFile(path, `${await readFile(path, 'utf8')}${toLine(anEntry()).slice(0, 40)}`);
    sink.down = false;
    open();
    await eventually('they are stored', () => sink.stored.size === 3);
    await eventually('no file is left', async () => (await waiting()).length === 0);
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it('keeps aside what no sink takes, and lets nothing else wait for it', async () => {
    const bad = anEntry({ event: 'bad' });
    let refused = 0;
    const trail = open({ refused: (count) => (refused += count) });
    await trail.record([...some(5), bad, ...some(5)]);
    expect(sink.stored.size).to.equal(10);
    expect(refused).to.equal(1);
    const aside = await readdir(join(folder, 'refused'));
    expect(await readFile(join(folder, 'refused', aside[0] ?? ''), 'utf8')).to.equal(toLine(bad));

    sink.down = true;
    await trail.record([bad, anEntry()]);
    sink.down = false;
    const [name = ''] = await waiting();
    const path = join(folder, name);
    await writeFile(path, `not an entry\n${await readFile(path, 'utf8')}`);
    expect(await trail.replay()).to.deep.equal({ files: 1, entries: 1, aside: 2 });
    expect(sink.stored.size).to.equal(11);
    expect(await readFile(join(folder, 'refused', `${name}.sealed`), 'utf8')).to.equal(`not an entry\n${toLine(bad)}`);
  });

  it('goes on trying while neither takes it, and lets go of a caller who leaves', async () => {
    await writeFile(folder, 'a file where the folder should be');
    let told = 0;
    const trail = open({ failed: () => (told += 1) });
    sink.down = true;
    const surely = trail.record([anEntry()]);
    await eventually('it is told', () => told > 0);
    const leaving = new AbortController();
    const left = trail.record([anEntry()], leaving.signal);
    leaving.abort(new Error('gone'));
    expect((await rejection(left)).message).to.equal('gone');
    sink.down = false;
    await surely;
    await eventually('both are stored', () => sink.stored.size === 2);
  });

  it('hands entries to the sink of their hotel', async () => {
    const other = memorySink();
    const trail = openTrail({ sinkOf: (property) => (property === 'other' ? other : sink), folder });
    trails.push(trail);
    await trail.record([anEntry(), anEntry({ property: 'other' }), anEntry()]);
    expect([sink.stored.size, other.stored.size]).to.deep.equal([2, 1]);
  });
});

describe('replay', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'botones-replay-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('does all of a file again after a crash in its middle', async () => {
    const entries = Array.from({ length: 1_300 }, () => anEntry());
    const file = openFallbackFile(folder);
    await file.append(entries.map(toLine).join(''));
    const stored: string[] = [];
    const crashing = replay(folder, async (batch) => {
      if (stored.length >= 1_000) throw new Error('killed');
      stored.push(...batch.map(({ id }) => id));
      return [];
    });
    expect((await rejection(crashing)).message).to.equal('killed');
    expect(await readdir(folder)).to.have.length(1);
    const again: string[] = [];
    await replay(folder, async (batch) => {
      again.push(...batch.map(({ id }) => id));
      return [];
    });
    expect(again).to.deep.equal(entries.map(({ id }) => id));
    expect(await readdir(folder)).to.deep.equal([]);
    await file.close();
  });

  it('loses nothing of a writer whose file it takes away, at whatever moment', async () => {
    const file = openFallbackFile(folder, { maxBytes: 20_000 });
    const entries = Array.from({ length: 400 }, () => anEntry());
    const seen = new Set<string>();
    let writing = true;
    const taking = (async () => {
      while (writing || (await readdir(folder)).length > 0) {
        await new Promise((next) => setTimeout(next, 5));
        await replay(folder, async (batch) => {
          for (const { id } of batch) seen.add(id);
          return [];
        });
      }
    })();
    try {
      for (const entry of entries) await file.append(toLine(entry));
    } finally {
      writing = false;
      await taking;
    }
    expect(seen.size).to.equal(400);
    await file.close();
  });

  it('begins a new file when one is full', async () => {
    const file = openFallbackFile(folder, { maxBytes: 1_000 });
    for (let n = 0; n < 20; n += 1) await file.append(toLine(anEntry()));
    await file.close();
    expect((await readdir(folder)).length).to.be.within(4, 10);
    expect(await sealAll(folder)).to.have.length((await readdir(folder)).length);
  });
});
