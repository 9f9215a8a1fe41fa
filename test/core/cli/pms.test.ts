import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type FakeQloApps, startFakeQloApps } from '../../fakes/qloapps/index.ts';
import { leastRights } from '../../fakes/qloapps/seed.ts';
import { writeSmallHotel } from '../../support/small-hotel.ts';

const command = join(import.meta.dirname, '../../../core/cli/pms.ts');

describe('npm run pms', function () {
  this.timeout(60_000);
  let fake: FakeQloApps;
  let folder: string;
  beforeEach(async () => {
    fake = await startFakeQloApps();
    folder = await mkdtemp(join(tmpdir(), 'botones-pms-'));
  });
  afterEach(async () => {
    await fake.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function check(pms: Record<string, unknown> | undefined, args: readonly string[] = ['check'], key = fake.key) {
    const config = await writeSmallHotel(folder, pms === undefined ? {} : { pms });
    const env = { ...process.env, BOTONES_CONFIG: config, QLOAPPS_KEY: key };
    return new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
      execFile(process.execPath, [command, ...args], { env }, (error, stdout, stderr) => {
        done({ code: Number(error?.code ?? 0), stdout, stderr });
      });
    });
  }
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as the YAML writes it
  const qloapps = (more: object = {}) => ({ use: 'qloapps', url: fake.url, key: '${QLOAPPS_KEY}', ...more });

  it('is content with a key that has the least rights, and has written nothing', async () => {
    const { code, stdout, stderr } = await check(qloapps());
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.match(/, qloapps\n {2}ok {5}hotel 1: The Hotel, EUR\n/);
    expect([fake.world.orders, fake.world.threads, fake.world.messages]).to.deep.equal([[], [], []]);
  });

  it('names each right that is missing, and where to tick it', async () => {
    const { room_bookings: _, bookings: __, ...rest } = leastRights;
    fake.allow({ ...rest, bookings: ['GET', 'POST'] });
    const { code, stdout } = await check(qloapps());
    expect(code).to.equal(1);
    expect(stdout).to.match(/WRONG {2}createReservation +the key lacks the right room_bookings: GET\n +→ tick GET/);
    expect(stdout).to.match(/WRONG {2}applyChange +the key lacks the right bookings: PUT\n +→ tick PUT/);
    expect(stdout.match(/WRONG/g)).to.have.length(2);
  });

  it('says what is wrong with the address, the key and the hotel', async () => {
    const wrong = async (more: object, key?: string) => (await check(qloapps(more), ['check'], key)).stdout;
    expect(await wrong({ url: 'http://127.0.0.1:9' })).to.match(/cannot be reached\n +→ look whether `url` is right/);
    expect(await wrong({}, 'X'.repeat(32))).to.match(/does not know the key, or it is not active\n +→ copy it again/);
    expect(await wrong({ hotel: 7 })).to.match(/there is no hotel 7\n +→ write one of these as `hotel`: 1, 2/);
    fake.world.on = false;
    expect(await wrong({})).to.match(/the webservice is off\n +→ switch it on/);
    fake.world.on = true;
    fake.world.rewrite = false;
    expect(await wrong({})).to.match(/\/api\/ is not there\n +→ .*write `direct: true`/);
    expect(await wrong({ direct: true })).to.match(/ok {5}hotel 1/);
  });

  it('points to a key of the wrong length in the YAML', async () => {
    const { code, stderr } = await check(qloapps(), ['check'], 'short');
    expect(code).to.equal(1);
    expect(stderr).to.match(/botones\.yml:\d+ {2}.*32 characters/s);
  });

  it('mentions rights that no bot needs', async () => {
    fake.allow({ ...leastRights, customers: ['GET'] });
    const { code, stdout } = await check(qloapps());
    expect(code).to.equal(0);
    expect(stdout).to.match(/\? {6}The key has a right that the bot does not need.*resource customers/);
  });

  it('tries any PMS, and says where there is none', async () => {
    expect((await check({ use: 'demo' })).stdout).to.match(/, demo\n {2}ok {5}hotel /);
    const none = await check(undefined);
    expect([none.code, none.stderr]).to.deep.equal([
      1,
      'No property has a PMS in its YAML: `ports: {pms: {use: …}}`.\n',
    ]);
    const elsewhere = await check(qloapps(), ['check', '--property', 'nowhere']);
    expect(elsewhere.stderr).to.match(/^"nowhere" is no property that has a PMS/);
    expect((await check(qloapps(), [])).stderr).to.match(/npm run pms -- check/);
  });
});
