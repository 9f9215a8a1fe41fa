import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Part } from '@botones/contract';
import { expect } from 'chai';
import type { Database } from '../../../core/store/database.ts';
import { openMediaStore } from '../../../core/store/media.ts';
import { emptyTables, hotel, idOf, openFrontDoor, sql } from '../../support/delivery-rig.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { aDatabase } from '../../support/postgres.ts';

const run = promisify(execFile);

describe('npm run handoff -- media', function () {
  this.timeout(30_000);
  const id = idOf('guest-1');
  const pdf = Buffer.from('%PDF-1.7 a receipt');
  const ogg = Buffer.from('OggS a voice');
  let database: Database;
  let folder: string;

  const media = (...more: string[]) =>
    run(process.execPath, ['core/cli/handoff.ts', 'media', ...more], {
      env: { ...process.env, DATABASE_URL: database.url },
    });
  /** A guest's message with these parts. */
  async function send(parts: Part[]): Promise<void> {
    const front = openFrontDoor(database);
    await front.intake.accept(hotel.property, hotel.channel, [{ ...guestMessage({ text: '' }), parts }]);
    await front.close();
  }

  before(async () => {
    database = await aDatabase();
    await emptyTables(database);
    folder = await mkdtemp(join(tmpdir(), 'botones-handoff-'));
    const store = openMediaStore(database, hotel.property, '');
    const receipt = await store.put({ bytes: pdf, mime: 'application/pdf', name: '../../etc/my receipt.exe' });
    const voice = await store.put({ bytes: ogg, mime: 'audio/ogg; codecs=opus' });
    const page = await store.put({ bytes: Buffer.from('<script>'), mime: 'text/html' });
    await send([
      { type: 'text', text: 'Here it is' },
      { type: 'document', media: receipt, name: '../../etc/my receipt.exe' },
      { type: 'audio', media: voice, voice: true, transcript: 'It is\u001b[31m paid' },
      { type: 'document', media: page, name: 'index.html' },
      { type: 'image', media: { id: 'still-at-the-platform' }, alt: '' },
    ]);
  });
  after(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('lists what a guest sent, in a conversation of the bot too', async () => {
    const { stdout } = await media(id.slice(0, 8));
    expect(stdout).to.match(/document {2}application\/pdf {2}1 kB/);
    expect(stdout).to.match(/audio {2}audio\/ogg; codecs=opus/);
    expect(stdout).to.contain('"It is [31m paid"').and.not.contain('\u001b');
    expect(stdout).to.match(/image {2}not kept/);
    expect(await sql(database, `select 1 from audit_log where event = 'media.read'`)).to.have.length(0);
  });

  it('writes them for this user alone, under names that lead nowhere and run nowhere', async () => {
    const out = join(folder, 'new');
    const { stdout } = await media(id, '--out', out);
    const names = (await readdir(out)).sort();
    expect(names).to.deep.equal(['1-1-etc-my-receipt.pdf', '1-2-audio.ogg', '1-3-index.bin']);
    expect(await readFile(join(out, names[0] ?? ''))).to.deep.equal(pdf);
    expect(await readFile(join(out, names[1] ?? ''))).to.deep.equal(ogg);
    expect((await stat(out)).mode & 0o777).to.equal(0o700);
    expect((await stat(join(out, names[0] ?? ''))).mode & 0o777).to.equal(0o600);
    for (const name of names) expect(stdout).to.contain(join(out, name));
    const trail = await sql<{ data: object; subject: string }>(
      database,
      `select subject, data from audit_log where event = 'media.read'`,
    );
    expect(trail).to.deep.equal([{ subject: id, data: { files: 3 } }]);
  });

  it('says what it cannot find', async () => {
    for (const prefix of ['ffffffff', "' or 1=1", '%']) {
      const failed = await media(prefix).catch((error) => error);
      expect(failed.code).to.equal(1);
      expect(failed.stderr).to.contain('No conversation begins with');
    }
  });
});
