import { expect } from 'chai';
import { announce, openWake, type Wake } from '../../../core/delivery/wake.ts';
import { type Database, openDatabase } from '../../../core/store/database.ts';
import { idOf, sql } from '../../support/delivery-rig.ts';
import { eventually } from '../../support/eventually.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('openWake', () => {
  const id = idOf('guest-1');
  let here: Database;
  let there: Database;
  let mine: Wake;
  let theirs: Wake;

  before(async () => {
    here = await aDatabase();
    there = openDatabase(here.url, 'other');
    [mine, theirs] = await Promise.all([openWake(here), openWake(there)]);
  });
  after(async () => {
    mine.close();
    theirs.close();
    await there.close();
    await here.close();
  });

  /** Counts calls of the function it returns. */
  function counter() {
    const count = { times: 0 };
    const hear = () => {
      count.times += 1;
    };
    return { count, hear };
  }

  it('tells readers of this process at once, and those of another soon', async () => {
    const [one, other, stranger] = [counter(), counter(), counter()];
    const stops = [mine.onSaid(id, one.hear), theirs.onSaid(id, other.hear), theirs.onSaid(idOf('x'), stranger.hear)];
    mine.said([id]);
    expect(one.count.times).to.equal(1);
    await eventually('the other process hears', () => other.count.times === 1);
    expect(stranger.count.times).to.equal(0);
    expect(one.count.times, 'nobody hears his own echo').to.equal(1);
    for (const stop of stops) stop();
  });

  it('tells all readers of a conversation, until each stops', async () => {
    const [one, other] = [counter(), counter()];
    const stop = mine.onSaid(id, one.hear);
    const stopOther = mine.onSaid(id, other.hear);
    stop();
    stop();
    mine.said([id]);
    expect([one.count.times, other.count.times]).to.deep.equal([0, 1]);
    stopOther();
    mine.said([id]);
    expect(other.count.times).to.equal(1);
  });

  it('carries any number of conversations', async () => {
    const ids = Array.from({ length: 1_000 }, (_, n) => idOf(`guest-${n}`));
    const heard = new Set<string>();
    const stops = ids.map((each) => theirs.onSaid(each, () => heard.add(each)));
    mine.said(ids);
    await eventually('all are heard', () => heard.size === ids.length);
    for (const stop of stops) stop();
  });

  it('calls other processes for help, not itself', async () => {
    const [own, other] = [counter(), counter()];
    mine.onHelpNeeded(own.hear);
    theirs.onHelpNeeded(other.hear);
    mine.callForHelp();
    await eventually('the other hears', () => other.count.times > 0);
    expect(own.count.times).to.equal(0);
  });

  it('hears a process that only passes by', async () => {
    const [reader, helper] = [counter(), counter()];
    const stop = mine.onSaid(id, reader.hear);
    mine.onHelpNeeded(helper.hear);
    await announce(there, 'botones_said', `desk ${id}`);
    await announce(there, 'botones_work', 'desk');
    await eventually('both are heard', () => reader.count.times === 1 && helper.count.times === 1);
    stop();
  });

  it('has everybody look after a gap in which words may have been lost', async () => {
    const [reader, helper] = [counter(), counter()];
    const stop = mine.onSaid(id, reader.hear);
    mine.onHelpNeeded(helper.hear);
    await sql(
      there,
      `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'listen %' and application_name like 'botones test %'`,
    );
    await eventually('all look', () => reader.count.times > 0 && helper.count.times > 0);
    stop();
  });
});
