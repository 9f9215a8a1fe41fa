import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { beganBefore, fateOf } from '../../../core/delivery/written.ts';
import type { Database } from '../../../core/store/database.ts';
import { hotel, sql } from '../../support/delivery-rig.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('what became of a write', () => {
  let database: Database;
  before(async () => {
    database = await aDatabase();
  });
  after(() => database.close());

  /** A conversation whose messages up to `doneIn` are answered; gives its id. */
  async function aConversation(doneIn: number): Promise<string> {
    const id = randomUUID();
    await sql(
      database,
      `insert into conversation (id, property, channel, account, guest_key, guest, last_seq, last_in, done_in)
       values ('${id}', '${hotel.property}', '${hotel.channel}', 'miramar', '${id}', '{"key": "g"}', 9, 9, ${doneIn})`,
    );
    return id;
  }

  const note = (id: string, event: string, data: object) =>
    sql(
      database,
      `insert into audit_log (id, at, property, subject, event, data)
       values ('${randomUUID()}', now(), '${hotel.property}', '${id}', '${event}', '${JSON.stringify(data)}')`,
    );
  const decide = (id: string, seq: number, data: object) => note(id, 'turn.decided', { turn: `${id}:${seq}`, ...data });

  it('is told where its turn says so', async () => {
    const id = await aConversation(3);
    await decide(id, 2, {
      decision: 'handle',
      effects: [{ operation: 'x', key: `${id}:2:reserve`, reference: 'ABC' }],
    });
    await decide(id, 3, {
      decision: 'handle',
      effects: [{ operation: 'x', key: `${id}:3:1:reserve`, reference: 'D' }],
    });
    expect(await fateOf(database, `${id}:2:reserve`)).to.equal('told');
    expect(await fateOf(database, `${id}:3:1:reserve`), 'of a part of a letter').to.equal('told');
  });

  it('is untold where its turn ended with a person or an error', async () => {
    const id = await aConversation(3);
    await decide(id, 2, { decision: 'handoff', reason: 'pms_down' });
    await decide(id, 3, { decision: 'handle', error: 'BotonesError' });
    expect(await fateOf(database, `${id}:2:reserve`)).to.equal('untold');
    expect(await fateOf(database, `${id}:3:reserve`)).to.equal('untold');
  });

  it('is open while its turn is not over, and unknown where nothing tells', async () => {
    const id = await aConversation(1);
    await decide(id, 1, { decision: 'handle' });
    expect(await fateOf(database, `${id}:2:reserve`)).to.equal('open');
    expect(await fateOf(database, `${id}:1:reserve`), 'a handler that names no effects').to.equal('unknown');
    expect(await fateOf(database, `${randomUUID()}:1:reserve`)).to.equal('unknown');
    expect(await fateOf(database, 'a key of a command')).to.equal('unknown');
  });

  it('was begun before where two runs of a turn have begun it', async () => {
    const id = await aConversation(1);
    const key = `${id}:2:reserve`;
    expect(await beganBefore(database, key)).to.equal(false);
    await note(id, 'pms.began', { key });
    await note(id, 'pms.began', { key: `${id}:1:reserve` });
    expect(await beganBefore(database, key), 'by this very run').to.equal(false);
    await note(id, 'pms.began', { key });
    expect(await beganBefore(database, key)).to.equal(true);
    expect(await beganBefore(database, 'a key of a command')).to.equal(false);
  });
});
