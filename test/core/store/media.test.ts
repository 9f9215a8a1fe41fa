import { expect } from 'chai';
import type { Database } from '../../../core/store/database.ts';
import { openMediaStore, pruneMedia, readPublicMedia } from '../../../core/store/media.ts';
import { sql } from '../../support/delivery-rig.ts';
import { aDatabase } from '../../support/postgres.ts';

const bytes = new Uint8Array([0, 255, 1, 10]);

describe('openMediaStore', () => {
  let database: Database;

  before(async () => {
    database = await aDatabase();
  });
  after(() => database.close());

  it('gives back what it was given, byte for byte', async () => {
    const media = openMediaStore(database, 'miramar', '');
    const stored = await media.put({ bytes, mime: 'image/png', name: 'receipt.png' });
    expect(stored).to.deep.include({ mime: 'image/png', bytes: 4 }).and.not.have.property('url');
    const file = await media.get(stored.id);
    expect({ ...file, bytes: [...(file?.bytes ?? [])] }).to.deep.equal({
      bytes: [0, 255, 1, 10],
      mime: 'image/png',
      name: 'receipt.png',
    });
  });

  it('keeps a public file once, at one address below PUBLIC_URL', async () => {
    const media = openMediaStore(database, 'miramar', 'https://chat.example.com');
    const [one, two] = [
      await media.put({ bytes, mime: 'image/png', public: true }),
      await media.put({ bytes, mime: 'image/png', public: true }),
    ];
    expect(one.url).to.equal(`https://chat.example.com/media/${one.id}`).and.to.equal(two.url);
    expect((await media.get(one.url ?? ''))?.mime).to.equal('image/png');
    expect((await readPublicMedia(database, one.id))?.bytes.length).to.equal(4);
  });

  it('shows a private file to its own property only', async () => {
    const { id } = await openMediaStore(database, 'miramar', '').put({ bytes, mime: 'image/png' });
    expect(await openMediaStore(database, 'other', '').get(id)).to.equal(null);
    expect(await readPublicMedia(database, id)).to.equal(null);
    expect(await openMediaStore(database, 'miramar', '').get('no such file')).to.equal(null);
  });

  it('refuses a file that is too large', async () => {
    const huge = openMediaStore(database, 'miramar', '').put({ bytes: new Uint8Array(26 * 1024 * 1024), mime: 'a/b' });
    expect(await huge.catch((error) => error)).to.include({ code: 'ERR_MEDIA_TOO_LARGE', retryable: false });
  });

  it('lets private files go after their days, and public ones never', async () => {
    const media = openMediaStore(database, 'old', '');
    const [secret, shown] = [
      await media.put({ bytes, mime: 'a/b' }),
      await media.put({ bytes, mime: 'a/b', public: true }),
    ];
    await sql(database, `update media set created_at = now() - interval '31 days' where property = 'old'`);
    const young = await media.put({ bytes, mime: 'a/b' });
    expect(await pruneMedia(database, 'old', 30)).to.equal(1);
    const left = await Promise.all([secret, shown, young].map(async ({ id }) => (await media.get(id)) !== null));
    expect(left).to.deep.equal([false, true, true]);
  });
});
