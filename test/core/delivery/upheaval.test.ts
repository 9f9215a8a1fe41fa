import { setTimeout as rest } from 'node:timers/promises';
import type { OutboundItem, Sent } from '@botones/contract';
import { expect } from 'chai';
import type { Door } from '../../../core/delivery/deliver.ts';
import type { Work } from '../../../core/delivery/own.ts';
import { replyAsStaff, returnToBot } from '../../../core/delivery/staff.ts';
import { openWake } from '../../../core/delivery/wake.ts';
import type { Database } from '../../../core/store/database.ts';
import { createRandom } from '../../crash/options.ts';
import { echoWork, hotel, idOf, openFrontDoor, openWorker, sql } from '../../support/delivery-rig.ts';
import { eventually } from '../../support/eventually.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { aDatabase } from '../../support/postgres.ts';

const GUESTS = 15;
const MESSAGES = 15;

/** A platform that is busy, breaks or loses its answer now and then, and knows what it has taken. */
function moodyPlatform(random: () => number) {
  const taken: OutboundItem[] = [];
  const accept = (item: OutboundItem): Sent => {
    taken.push(item);
    return { status: 'accepted', providerId: item.id };
  };
  const door: Door = {
    async send(item) {
      await rest(random() * 4);
      const mood = random();
      if (mood < 0.02) return { status: 'retry', seconds: 0.05, reason: 'busy' };
      if (mood < 0.04) return { status: 'failed', failure: 'unknown', reason: 'broken' };
      const sent = accept(item);
      if (mood < 0.06) throw new Error('The answer got lost.');
      return sent;
    },
    async lookup({ id }) {
      return taken.some((item) => item.id === id) ? { status: 'sent', providerId: id } : { status: 'not-sent' };
    },
  };
  return { door, taken };
}

describe('delivery in upheaval', () => {
  const random = createRandom(7);
  let database: Database;
  let closers: (() => unknown)[];

  before(async () => {
    database = await aDatabase();
    closers = [];
  });
  after(async () => {
    for (const close of closers) await close();
    await database.close();
  });

  /** A process that takes in, answers and sends, as `all` does. */
  async function startProcess(work: Work) {
    const wake = await openWake(database);
    const worker = openWorker(database, work, { concurrency: 6, pollMs: 100, elsewhere: () => wake.callForHelp() });
    wake.onHelpNeeded(() => worker.nudge());
    const front = openFrontDoor(database, (ids, arrivals) => {
      if (worker.hasRoom()) worker.nudge(ids, arrivals);
      else wake.callForHelp();
    });
    closers.push(
      () => worker.stop(1_000),
      () => front.close(),
      () => wake.close(),
    );
    return { accept: (text: string, key: string) => post(front, text, key) };
  }

  /** Posts until it is taken, and half of the time once more. */
  async function post(front: ReturnType<typeof openFrontDoor>, text: string, key: string): Promise<void> {
    const message = guestMessage({ key, text, providerId: `${key}:${text}` });
    const insist = async (): Promise<unknown> =>
      front.intake.accept(hotel.property, hotel.channel, [message]).catch(() => rest(10).then(insist));
    await Promise.all([insist(), random() < 0.5 && rest(random() * 20).then(insist)]);
  }

  async function cutConnections(): Promise<void> {
    await sql(
      database,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
      and (application_name like '% ledger' and random() < 0.4 or application_name like '% intake' and random() < 0.2)`,
    );
  }

  async function meddle(key: string, words: string): Promise<void> {
    await replyAsStaff(database, idOf(key), 'Ana', [{ payload: { text: words }, parts: null }], false);
    if (random() < 0.9) await returnToBot(database, idOf(key));
  }

  it('loses, doubles and reorders nothing', async () => {
    const { door, taken } = moodyPlatform(random);
    const work = echoWork(door, { delivery: { maxAttempts: 50, graceSeconds: 0.02, rest: (s) => rest(s * 1000) } });
    const processes = await Promise.all(
      [0, 1, 2].map(() =>
        startProcess({
          ...work,
          async runTurn(conversation, inbound, signal) {
            await rest(random() * 4);
            return work.runTurn(conversation, inbound, signal);
          },
        }),
      ),
    );

    let over = false;
    const upheaval = (async () => {
      while (!over) {
        await rest(100 + random() * 150);
        await cutConnections();
      }
    })();
    const keys = Array.from({ length: GUESTS }, (_, n) => `guest-${n}`);
    await Promise.all(
      keys.map(async (key) => {
        for (let n = 0; n < MESSAGES; n += 1) {
          await processes[Math.floor(random() * 3)]?.accept(`m${n}`, key);
          if (random() < 0.05) await meddle(key, `staff ${n}`);
          await rest(random() * 30);
        }
      }),
    );
    over = true;
    await upheaval;
    await eventually('everything is done', async () => {
      const due = await sql(database, 'select from conversation where due_at is not null');
      return due.length === 0;
    });

    expect(await sql(database, 'select from turn')).to.have.length(GUESTS * MESSAGES);
    const stored = await sql<{ id: string }>(
      database,
      `select conversation_id || ':' || seq as id from outbox order by conversation_id, seq`,
    );
    const arrived = taken.map(({ id }) => id);
    const inOrder = keys
      .map(idOf)
      .sort()
      .flatMap((id) => arrived.filter((each) => each.startsWith(id)));
    expect(inOrder).to.deep.equal(stored.map(({ id }) => id));
  });
});
