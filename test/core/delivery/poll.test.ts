import { BotonesError, type Message, type Received } from '@botones/contract';
import { expect } from 'chai';
import { type PollOptions, startPolling } from '../../../core/delivery/poll.ts';
import type { Database } from '../../../core/store/database.ts';
import { emptyTables, openFrontDoor, sql } from '../../support/delivery-rig.ts';
import { eventually } from '../../support/eventually.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('startPolling', () => {
  let database: Database;
  let polls: ReturnType<typeof startPolling>[];
  let failures: unknown[];
  let admitted: boolean[];
  let door: ReturnType<typeof openFrontDoor>;

  const start = (change: Partial<PollOptions>) => {
    const poll = startPolling(database, {
      property: 'miramar',
      name: 'mail',
      poll: async () => ({ messages: [], deliveries: [], cursor: 'none' }),
      seconds: 0.001,
      accept: ({ messages }, move) => door.intake.accept('miramar', 'mail', messages, move),
      failed: (error) => failures.push(error),
      admitted: (isIn) => admitted.push(isIn),
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
    door = openFrontDoor(database);
  });
  beforeEach(async () => {
    await emptyTables(database);
    polls = [];
    failures = [];
    admitted = [];
  });
  afterEach(() => Promise.all(polls.map((poll) => poll.stop())));
  after(async () => {
    await door.close();
    await database.close();
  });

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

  it('rests for as long as the channel wants, whatever it brought', async () => {
    const asked: number[] = [];
    start({
      seconds: 3_600,
      async poll() {
        asked.push(performance.now());
        const text = `mail ${asked.length}`;
        return { ...mail(String(asked.length), guestMessage({ text })), more: true, restSeconds: 0.1 };
      },
    });
    await eventually('it has asked three times', () => asked.length >= 3);
    expect((asked[2] ?? 0) - (asked[0] ?? 0)).to.be.at.least(190);
  });

  it('rests after a failure for as long as the platform asks, and else no longer than it must', async () => {
    const asked: number[] = [];
    start({
      seconds: 3_600,
      async poll() {
        asked.push(performance.now());
        if (asked.length > 2) return mail('done');
        throw new BotonesError('ERR_HTTP_STATUS', 'Not now.', { retryAfterSeconds: 0.1 });
      },
    });
    await eventually('it has asked three times', () => asked.length >= 3);
    expect((asked[2] ?? 0) - (asked[0] ?? 0)).to.be.at.least(190);
    expect(failures).to.have.length(2);
  });

  it('asks again at once while there is something, and hands it over before the cursor moves', async () => {
    const cursors: unknown[] = [];
    const messages = ['one', 'two', 'three'].map((text) => guestMessage({ text }));
    start({
      seconds: 3_600,
      poll: async (from) => mail(String(Number(from) + 1), ...messages.slice(Number(from), Number(from) + 1)),
      async accept({ messages }, move) {
        cursors.push(await cursor());
        await door.intake.accept('miramar', 'mail', messages, move);
      },
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
      async accept({ messages }, move) {
        refusals -= 1;
        if (refusals >= 0) throw new Error('away');
        await door.intake.accept('miramar', 'mail', messages, move);
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

  it('stores messages and cursor together, or neither', async () => {
    await sql(database, 'alter table channel_cursor add constraint no_room check (false)');
    const message = guestMessage({ text: 'Hola' });
    start({ poll: async () => mail('one', message) });
    await eventually('it has tried', () => failures.length > 0);
    expect(await sql(database, 'select from inbox')).to.have.length(0);
    await sql(database, 'alter table channel_cursor drop constraint no_room');
    await eventually('it has stored both', async () => (await cursor()) === 'one');
    expect(await sql(database, 'select from inbox')).to.have.length(1);
  });

  it('moves a cursor only from where the poll began', async () => {
    const accept = (from: string | null, to: string) => door.intake.accept('miramar', 'mail', [], { from, to });
    await accept('stale', 'lost');
    expect(await cursor(), 'nothing to move').to.equal(undefined);
    await accept(null, 'a');
    await accept(null, 'b');
    await accept('a', 'c');
    await accept('a', 'd');
    expect(await cursor()).to.equal('c');
  });

  it('tells which messages are stored', async () => {
    const stored = guestMessage({ text: 'Hola' });
    const seen: string[][] = [];
    start({
      poll: async (from, _signal, inbox) => {
        seen.push([...(await inbox.known(stored.account, [stored.providerId, 'other']))]);
        return mail(`${from}x`, ...(from === null ? [stored] : []));
      },
    });
    await eventually('it has polled twice', () => seen.length > 1);
    expect(seen.slice(0, 2)).to.deep.equal([[], [stored.providerId]]);
  });

  it('polls at once when it is rung for, and again for a ring in the middle', async () => {
    let asked = 0;
    const poll = start({
      seconds: 3_600,
      poll: async () => {
        asked += 1;
        if (asked === 2) poll.ring();
        return mail(String(asked));
      },
    });
    await eventually('it has polled', async () => (await cursor()) === '1');
    poll.ring();
    await eventually('it has polled twice more', () => asked === 3);
  });

  it('polls on at once while there is more, messages or not', async () => {
    let asked = 0;
    start({
      seconds: 3_600,
      poll: async () => {
        asked += 1;
        return { ...mail(String(asked)), more: asked < 4 };
      },
    });
    await eventually('it has polled on', async () => (await cursor()) === '4');
  });

  it('tells once that the platform no longer lets the hotel in, and rests', async () => {
    let asked = 0;
    const poll = start({
      poll: async () => {
        asked += 1;
        if (asked < 3) throw new BotonesError('ERR_CHANNEL_ACCOUNT', 'The grant was revoked.');
        return mail('in');
      },
    });
    await eventually('it has asked', () => failures.length === 1);
    expect(asked, 'it would hammer').to.equal(1);
    poll.ring();
    await eventually('it has asked again', () => failures.length === 2);
    poll.ring();
    await eventually('it is in again', async () => (await cursor()) === 'in');
    expect(admitted).to.deep.equal([false, true]);
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
