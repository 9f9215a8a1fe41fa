import { expect } from 'chai';
import { type Jobs, openJobs, startJobs, type Task } from '../../../core/jobs/jobs.ts';
import type { Database } from '../../../core/store/database.ts';
import { sql } from '../../support/delivery-rig.ts';
import { eventually } from '../../support/eventually.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('startJobs', () => {
  let database: Database;
  let open: Jobs[];

  const start = async (tasks: Record<string, Task>) => {
    const jobs = await startJobs(database, tasks, []);
    open.push(jobs);
    return jobs;
  };

  before(async () => {
    database = await aDatabase();
  });
  beforeEach(() => {
    open = [];
  });
  afterEach(() => Promise.all(open.map((jobs) => jobs.stop())));
  after(() => database.close());

  it('runs what is filed here or by a process that runs none itself', async () => {
    const done: unknown[] = [];
    const jobs = await start({ note: async (payload) => void done.push(payload.n) });
    const clerk = await openJobs(database);
    await jobs.add('note', { n: 1 }, 'one');
    await clerk.add('note', { n: 2 }, 'two');
    await eventually('both are done', () => done.length === 2);
    expect(done.sort()).to.deep.equal([1, 2]);
    await clerk.stop();
  });

  it('files the same key once while it waits', async () => {
    const clerk = await openJobs(database);
    await clerk.add('later', { n: 1 }, 'same');
    await clerk.add('later', { n: 2 }, 'same');
    await clerk.stop();
    const done: unknown[] = [];
    await start({ later: async (payload) => void done.push(payload.n) });
    await eventually('it is done', () => done.length > 0);
    expect(done).to.deep.equal([2]);
  });

  it('keeps what failed for another try', async () => {
    const jobs = await start({
      fails: async () => {
        throw new Error('not now');
      },
    });
    await jobs.add('fails', {}, 'failing');
    await eventually('it is put off', async () => {
      const rows = await sql(
        database,
        `select from graphile_worker.jobs where key = 'failing' and attempts = 1 and locked_at is null`,
      );
      return rows.length === 1;
    });
  });

  it('tells a job that takes too long when the process stops, and keeps it', async () => {
    const entered = Promise.withResolvers<void>();
    const jobs = await start({
      hangs: (_payload, signal) => {
        entered.resolve();
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      },
    });
    await jobs.add('hangs', {}, 'hanging');
    await entered.promise;
    open = [];
    await jobs.stop();
    const [row] = await sql(database, `select attempts, locked_at from graphile_worker.jobs where key = 'hanging'`);
    expect(row, 'free for another process').to.deep.equal({ attempts: 1, locked_at: null });
  });

  it('survives losing its connections, and goes on', async () => {
    const done: unknown[] = [];
    const jobs = await start({ note: async (payload) => void done.push(payload.n) });
    await sql(
      database,
      `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name like '% jobs'`,
    );
    await eventually('a job can be filed', () =>
      jobs.add('note', { n: 7 }, 'after').then(
        () => true,
        () => false,
      ),
    );
    await eventually('it is done', () => done.includes(7));
  });
});
