import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openDatabase } from '../../../core/store/database.ts';
import { type EmbeddedDatabase, startEmbedded } from '../../../core/store/embedded.ts';
import { freePort } from '../../../core/store/embedded-place.ts';
import { eventually } from '../../support/eventually.ts';

describe('startEmbedded', () => {
  let folder: string;
  let opened: EmbeddedDatabase[];

  const start = async (where = folder) => {
    const embedded = await startEmbedded(where);
    opened.push(embedded);
    return embedded;
  };
  const refusal = async (where: string) => {
    const caught = await start(where).catch((error: Error & { code: string }) => error);
    if (!('code' in caught)) throw new Error('It started.');
    expect(caught.code).to.equal('ERR_DATABASE_START');
    expect(caught.message, 'one sentence and what to do').to.match(/^The database folder|^PostgreSQL could not/);
    return caught.message;
  };
  const ask = async ({ url }: EmbeddedDatabase, text = 'select 1 as one') => {
    const database = openDatabase(url, 'test');
    try {
      return await database.query<Record<string, unknown>>({ name: '', text });
    } finally {
      await database.close();
    }
  };
  const pidFile = () => join(folder, 'postgres', 'postmaster.pid');
  const aFolder = () => mkdtemp(join(tmpdir(), 'botones-embedded-'));

  before(async () => {
    folder = await aFolder();
  });
  beforeEach(() => {
    opened = [];
  });
  afterEach(async () => {
    for (const embedded of opened) await embedded.stop();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('makes one cluster when two processes start for the first time together', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    expect(one.url).to.equal(other.url);
    expect([one.adopted, other.adopted].sort()).to.deep.equal([false, true]);
    expect(await ask(one)).to.deep.equal([{ one: 1 }]);
    expect(await readdir(folder), 'and leaves nothing beside it').to.deep.equal(['postgres']);
  });

  it('closes the cluster to everybody but PostgreSQL', async () => {
    expect((await stat(join(folder, 'postgres'))).mode & 0o077).to.equal(0);
    expect((await stat(join(folder, 'postgres', 'botones.password'))).mode & 0o077).to.equal(0);
  });

  it('finds everything as it was when it starts again, at the same place', async () => {
    const first = await start();
    await ask(first, 'create table kept (n int)');
    await first.stop();
    const second = await start();
    expect(second).to.include({ url: first.url, adopted: false });
    expect(await ask(second, 'select * from kept')).to.deep.equal([]);
  });

  it('adopts a server that runs already', async () => {
    const first = await start();
    const second = await start();
    expect(second).to.include({ url: first.url, adopted: true });
  });

  it('stops a server that nobody uses, and minds no second stop', async () => {
    const embedded = await start();
    await embedded.stop();
    await embedded.stop();
    const error = await ask(embedded).catch((caught) => caught);
    expect(error).to.include({ code: 'ERR_DATABASE_DOWN' });
  });

  it('brings a server back that was killed', async () => {
    const embedded = await start();
    const pid = Number((await readFile(pidFile(), 'utf8')).split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await eventually('it answers again', () =>
      ask(embedded).then(
        () => true,
        () => false,
      ),
    );
  });

  it('is not misled by the file of a dead server whose number another process has now', async () => {
    const embedded = await start();
    const lines = (await readFile(pidFile(), 'utf8')).split('\n');
    await embedded.stop();
    const { uid } = await stat(join(folder, 'postgres'));
    const stranger = spawn('sleep', ['60'], { uid, stdio: 'ignore' });
    lines[0] = String(stranger.pid);
    lines[3] = String(await freePort());
    await writeFile(pidFile(), lines.join('\n'));
    const again = await start();
    stranger.kill();
    expect(again.adopted).to.equal(false);
    expect(await ask(again)).to.deep.equal([{ one: 1 }]);
  });

  it('says so when the folder is damaged', async () => {
    const broken = await aFolder();
    await mkdir(join(broken, 'postgres'));
    await writeFile(join(broken, 'postgres', 'something'), '');
    expect(await refusal(broken)).to.contain('is damaged (PG_VERSION is missing)');

    await rm(broken, { recursive: true });
    await cp(folder, broken, { recursive: true });
    await rm(join(broken, 'postgres', 'botones.password'));
    expect(await refusal(broken)).to.contain('is damaged (botones.password is missing)');
    await rm(broken, { recursive: true });
  });

  it('says what PostgreSQL says when it refuses the folder', async () => {
    const file = join(folder, 'postgres', 'PG_VERSION');
    const version = await readFile(file, 'utf8');
    await writeFile(file, '9.6\n');
    expect(await refusal(folder)).to.contain('database files are incompatible with server');
    await writeFile(file, version);
  });

  it('begins anew where a first start was killed half way', async () => {
    const half = await aFolder();
    await mkdir(join(half, `postgres.new-${process.pid}`));
    await writeFile(join(half, `postgres.new-${process.pid}`, 'PG_VERSION'), '18\n');
    expect(await ask(await start(half))).to.deep.equal([{ one: 1 }]);
    for (const embedded of opened.splice(0)) await embedded.stop();
    await rm(half, { recursive: true, force: true });
  });
});
