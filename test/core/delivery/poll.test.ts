import type { Message, Received } from '@botones/contract';
import { expect } from 'chai';
import { type PollOptions, startPolling } from '../../../core/delivery/poll.ts';
import type { Database } from '../../../core/store/database.ts';
import { emptyTables, sql } from '../../support/delivery-rig.ts';
import { eventually } from '../../support/eventually.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('startPolling', () => {
  let database: Database;
  let polls: ReturnType<typeof startPolling>[];
  let failures: unknown[];

  const start = (change: Partial<PollOptions>) => {
    const poll = startPolling(database, {
      property: 'miramar',
      name: 'mail',
      poll: async () => ({ messages: [], deliveries: [], cursor: 'none' }),
      seconds: 0.001,
      accept: async () => {},
      failed: (error) => failures.push(error),
      ...change,
    });
    polls.push(poll);
    return poll;
  };
  const mail = (cursor: string, ...messages: Message[]): Received & { cursor: string } => ({
    messages,
    deliveries: [],
    cursor,
  });
  const cursor = async () => (await sql<{ cursor: string }>(database, 'select cursor from channel_cursor'))[0]?.cursor;

  before(async () => {
    database = await aDatabase();
  });
  beforeEach(async () => {
    await emptyTables(database);
    polls = [];
    failures = [];
  });
  afterEach(() => Promise.all(polls.map((poll) => poll.stop())));
  after(() => database.close());

  it('asks from the start, then from where it was', async () => {
    const asked: (string | null)[] = [];
    start({
      poll: async (from) => {
        asked.push(from);
        return mail(String(asked.length));
      },
    });
    await eventually('it has asked three times', () => asked.length >= 3);
    expect(asked.slice(0, 3)).to.deep.equal([null, '1', '2']);
  });

  it('asks again at once while there is something, and hands it over before the cursor moves', async () => {
    const cursors: unknown[] = [];
    const messages = ['one', 'two', 'three'].map((text) => guestMessage({ text }));
    start({
      seconds: 3_600,
      poll: async (from) => mail(String(Number(from) + 1), ...messages.slice(Number(from), Number(from) + 1)),
      accept: async () => void cursors.push(await cursor()),
    });
    await eventually('all is handed over', async () => (await cursor()) === '4');
    expect(cursors).to.deep.equal([undefined, '1', '2', '3']);
  });

  it('gets the same again when it could not be stored', async () => {
    const asked: (string | null)[] = [];
    let refusals = 2;
    start({
      poll: async (from) => {
        asked.push(from);
        return mail('next', ...(from === null ? [guestMessage()] : []));
      },
      accept: async () => {
        refusals -= 1;
        if (refusals >= 0) throw new Error('away');
      },
    });
    await eventually('it is stored', async () => (await cursor()) === 'next');
    expect(asked.slice(0, 3)).to.deep.equal([null, null, null]);
    expect(failures).to.have.length(2);
  });

  it('goes on after a poll that failed', async () => {
    let asked = 0;
    start({
      poll: async () => {
        asked += 1;
        if (asked === 1) throw new Error('platform');
        return mail('after');
      },
    });
    await eventually('it has gone on', async () => (await cursor()) === 'after');
    expect(failures).to.have.length(1);
  });

  it('is done by one of all processes, and by another when that one stops or dies', async () => {
    const at: string[] = [];
    const of = (name: string) => ({
      poll: async () => {
        at.push(name);
        return mail(name);
      },
    });
    const first = start(of('first'));
    await eventually('the first polls', () => at.includes('first'));
    start(of('second'));
    const polledByFirst = at.length;
    await eventually('the first polls on', () => at.length > polledByFirst + 5);
    expect(at).not.to.include('second');
    await first.stop();
    await eventually('the second polls', () => at.includes('second'));
    at.length = 0;
    start(of('third'));
    await sql(
      database,
      `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like '% poll'
        and pid in (select pid from pg_locks where locktype = 'advisory' and granted)`,
    );
    await eventually('somebody polls', () => at.length > 3);
  });

  it('polls each channel of each property for itself', async () => {
    const at = new Set<string>();
    for (const [property, name] of [
      ['miramar', 'mail'],
      ['miramar', 'other'],
      ['siete-velas', 'mail'],
    ] as const) {
      start({
        property,
        name,
        poll: async () => {
          at.add(`${property}/${name}`);
          return mail('x');
        },
      });
    }
    await eventually('all poll', () => at.size === 3);
  });

  it('stops in the middle of a poll', async () => {
    const entered = Promise.withResolvers<void>();
    const poll = start({
      poll: (_cursor, signal) => {
        entered.resolve();
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      },
    });
    await entered.promise;
    await poll.stop();
    expect(failures, 'which is no failure').to.deep.equal([]);
  });
});
