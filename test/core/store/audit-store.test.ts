import type { AuditEntry } from '@botones/contract';
import { expect } from 'chai';
import { type AuditStore, openAuditStore } from '../../../core/store/audit-store.ts';
import type { Database } from '../../../core/store/database.ts';
import { anEntry } from '../../support/audit-entry.ts';
import { emptyTables, sql } from '../../support/delivery-rig.ts';
import { aDatabase } from '../../support/postgres.ts';
import { rejection } from '../../support/rejection.ts';

const signal = new AbortController().signal;

describe('openAuditStore', () => {
  let database: Database;
  let store: AuditStore;
  before(async () => {
    database = await aDatabase();
    store = openAuditStore(database.url);
  });
  beforeEach(() => emptyTables(database));
  after(async () => {
    await store.close();
    await database.close();
  });

  it('keeps an entry as it is, to the microsecond, and an id once', async () => {
    const entry = anEntry({ after: 123_457, data: { nested: { list: [1, 'zwei', null] }, 'odd\u0000': '\ud800' } });
    await store.record([entry, anEntry()], signal);
    await store.record([{ ...entry, event: 'pms.failed' }, anEntry()], signal);
    const { entries, total } = await store.find({});
    expect(total).to.equal(3);
    expect(entries[0]).to.deep.equal({
      ...entry,
      data: { nested: { list: [1, 'zwei', null] }, 'odd\uFFFD': '\uFFFD' },
    });
  });

  it('takes nothing, and nothing of an entry that PostgreSQL cannot hold', async () => {
    await store.record([], signal);
    expect(await rejection(store.record([anEntry(), anEntry({ at: 'never' })], signal))).to.include({
      code: 'ERR_AUDIT_REFUSED',
      retryable: false,
    });
    expect(await rejection(store.record([anEntry({ id: 'x' })], signal))).to.include({ code: 'ERR_AUDIT_REFUSED' });
    expect((await store.find({})).total).to.equal(0);
  });

  it('finds by every filter, from inclusive and to exclusive', async () => {
    const all = [
      anEntry({ after: 1, subject: 'a', event: 'x' }),
      anEntry({ after: 2, subject: 'b', event: 'y' }),
      anEntry({ after: 3, subject: 'a', event: 'y', property: 'other' }),
      anEntry({ after: 4, subject: 'a', event: 'z' }),
    ];
    await store.record(all, signal);
    const found = async (filter: Parameters<AuditStore['find']>[0]) => {
      const { entries, total } = await store.find(filter);
      expect(total).to.equal(entries.length);
      return entries.map((entry) => all.findIndex(({ id }) => id === entry.id) + 1);
    };
    expect(await found({})).to.deep.equal([4, 3, 2, 1]);
    expect(await found({ property: 'miramar' })).to.deep.equal([4, 2, 1]);
    expect(await found({ subject: 'a' })).to.deep.equal([4, 3, 1]);
    expect(await found({ events: ['y'] })).to.deep.equal([3, 2]);
    expect(await found({ events: ['y', 'x'], property: 'miramar' })).to.deep.equal([2, 1]);
    expect(await found({ from: all[1]?.at, to: all[3]?.at })).to.deep.equal([3, 2]);
    expect(await found({ subject: "a' or true --" })).to.deep.equal([]);
  });

  it('pages by number and by place, with equal times and microseconds, and while new entries come', async () => {
    const all = Array.from({ length: 45 }, (_, n) => anEntry({ after: Math.floor(n / 3) }));
    await store.record(all, signal);
    const order = (a: AuditEntry, b: AuditEntry) => Temporal.Instant.compare(b.at, a.at) || (a.id < b.id ? 1 : -1);
    const expected = [...all].sort(order).map(({ id }) => id);
    const first = await store.find({});
    expect(first.entries, 'twenty a page').to.have.length(20);
    expect(first.total).to.equal(45);
    const pages = await Promise.all([1, 2, 3, 4].map((page) => store.find({}, { page })));
    expect(pages.flatMap(({ entries }) => entries.map(({ id }) => id))).to.deep.equal(expected);
    expect(pages.map(({ next }) => next !== null)).to.deep.equal([true, true, false, false]);

    const seen: string[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const { entries, next, total } = await store.find({}, { after, size: 7, count: false });
      expect(total).to.equal(null);
      seen.push(...entries.map(({ id }) => id));
      await store.record([anEntry({ after: 1_000_000 })], signal);
      after = next ?? undefined;
      more = next !== null;
    }
    expect(seen).to.deep.equal(expected);
    const streamed = await Array.fromAsync(store.stream({ to: all[44]?.at }));
    expect(streamed.map(({ id }) => id)).to.deep.equal(expected.slice(3));
  });

  it('refuses pages that make no sense', async () => {
    await store.record([anEntry(), anEntry()], signal);
    const { next } = await store.find({}, { size: 1 });
    for (const choice of [
      { page: 0 },
      { page: 1.5 },
      { size: 0 },
      { size: 1001 },
      { after: 'x' },
      { after: next ?? '', page: 2 },
    ])
      expect(await rejection(store.find({}, choice)), JSON.stringify(choice)).to.include({ code: 'ERR_AUDIT_QUERY' });
  });

  it('tells an outage from a fault of the entry', async () => {
    const dead = openAuditStore(database.url.replace(/:\d+\//, ':9/'));
    expect(await rejection(dead.record([anEntry()], signal))).to.include({ code: 'ERR_DATABASE_DOWN' });
    expect(await rejection(dead.find({}))).to.include({ code: 'ERR_DATABASE_DOWN' });
    await dead.close();
    await sql(database, 'alter table audit_log rename to elsewhere');
    const error = await rejection(store.record([anEntry()], signal));
    await sql(database, 'alter table elsewhere rename to audit_log');
    expect(error, 'to be tried again').not.to.include({ retryable: false });
    await store.record([anEntry()], signal);
  });
});
