import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openDatabase } from '../../../core/store/database.ts';
import { startEmbedded } from '../../../core/store/embedded.ts';
import { freePort } from '../../../core/store/embedded-place.ts';
import { openStore } from '../../../core/store/open-store.ts';
import { sql } from '../../support/delivery-rig.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('openStore', () => {
  let dataFolder: string;

  const refusal = async (url: string | null, role = 'all') => {
    const caught = await openStore({ url, dataFolder, role }).catch((error: Error & { code: string }) => error);
    if (!('code' in caught)) throw new Error('It opened.');
    return caught;
  };

  before(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'botones-store-'));
  });
  after(() => rm(dataFolder, { recursive: true, force: true }));

  it('starts the embedded PostgreSQL, migrates it, and stops it when it closes', async () => {
    const store = await openStore({ url: null, dataFolder, role: 'all' });
    expect(await sql(store.database, 'select from conversation')).to.deep.equal([]);
    await store.close();
    const gone = openDatabase(store.database.url, 'test');
    expect(await sql(gone, 'select 1').catch((error) => error)).to.include({ code: 'ERR_DATABASE_DOWN' });
    await gone.close();
  });

  it('leaves the embedded PostgreSQL running while another process uses it', async () => {
    const embedded = await startEmbedded(dataFolder);
    const other = openDatabase(embedded.url.replace('?', ''), 'worker');
    const stranger = await other.session('ledger');
    // As another process would name itself: the pid is what tells them apart.
    await stranger.query({ name: '', text: `set application_name = 'botones worker 1 ledger'` });
    const store = await openStore({ url: null, dataFolder, role: 'web' });
    await store.close();
    expect(await stranger.query({ name: '', text: 'select 1 as one' })).to.deep.equal([{ one: 1 }]);
    await stranger.close();
    await other.close();
    await embedded.stop();
  });

  it('refuses a second copy on the same folder, names the first and a way out, and does not harm it', async () => {
    const embedded = await startEmbedded(dataFolder);
    const other = openDatabase(embedded.url, 'all');
    const first = await other.session('ledger');
    await first.query({ name: '', text: `set application_name = 'botones all 4711 ledger'` });
    const error = await refusal(null);
    expect(error).to.include({ code: 'ERR_ALREADY_RUNNING' });
    expect(error.message).to.match(/already runs on .*\(process 4711\).*BOTONES_DATA=/);
    expect(await first.query({ name: '', text: 'select 1 as one' })).to.deep.equal([{ one: 1 }]);
    await first.close();
    await other.close();
    await embedded.stop();
  });

  it('closes in peace when the embedded PostgreSQL is gone already', async () => {
    const store = await openStore({ url: null, dataFolder, role: 'all' });
    const embedded = await startEmbedded(dataFolder);
    await embedded.stop();
    await store.close();
  });

  describe('on a PostgreSQL of the hotel', () => {
    it('closes its connections and leaves the server alone', async () => {
      const database = await aDatabase();
      const store = await openStore({ url: database.url, dataFolder, role: 'all' });
      await store.close();
      expect(await sql(database, 'select 1 as one')).to.deep.equal([{ one: 1 }]);
      await database.close();
    });

    it('says in one sentence that nobody answers, that the password is wrong, or that there is no such database', async () => {
      const database = await aDatabase();
      const urls = {
        ECONNREFUSED: `postgres://botones:x@127.0.0.1:${await freePort()}/postgres`,
        'password authentication failed': database.url.replace(/:[^:@/]+@/, ':wrong@'),
        'does not exist': database.url.replace(/\/\w+$/, '/nowhere'),
      };
      for (const [why, url] of Object.entries(urls)) {
        const error = await refusal(url);
        expect(error, why).to.include({ code: 'ERR_DATABASE_DOWN' });
        expect(error.message).to.match(/^PostgreSQL cannot be reached \(.*\)\. Check DATABASE_URL/);
        expect(error.message).to.contain(why);
        expect(error.message, 'the password stays out of it').not.to.contain('wrong');
      }
      await database.close();
    });
  });
});
