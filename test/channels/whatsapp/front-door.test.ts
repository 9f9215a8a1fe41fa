import { createHmac } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { Bot } from '../../../core/bot/options.ts';
import { startBot } from '../../../core/bot.ts';
import { loadConfig } from '../../../core/config/index.ts';
import type { Database } from '../../../core/store/database.ts';
import { emptyTables, sql } from '../../support/delivery-rig.ts';
import { makeLogger } from '../../support/log-lines.ts';
import { aDatabase } from '../../support/postgres.ts';
import { writeSmallHotel } from '../../support/small-hotel.ts';
import { everyChange, postOf } from './every-update.ts';
import { number, options, secret } from './samples.ts';
import { spoilt } from './spoil.ts';

/** Of the second property. */
const otherNumber = '106540352242999';

const sign = (body: string | Buffer) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
const hello = (id: string, more: object = {}) => ({
  from: '15550002222',
  from_user_id: 'US.1000',
  id,
  timestamp: '1790416800',
  type: 'text',
  text: { body: 'Hola' },
  ...more,
});
const changeOf = (messages: object[], to = number) => ({
  field: 'messages',
  value: { metadata: { phone_number_id: to }, messages },
});

describe('whatsapp: the way in, to the database', () => {
  let folder: string;
  let database: Database;
  let bot: Bot;
  let log: ReturnType<typeof makeLogger>;

  const post = (body: string | Buffer<ArrayBuffer>, signature = sign(body)) =>
    fetch(`http://127.0.0.1:${bot.port}/whatsapp`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
    });
  const stored = async () =>
    (await sql<{ id: string }>(database, 'select provider_id as id from inbox order by conversation_id, seq')).map(
      ({ id }) => id,
    );

  /** Faults of ours in the log; news of an account in trouble are none. */
  const troubles = () => log.lines().filter(({ level, error }) => Number(level) >= 50 && error !== undefined);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'botones-whatsapp-'));
    database = await aDatabase();
    log = makeLogger('info');
    const channels = { whatsapp: { account: number, ...options } };
    const configFolder = await writeSmallHotel(folder, { channels });
    await mkdir(join(configFolder, 'properties', 'orilla'), { recursive: true });
    await writeFile(
      join(configFolder, 'properties', 'orilla', 'botones.yml'),
      stringify({ property: { name: 'Hotel Orilla' }, channels: { whatsapp: { account: otherNumber, ...options } } }),
    );
    const config = loadConfig(configFolder, {});
    bot = await startBot({
      config,
      database,
      role: 'web',
      logger: log.logger,
      http: { host: '127.0.0.1', port: 0, trustProxy: null },
      redisUrl: null,
      modelFolder: join(folder, 'models'),
      projectFolder: folder,
    });
  });
  beforeEach(() => emptyTables(database));
  after(async () => {
    await bot.stop();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('shakes hands', async () => {
    const knock = (token: string) =>
      fetch(
        `http://127.0.0.1:${bot.port}/whatsapp?${new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': '1158201444' })}`,
      );
    const good = await knock(options.verifyToken);
    expect([good.status, await good.text()]).to.deep.equal([200, '1158201444']);
    expect((await knock('another word')).status).to.equal(403);
  });

  it('keeps a message once, posted twice and standing twice in one post', async () => {
    const body = JSON.stringify(postOf([changeOf([hello('wamid.a'), hello('wamid.a')]), changeOf([hello('wamid.a')])]));
    const answers = await Promise.all([post(body), post(body)]);
    expect([...answers, await post(body)].map(({ status }) => status)).to.deep.equal([200, 200, 200]);
    expect(await stored()).to.deep.equal(['wamid.a']);
  });

  it('keeps nothing of what is not signed over these very bytes', async () => {
    const body = JSON.stringify(postOf([changeOf([hello('wamid.é')])]));
    const spaced = JSON.stringify(JSON.parse(body), null, 1);
    expect((await post(spaced, sign(body))).status).to.equal(401);
    expect((await post(body, 'sha256=')).status).to.equal(401);
    expect(await stored()).to.deep.equal([]);
    expect((await post(Buffer.from(body.replace('é', '\\u00e9')))).status).to.equal(200);
    expect(await stored()).to.deep.equal(['wamid.é']);
  });

  it('takes 3 MB and a thousand updates in one post', async () => {
    const many = Array.from({ length: 1_000 }, (_, n) =>
      hello(`wamid.${n}`, { from: `1555${1_000_000 + n}`, from_user_id: `US.${n}`, text: { body: 'ñ'.repeat(1_350) } }),
    );
    const body = Buffer.from(JSON.stringify(postOf([changeOf(many)])));
    expect(body.length).to.be.within(2_800_000, 3_000_000);
    expect((await post(body)).status).to.equal(200);
    expect(new Set(await stored()).size).to.equal(1_000);
  });

  it('leaves out a number that no property has, and keeps its neighbours', async () => {
    const body = JSON.stringify(postOf([changeOf([hello('wamid.x')], '999'), changeOf([hello('wamid.y')])]));
    expect((await post(body)).status).to.equal(200);
    expect(await stored()).to.deep.equal(['wamid.y']);
  });

  it('brings each number of one post to its own property', async () => {
    const read = { id: 'wamid.sent', status: 'read', timestamp: '1790416800', recipient_id: '15550002222' };
    const [one, other] = [changeOf([hello('wamid.1')]), changeOf([hello('wamid.2')], otherNumber)];
    const body = JSON.stringify(postOf([one, { ...other, value: { ...other.value, statuses: [read] } }]));
    // Meta posts all numbers of an app to one address, whichever property it belongs to.
    for (const path of ['whatsapp', 'orilla/whatsapp']) {
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign(body) };
      const answer = await fetch(`http://127.0.0.1:${bot.port}/${path}`, { method: 'POST', body, headers });
      expect(answer.status).to.equal(200);
      const rows = await sql(
        database,
        'select c.property, i.provider_id as id from inbox i join conversation c on c.id = i.conversation_id order by 2',
      );
      expect(rows, path).to.deep.equal([
        { property: 'miramar', id: 'wamid.1' },
        { property: 'orilla', id: 'wamid.2' },
      ]);
    }
  });

  it('stores every update, and answers 200 to the same again', async () => {
    const body = JSON.stringify(postOf(everyChange));
    for (const _ of [1, 2]) expect((await post(body)).status).to.equal(200);
    const kinds = await sql<{ type: string; what: string | null }>(
      database,
      `select type, data->>'what' as what from channel_event`,
    );
    expect(kinds.map(({ type }) => type)).to.include.members(['reaction', 'edit', 'revoke', 'move', 'note', 'trouble']);
    expect(kinds.map(({ what }) => what)).to.include.members(['hologram', 'request_welcome', 'call_permission_reply']);
  });

  it('answers 200 and keeps the good message, whatever stands beside it', async function () {
    this.timeout(60_000);
    let count = 0;
    const others = fc.array(
      fc.constantFrom(...everyChange).chain((change) => spoilt(change)),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(others, async (changes) => {
        count += 1;
        const id = `wamid.good${count}`;
        const body = JSON.stringify(postOf([...(changes as object[]), changeOf([hello(id)])]));
        expect((await post(body)).status).to.equal(200);
        expect(troubles()).to.deep.equal([]);
        const [row] = await sql(database, 'select from inbox where provider_id = $1', id);
        expect(row).to.be.an('object');
      }),
      { numRuns: 300 },
    );
  });

  it('answers 200 to any bytes and any JSON that are signed', async () => {
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
    );
    await fc.assert(
      fc.asyncProperty(body, async (bytes) => {
        expect((await post(bytes)).status).to.equal(200);
      }),
    );
  });
});
