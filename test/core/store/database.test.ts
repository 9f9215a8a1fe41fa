import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect } from 'chai';
import { type Database, openDatabase } from '../../../core/store/database.ts';
import { keepSession } from '../../../core/store/keep-session.ts';
import { openSecrets } from '../../../core/store/secrets.ts';
import { sql } from '../../support/delivery-rig.ts';
import { eventually } from '../../support/eventually.ts';
import { aDatabase } from '../../support/postgres.ts';

const one = { name: 'one', text: 'select 1 as one' };
const count = { name: 'count', text: 'select count(*)::int as n from note' };
const add = { name: 'add', text: 'insert into note (n) values ($1)' };

describe('openDatabase', () => {
  let database: Database;

  const cut = (purpose: string) =>
    sql(
      database,
      `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name like $1`,
      `% ${purpose}`,
    );

  before(async () => {
    database = await aDatabase();
    await sql(database, 'create table note (n int primary key)');
  });
  after(() => database.close());

  it('keeps a transaction that ends well', async () => {
    await database.transaction((tx) => tx.query(add, [1]));
    expect(await database.query(count)).to.deep.equal([{ n: 1 }]);
  });

  it('undoes a transaction that throws, and lends its connection out again', async () => {
    const failing = database.transaction(async (tx) => {
      await tx.query(add, [2]);
      throw new Error('no');
    });
    expect(await failing.catch((error) => error.message)).to.equal('no');
    expect(await database.query(count)).to.deep.equal([{ n: 1 }]);
    expect(database.stats().checkedOut).to.equal(0);
  });

  it('survives the loss of a connection in the middle of a transaction, and keeps nothing of it', async () => {
    const failing = database.transaction(async (tx) => {
      await tx.query(add, [3]);
      await tx.query({ name: '', text: 'select pg_terminate_backend(pg_backend_pid())' });
    });
    expect(await failing.catch((error) => error)).to.include({ code: 'ERR_DATABASE_DOWN' });
    expect(await database.query(count)).to.deep.equal([{ n: 1 }]);
    expect(database.stats().checkedOut).to.equal(0);
  });

  it('passes on what PostgreSQL says of a statement', async () => {
    expect(await database.query(add, [1]).catch((error) => error)).to.include({ code: '23505' });
  });

  it('survives the loss of every idle connection', async () => {
    await Promise.all([1, 2, 3].map(() => database.query(one)));
    const admin = openDatabase(database.url, 'admin');
    await sql(
      admin,
      `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like 'botones test %'`,
    );
    await admin.close();
    await eventually('it answers', () =>
      database.query(one).then(
        () => true,
        () => false,
      ),
    );
  });

  it('says that PostgreSQL is away when it is', async () => {
    const server = createServer((socket) => socket.destroy());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as { port: number };
    const away = openDatabase(`postgres://botones:x@127.0.0.1:${port}/postgres`, 'test');
    for (const asking of [() => away.query(one), () => away.session('test'), () => away.transaction(async () => 1)]) {
      expect(await asking().catch((error) => error)).to.include({ code: 'ERR_DATABASE_DOWN', retryable: true });
    }
    await away.close();
    server.close();
  });

  it('gives a connection up that nobody answers', async () => {
    const server = createServer(() => {});
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as { port: number };
    const mute = openDatabase(`postgres://botones:x@127.0.0.1:${port}/postgres`, 'test', { connect: 50, answer: 50 });
    const asked = [mute.query(one), mute.session('test')].map((asking) => asking.catch((error) => error));
    for (const error of await Promise.all(asked)) expect(error).to.include({ code: 'ERR_DATABASE_DOWN' });
    await mute.close();
    server.close();
  });

  describe('a server that falls silent', () => {
    /** Stands between, and can stop passing anything on. */
    async function startBetween() {
      const to = new URL(database.url);
      const port = Number(to.port);
      const sockets: Socket[] = [];
      const server = createServer((near) => {
        const far = connect(port, to.hostname);
        near.pipe(far);
        far.pipe(near);
        for (const socket of [near, far]) sockets.push(socket.on('error', () => {}));
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
      to.port = String((server.address() as AddressInfo).port);
      return {
        url: to.href,
        fallSilent: () => {
          for (const socket of sockets) socket.unpipe().pause();
        },
        close() {
          for (const socket of sockets) socket.destroy();
          server.close();
        },
      };
    }

    it('is given up, and everybody who waits for it is told', async () => {
      const between = await startBetween();
      const far = openDatabase(between.url, 'test', { connect: 1_000, answer: 100 });
      const session = await far.session('pipe', { pipeline: true });
      await Promise.all([session.query(one), far.query(one)]);
      between.fallSilent();
      const asked = [session.query(one), session.query(count), far.query(one)];
      for (const error of await Promise.all(asked.map((asking) => asking.catch((caught) => caught)))) {
        expect(error).to.include({ code: 'ERR_DATABASE_DOWN' });
      }
      await session.lost;
      between.close();
      await far.close();
    });

    it('is waited for where somebody else holds what is asked for', async () => {
      const hasty = openDatabase(database.url, 'test', { connect: 1_000, answer: 50 });
      const holder = await database.session('holder');
      await holder.query({ name: '', text: 'select pg_advisory_lock(99)' });
      const patient = await hasty.session('patient', { patient: true });
      const waiting = patient.query({ name: '', text: 'select pg_advisory_lock(99)' });
      const hurried = await hasty.session('hurried');
      const error = await hurried.query({ name: '', text: 'select pg_advisory_lock(99)' }).catch((caught) => caught);
      expect(error).to.include({ code: 'ERR_DATABASE_DOWN' });
      await holder.close();
      await waiting;
      await Promise.all([patient.close(), hurried.close()]);
      await hasty.close();
    });
  });

  describe('a session', () => {
    it('keeps its advisory locks until it closes', async () => {
      const lock = { name: '', text: 'select pg_try_advisory_lock(7) as held' };
      const [first, second] = [await database.session('a'), await database.session('b')];
      expect(await first.query(lock)).to.deep.equal([{ held: true }]);
      expect(await second.query(lock)).to.deep.equal([{ held: false }]);
      await first.close();
      await eventually('the lock is free', async () => (await second.query<{ held: boolean }>(lock))[0]?.held === true);
      await second.close();
    });

    it('says when it is lost, and that PostgreSQL is away to whoever still asks', async () => {
      const session = await database.session('doomed', { pipeline: true });
      const waiting = session.query({ name: '', text: 'select pg_sleep(20)' }).catch((error) => error);
      await eventually('it is at work', async () => {
        const rows = await sql(
          database,
          `select from pg_stat_activity where query like '%pg_sleep(20)%' and state = 'active' and pid <> pg_backend_pid()`,
        );
        return rows.length === 1;
      });
      await cut('doomed');
      expect(await session.lost).to.be.an('error');
      expect(await waiting).to.include({ code: 'ERR_DATABASE_DOWN' });
      expect(await session.query(one).catch((error) => error)).to.include({ code: 'ERR_DATABASE_DOWN' });
      await session.close();
    });

    it('writes statements one behind the other without waiting, and answers each for itself', async () => {
      const session = await database.session('pipe', { pipeline: true });
      const settled = await Promise.allSettled([
        session.query(one),
        session.query(add, [1]),
        session.query(one),
        session.query({ name: 'broken', text: 'select 1/0' }),
        session.query(one),
      ]);
      expect(settled.map(({ status }) => status)).to.deep.equal([
        'fulfilled',
        'rejected',
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
      await session.close();
    });
  });

  describe('keepSession', () => {
    it('opens one session for all who ask, and another when that one is lost', async () => {
      const kept = keepSession(database, 'kept');
      const [first, same] = await Promise.all([kept.get(), kept.get()]);
      expect(same).to.equal(first);
      await cut('kept');
      await first.lost;
      const second = await kept.get();
      expect(second).not.to.equal(first);
      expect(await second.query(one)).to.deep.equal([{ one: 1 }]);
      await kept.close();
    });

    it('closes without ever having been used', async () => {
      await keepSession(database, 'unused').close();
    });
  });

  describe('listen', () => {
    it('hears what is said, and nothing after it stopped', async () => {
      const heard: (string | null)[] = [];
      const stop = await database.listen('town', (payload) => heard.push(payload));
      await sql(database, `select pg_notify('town', 'one')`);
      await eventually('it was heard', () => heard.includes('one'));
      stop();
      const others: (string | null)[] = [];
      await database.listen('town', (payload) => others.push(payload));
      await sql(database, `select pg_notify('town', 'two')`);
      await eventually('the other hears', () => others.includes('two'));
      expect(heard).not.to.include('two');
    });

    it('comes back by itself, and says that something may have been missed', async () => {
      const heard: (string | null)[] = [];
      await database.listen('village', (payload) => heard.push(payload));
      heard.length = 0;
      await sql(
        database,
        `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query like 'listen %'`,
      );
      await eventually('it came back', () => heard.includes(null));
      await sql(database, `select pg_notify('village', 'after')`);
      await eventually('it hears again', () => heard.includes('after'));
    });
  });

  describe('openSecrets', () => {
    it('derives the same key for a purpose in every process, and another for another', async () => {
      const [one, other] = await Promise.all([openSecrets(database), openSecrets(database)]);
      const key = one('web-session');
      expect(key).to.have.length(32);
      expect(Buffer.from(other('web-session')).equals(key)).to.equal(true);
      expect(Buffer.from(one('something-else')).equals(key)).to.equal(false);
      const again = await openSecrets(database);
      expect(Buffer.from(again('web-session')).equals(key)).to.equal(true);
    });
  });
});
