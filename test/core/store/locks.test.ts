import type { RunLocked } from '@botones/contract';
import { expect } from 'chai';
import type { Database } from '../../../core/store/database.ts';
import { createLocks, holdsLock, sweepLocks } from '../../../core/store/locks.ts';
import { pruneAudit } from '../../../core/store/prune-audit.ts';
import { eventually } from '../../support/eventually.ts';
import { aDatabase } from '../../support/postgres.ts';

const never = new AbortController().signal;

describe('createLocks', () => {
  let database: Database;
  let one: RunLocked;
  let other: RunLocked;

  before(async () => {
    database = await aDatabase();
    one = createLocks(database, 'one');
    other = createLocks(database, 'other');
  });
  after(() => database.close());

  const trail = async (resource: string) => {
    const rows = await database.query<{ event: string; owner: string; token: string }>(
      { name: '', text: 'select event, owner, token from lock_audit where resource = $1 order by id' },
      [resource],
    );
    return rows.map(({ event, owner }) => `${event} ${owner.split(' ')[0]}`);
  };

  it('lets one holder in at a time, in this process and between processes', async () => {
    let inside = 0;
    let most = 0;
    const tokens: number[] = [];
    const work = async (token: number) => {
      inside += 1;
      most = Math.max(most, inside);
      tokens.push(token);
      await new Promise((next) => setTimeout(next, 1));
      inside -= 1;
    };
    await Promise.all(
      Array.from({ length: 30 }, (_, n) => (n % 2 ? one : other)('a/room', { seconds: 20, signal: never }, work)),
    );
    expect(most).to.equal(1);
    expect(tokens).to.have.length(30);
    expect(
      tokens.toSorted((a, b) => a - b),
      'each holder has a greater number',
    ).to.deep.equal(tokens);
    expect(new Set(tokens).size).to.equal(30);
    const noted = await trail('a/room');
    expect(noted).to.have.length(60);
    for (let n = 0; n < 60; n += 2) {
      const [taken, freed] = noted.slice(n, n + 2);
      expect([taken?.split(' ')[0], freed?.split(' ')[0]]).to.deep.equal(['taken', 'released']);
      expect(taken?.split(' ')[1]).to.equal(freed?.split(' ')[1]);
    }
  });

  it('knows resources apart, gives what the work gives, and throws what it throws', async () => {
    const both = await one('b/1', { seconds: 5, signal: never }, () =>
      other('b/2', { seconds: 5, signal: never }, async () => 'both'),
    );
    expect(both).to.equal('both');
    const broken = new Error('sold out');
    const failing = one('b/1', { seconds: 5, signal: never }, () => Promise.reject(broken));
    expect(await failing.catch((error) => error)).to.equal(broken);
    expect(await other('b/1', { seconds: 5, signal: never }, async () => 'free')).to.equal('free');
  });

  it('waits so long and no longer', async () => {
    const hold = Promise.withResolvers<void>();
    const entered = Promise.withResolvers<void>();
    const holding = one('c', { seconds: 20, signal: never }, () => {
      entered.resolve();
      return hold.promise;
    });
    await entered.promise;
    for (const locks of [one, other]) {
      const waiting = locks('c', { seconds: 20, waitSeconds: 0.05, signal: never }, async () => 'in');
      expect(await waiting.catch((error) => error)).to.include({ code: 'ERR_TIMEOUT' });
    }
    hold.resolve();
    await holding;
    expect(await other('c', { seconds: 1, signal: never }, async () => 'in')).to.equal('in');
  });

  it('lets go at once whoever leaves while waiting', async () => {
    const hold = Promise.withResolvers<void>();
    const entered = Promise.withResolvers<void>();
    const holding = one('d', { seconds: 20, signal: never }, () => {
      entered.resolve();
      return hold.promise;
    });
    await entered.promise;
    for (const locks of [one, other]) {
      const caller = new AbortController();
      const reason = new Error('The guest left.');
      const waiting = locks('d', { seconds: 20, signal: caller.signal }, async () => 'in').catch((error) => error);
      setTimeout(() => caller.abort(reason), 5);
      expect(await waiting).to.equal(reason);
    }
    hold.resolve();
    await holding;
    const before = (await trail('d')).length;
    await new Promise((next) => setTimeout(next, 50));
    expect((await trail('d')).length, 'nobody took it in their name').to.equal(before);
  });

  it('ends when its time is over; the next holder finds out whose it was', async () => {
    let told: unknown;
    const slow = one('e', { seconds: 0.05, waitSeconds: 5, signal: never }, (_token, signal) => {
      signal.addEventListener('abort', () => {
        told = signal.reason;
      });
      return new Promise(() => {});
    });
    expect(await slow.catch((error) => error)).to.include({ code: 'ERR_TIMEOUT' });
    expect(told).to.include({ code: 'ERR_TIMEOUT' });
    await other('e', { seconds: 5, signal: never }, async () => {});
    expect(await trail('e')).to.deep.equal(['taken one', 'expired one', 'taken other', 'released other']);
  });

  it('keeps the resource for work that does not hear that its caller left', async () => {
    const caller = new AbortController();
    const end = Promise.withResolvers<void>();
    const entered = Promise.withResolvers<void>();
    const deaf = one('f', { seconds: 20, signal: caller.signal }, () => {
      entered.resolve();
      return end.promise;
    }).catch(() => 'left');
    await entered.promise;
    caller.abort();
    expect(await deaf).to.equal('left');
    const waiting = other('f', { seconds: 20, waitSeconds: 0.05, signal: never }, async () => 'in');
    expect(await waiting.catch((error) => error)).to.include({ code: 'ERR_TIMEOUT' });
    end.resolve();
    expect(await other('f', { seconds: 20, signal: never }, async () => 'in')).to.equal('in');
  });

  it('is kept by renewing it, and taken away from a holder who can no longer do so', async () => {
    const ends = async () =>
      Number(
        (
          await database.query<{ left: number }>({
            name: '',
            text: `select extract(epoch from expires_at - clock_timestamp())::float8 as left from resource_lock where resource = 'k'`,
          })
        )[0]?.left,
      );
    let reason: unknown;
    const lost = one('k', { seconds: 60, signal: never }, async (_token, signal) => {
      expect(await ends(), 'whoever waits for a dead holder waits no longer').to.be.within(6, 8.1);
      await database.query({
        name: '',
        text: `update resource_lock set expires_at = now() + interval '3 s' where resource = 'k'`,
      });
      await eventually('it is renewed', async () => (await ends()) > 6);
      await database.query({ name: '', text: `update resource_lock set owner = 'another' where resource = 'k'` });
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      reason = signal.reason;
      throw reason;
    });
    expect(await lost.catch((error) => error)).to.include({ code: 'ERR_TIMEOUT' });
    expect(reason).to.include({ code: 'ERR_TIMEOUT' });
  });

  it('lets a transaction make sure that its holder is still the one', async () => {
    let past = 0;
    await one('g', { seconds: 20, signal: never }, async (token) => {
      past = token;
      expect(await database.transaction((tx) => holdsLock(tx, 'g', token))).to.equal(true);
      expect(await database.transaction((tx) => holdsLock(tx, 'g', token - 1))).to.equal(false);
    });
    expect(await database.transaction((tx) => holdsLock(tx, 'g', past))).to.equal(false);
  });

  it('notes the end of a lock whose holder died and that nobody wants, and forgets old notes', async () => {
    void one('h/room', { seconds: 0.01, waitSeconds: 5, signal: never }, () => new Promise(() => {})).catch(() => {});
    await eventually('it has run out and is swept', async () => {
      await sweepLocks(database);
      return (await trail('h/room')).length === 2;
    });
    expect(await trail('h/room')).to.deep.equal(['taken one', 'expired one']);
    await database.query({
      name: '',
      text: `update lock_audit set at = at - interval '31 days' where resource = 'h/room'`,
    });
    await pruneAudit(database, 'h', 30);
    expect(await trail('h/room')).to.deep.equal([]);
  });

  it('has the indexes that operators know', async () => {
    const rows = await database.query<{ indexname: string }>({
      name: '',
      text: `select indexname from pg_indexes where tablename = 'lock_audit'`,
    });
    expect(rows.map(({ indexname }) => indexname)).to.include.members([
      'idx_lock_audit_resource',
      'idx_lock_audit_timestamp',
    ]);
  });
});
