import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type BotProcess, endBotProcesses, failBotProcess, startBotProcess } from '../../support/bot-process.ts';
import { sql } from '../../support/delivery-rig.ts';
import { eventually } from '../../support/eventually.ts';
import { anEmptyDatabase } from '../../support/postgres.ts';
import { writeSmallHotel } from '../../support/small-hotel.ts';
import { openWebGuest } from '../../support/web-guest.ts';

const GREETING_ES = 'Hola, ¿en qué le ayudo?';
const WIFI_EN = 'The network is Miramar';

describe('npm start', function () {
  this.timeout(60_000);
  let folder: string;
  let env: Record<string, string>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'botones-start-'));
    env = {
      BOTONES_CONFIG: await writeSmallHotel(folder),
      BOTONES_DATA: join(folder, 'data'),
      BOTONES_MODELS: join(folder, 'models'),
    };
  });
  after(async () => {
    endBotProcesses();
    await rm(folder, { recursive: true, force: true });
  });

  const urlOf = ({ port }: BotProcess) => `http://127.0.0.1:${port}`;
  /** One sentence for the person at the terminal, without a stack. */
  const sentenceOf = async (change: Record<string, string>, args: string[] = []) => {
    const { code, err } = await failBotProcess({ ...env, ...change }, args);
    expect(code).to.equal(1);
    expect(err).not.to.match(/^\s+at /m);
    expect(err.trim()).not.to.contain('\n');
    return err;
  };

  it('chats in both languages, tells nobody what was said, stops at a signal and finds everything again', async () => {
    const bot = await startBotProcess(env);
    expect(bot.out()).to.contain(`Botones is ready at ${urlOf(bot)}/web/`);
    const guest = await openWebGuest(urlOf(bot), 'es');
    expect(await guest.ask('hola')).to.equal(GREETING_ES);
    expect(await guest.ask('what is the wifi password? canary@example.com +34600000000')).to.equal(WIFI_EN);
    expect((await fetch(`${urlOf(bot)}/readyz`)).status).to.equal(200);

    expect(await sentenceOf({}), 'a second copy').to.match(/Botones already runs on .*BOTONES_DATA=/);
    expect(await guest.ask('hola, buenas tardes, qué tal'), 'does not harm the first').to.equal(GREETING_ES);

    const postmaster = (await readFile(join(folder, 'data', 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0];
    process.kill(Number(postmaster), 'SIGKILL');
    const id = randomUUID();
    await eventually('it notices', async () => (await fetch(`${urlOf(bot)}/readyz`)).status === 503);
    const refused = await guest.post('is there wifi', id);
    expect([refused.status, refused.headers.get('retry-after')]).to.deep.equal([503, '1']);
    await eventually('its database is back', async () => (await fetch(`${urlOf(bot)}/readyz`)).ok);
    expect((await guest.post('is there wifi', id)).status).to.equal(200);
    await eventually('it answers what was sent meanwhile, once', async () => {
      const words = (await guest.read()).filter(({ from }) => from === 'bot').at(-1)?.parts;
      return JSON.stringify(words).includes(WIFI_EN);
    });

    const leaving = new AbortController();
    const stream = await guest.follow(leaving.signal);
    const code = await bot.stop();
    expect({ code, err: bot.err() }).to.deep.equal({ code: 0, err: '' });
    await stream.text().catch(() => {});
    expect(bot.out()).to.contain('Botones has stopped.').and.contain('A turn was answered');
    expect(bot.out()).not.to.match(/canary|600000000|wifi password|Miramar is/);

    const again = await startBotProcess(env);
    const same = await openWebGuest(urlOf(again), 'es', guest.token);
    expect((await same.read()).map(({ from }) => from)).to.deep.equal([
      'guest',
      'bot',
      'guest',
      'bot',
      'guest',
      'bot',
      'guest',
      'bot',
    ]);
    expect(await same.ask('what is the wifi password?')).to.equal(WIFI_EN);
    expect(await again.stop()).to.equal(0);
  });

  it('says in one sentence what keeps it from starting', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await sentenceOf({ PORT: String(port) }))
      .to.contain(`Port ${port}`)
      .and.contain('PORT=');
    other.close();

    const broken = join(folder, 'broken');
    await mkdir(join(broken, 'postgres'), { recursive: true });
    await writeFile(join(broken, 'postgres', 'something'), '');
    expect(await sentenceOf({ BOTONES_DATA: broken })).to.contain('is damaged');

    const nobody = 'postgres://u:hidden@127.0.0.1:1/none';
    const away = await sentenceOf({ DATABASE_URL: nobody });
    expect(away).to.contain('PostgreSQL cannot be reached').and.not.contain('hidden');
    expect(await sentenceOf({ PORT: 'x' })).to.contain('PORT must be a number');
    expect(await sentenceOf({}, ['--role', 'boss'])).to.contain('--role is one of all, web, worker');
    expect(await sentenceOf({}, ['--rule', 'web'])).to.contain('--rule');
  });

  it('shares one database among a web process and two workers that start together', async () => {
    const database = await anEmptyDatabase();
    const shared = { ...env, DATABASE_URL: database.url };
    const [web, ...workers] = await Promise.all([
      startBotProcess(shared, ['--role', 'web']),
      startBotProcess({ ...shared, PORT: '' }, ['--role', 'worker']),
      startBotProcess({ ...shared, PORT: '' }, ['--role', 'worker']),
    ]);
    const guests = await Promise.all(Array.from({ length: 8 }, () => openWebGuest(urlOf(web), 'en')));
    const answers = await Promise.all(guests.map((guest) => guest.ask('is there wifi')));
    expect(new Set(answers)).to.deep.equal(new Set([WIFI_EN]));

    const [first, second] = workers;
    process.kill(first?.pid ?? 0, 'SIGKILL');
    await first?.ended;
    expect(await Promise.all(guests.map((guest) => guest.ask('hello')))).to.have.length(8);
    expect(await Promise.all([second?.stop(), web.stop()])).to.deep.equal([0, 0]);
    const turns = await sql<{ n: number }>(database, 'select count(*)::int as n from turn');
    expect(turns).to.deep.equal([{ n: 16 }]);
    await database.close();
  });
});
