import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BotonesError, type PmsContext } from '@botones/contract';
import { fakeHttpPlatform, fakePms, hangingPms } from '@botones/contract/testing';
import { expect } from 'chai';
import { sign } from '../../channels/webhook/verify.ts';
import type { Bot } from '../../core/bot/options.ts';
import { startBot } from '../../core/bot.ts';
import { loadConfig } from '../../core/config/index.ts';
import type { Database } from '../../core/store/database.ts';
import { emptyTables, sql } from '../support/delivery-rig.ts';
import { eventually } from '../support/eventually.ts';
import { makeLogger } from '../support/log-lines.ts';
import { installPlugin } from '../support/packages.ts';
import { aDatabase } from '../support/postgres.ts';
import { smallHotelSecret, writeSmallHotel } from '../support/small-hotel.ts';

const text = (words: string) => `{ replies: [{ parts: [{ type: 'text', text: ${words} }] }] }`;

type HttpPlatform = Awaited<ReturnType<ReturnType<typeof fakeHttpPlatform>>>;

describe('startBot with a PMS', function () {
  this.timeout(30_000);
  let folder: string;
  let database: Database;
  let guests: HttpPlatform;
  let people: HttpPlatform;
  let log: ReturnType<typeof makeLogger>;
  let bot: Bot;
  let nth = 0;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'botones-ports-'));
    database = await aDatabase();
    await installPlugin(
      folder,
      'pms',
      'test-pms',
      'globalThis.botonesPmsContext = context; return globalThis.botonesPms;',
    );
    const names = `const rooms = await context.pms.getRoomTypes(turn.signal); return ${text('rooms[0].name.en')};`;
    await installPlugin(folder, 'handler', 'names-rooms', `return async (turn) => { ${names} };`);
    const counts = `const offers = await context.pms.confirmOffers({}, turn.signal); return ${text('String(offers.length)')};`;
    await installPlugin(folder, 'handler', 'counts-offers', `return async (turn) => { ${counts} };`);
    const notes = "await context.pms.addNote('R1', turn.text, turn.id + ':note', turn.signal);";
    await installPlugin(folder, 'handler', 'notes', `return async (turn) => { ${notes} return ${text("'noted'")}; };`);
  });
  beforeEach(async () => {
    await emptyTables(database);
    await sql(database, 'truncate tally');
    const open = fakeHttpPlatform({ options: (url) => ({ url }) });
    [guests, people] = await Promise.all([open(), open()]);
    log = makeLogger('info');
  });
  afterEach(async () => {
    await bot.stop();
    await Promise.all([guests.close(), people.close()]);
  });
  after(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(
    pms: object,
    resilience: object = {},
    { sections = {}, wifi = 'counts-offers', redisUrl = null as string | null, audit = {} } = {},
  ) {
    Object.assign(globalThis, { botonesPms: pms });
    const config = loadConfig(
      await writeSmallHotel(folder, {
        channels: { webhook: { url: guests.url, secret: smallHotelSecret } },
        notifier: { use: 'webhook', url: people.url },
        pms: { use: 'test-pms', resilience },
        handlers: { 'names-rooms': { intent: 'greet' }, [wifi]: { intent: 'ask_wifi' } },
        sections: { ...sections },
        audit,
      }),
      {},
    );
    bot = await startBot({
      config,
      database,
      role: 'all',
      logger: log.logger,
      http: { host: '127.0.0.1', port: 0, trustProxy: null },
      redisUrl,
      modelFolder: join(folder, 'models'),
      dataFolder: join(folder, 'data'),
      projectFolder: folder,
    });
  }
  /** What the next guest is answered. */
  async function ask(words: string): Promise<string> {
    nth += 1;
    const from = `guest-${nth}`;
    const body = JSON.stringify({ messages: [{ id: from, from, text: words, locale: 'en' }] });
    const headers = { 'x-botones-signature': sign(body, smallHotelSecret) };
    await fetch(`http://127.0.0.1:${bot.port}/webhook`, { method: 'POST', body, headers });
    const answers = () =>
      guests.requests.map((request) => JSON.parse(request.body)).filter(({ to }: { to: string }) => to === from);
    await eventually(`${from} is answered`, () => answers().length > 0);
    return answers()[0].text;
  }
  const metrics = async () => (await fetch(`http://127.0.0.1:${bot.port}/metrics`)).text();
  const alerts = () =>
    people.requests.map(({ body }) => JSON.parse(body)).filter(({ kind }: { kind?: string }) => kind !== undefined);

  it('asks beforehand what every guest asks, and answers from memory', async () => {
    const pms = fakePms();
    await start(pms);
    const asked = () => pms.calls.filter(({ method }) => method === 'getRoomTypes').length;
    await eventually('room types are warm', () => asked() === 1);
    await eventually('so is all the rest', () => pms.calls.length === 4);
    expect(await ask('hello')).to.equal('Double');
    expect(await ask('hello')).to.equal('Double');
    expect(asked()).to.equal(1);
    const shown = await metrics();
    expect(shown).to.contain('botones_cache_requests_total{port="pms",operation="getRoomTypes",result="hit"} 2');
    expect(shown).to.contain('botones_cache_requests_total{port="pms",operation="getRoomTypes",result="miss"} 1');
    expect(shown).to.contain('pms_circuit_breaker_state 0');
    expect(shown).to.match(
      /botones_call_duration_seconds_count\{system="pms",operation="getRoomTypes",result="ok"\} 1/,
    );
  });

  it('starts though the PMS is dead, and though it hangs', async () => {
    await start(
      { ...fakePms(), getRoomTypes: () => Promise.reject(new BotonesError('ERR_PMS_DOWN', 'down')) },
      { tries: 1 },
    );
    await eventually('it is told', () => log.text().includes('An answer of the PMS could not be had beforehand'));
    await bot.stop();
    const pms = hangingPms();
    await start(pms);
    await eventually('it is asked', () => pms.calls.length > 0);
    expect(await ask('put me through to reception'), 'and answers').to.equal('A person will help you');
  });

  it('starts, answers and keeps answers where Redis is dead', async () => {
    const pms = fakePms();
    await start(pms, {}, { redisUrl: 'redis://127.0.0.1:9' });
    await eventually('it is warm', () => pms.calls.length === 4);
    expect(await ask('hello')).to.equal('Double');
    expect(await metrics()).to.contain('operation="getRoomTypes",result="hit"} 1');
  });

  it('gives the PMS a rest as the YAML says; the trail has it, operators are told once, guests get a person', async () => {
    let down = false;
    let calls = 0;
    const pms = {
      ...fakePms(),
      async confirmOffers() {
        calls += 1;
        if (down) throw new BotonesError('ERR_PMS_DOWN', 'down');
        return [];
      },
    };
    await start(pms, { tries: 1, breaker: { failures: 2, halfOpenSeconds: 0.3 } });
    expect(await ask('free wifi')).to.equal('0');
    down = true;
    for (let n = 0; n < 3; n += 1) expect(await ask('free wifi')).to.contain('Something went wrong');
    await eventually('operators are alerted', () => alerts().length === 1);
    expect(alerts()[0]).to.include({ kind: 'breaker.opened', property: 'miramar', system: 'pms' });
    expect(calls, 'the third was not made').to.equal(3);
    expect(await metrics()).to.contain('pms_circuit_breaker_state 1');
    const events = async () =>
      (
        await sql<{ event: string }>(
          database,
          "select event from audit_log where subject = 'pms' and property = 'miramar' order by at, event desc",
        )
      ).map(({ event }) => event);
    await eventually('the trail has it', async () => (await events()).length === 1);
    expect(await events()).to.deep.equal(['breaker.opened']);

    await new Promise((next) => setTimeout(next, 300));
    expect(await metrics(), 'half open, though nobody has called').to.contain('pms_circuit_breaker_state 2');
    expect(await ask('free wifi'), 'one may try').to.contain('Something went wrong');
    await new Promise((next) => setTimeout(next, 300));
    down = false;
    expect(await ask('free wifi')).to.equal('0');
    await eventually('the trail has it all', async () => (await events()).length === 5);
    expect(await events()).to.deep.equal(
      ['opened', 'tried', 'opened', 'tried', 'closed'].map((change) => `breaker.${change}`),
    );
    await eventually('operators hear that it works again', () => alerts().length === 2);
    expect(alerts()[1]).to.include({ kind: 'breaker.closed' });
    expect(await metrics()).to.contain('pms_circuit_breaker_state 0');
  });

  it('puts every write to the PMS on the trail, without the words of the guest', async () => {
    await start({ ...fakePms(), addNote: async () => {} }, {}, { wifi: 'notes' });
    expect(await ask('free wifi')).to.equal('noted');
    const rows = await sql<{ event: string; subject: string; data: { key: string; operation: string } }>(
      database,
      "select event, subject, data from audit_log where event like 'pms.%' order by at, id",
    );
    expect(rows.map(({ event }) => event)).to.deep.equal(['pms.began', 'pms.done']);
    for (const { subject, data } of rows) {
      expect(data).to.include({ operation: 'addNote', key: `${subject}:1:note` });
      expect(JSON.stringify(data)).not.to.contain('free wifi');
    }
    expect(await metrics()).to.contain('audit_circuit_breaker_state 0');
    expect(await metrics()).to.contain('audit_fallback_writes_total 0');
  });

  it('puts what the adapter does by itself on the trail, too, with what may stand in a log line', async () => {
    await start(fakePms());
    const { botonesPmsContext: context } = globalThis as unknown as { botonesPmsContext: PmsContext<never> };
    context.log('A hold is over', { order: 7, guest: 'Ana' });
    const rows = () =>
      sql<{ data: object }>(
        database,
        `select data from audit_log where event = 'pms.noted' and subject = 'pms' and property = 'miramar'`,
      );
    await eventually('the trail has it', async () => (await rows()).length === 1);
    const data = { sentence: 'A hold is over', order: 7, leftOut: 1 };
    expect(await rows()).to.deep.equal([{ data }]);
    expect(log.lines().find(({ sentence }) => sentence === data.sentence)).to.include(data);
  });

  it('keeps the trail in a file while PostgreSQL refuses it, shows so, and stores it afterwards, once', async () => {
    await start(
      { ...fakePms(), addNote: async () => {} },
      {},
      {
        wifi: 'notes',
        audit: { resilience: { tries: 1, breaker: { failures: 1, halfOpenSeconds: 0.5 } } },
      },
    );
    const refuse = "create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$";
    const when = "for each row when (new.event like 'pms.%') execute function refuse()";
    await sql(database, refuse);
    await sql(database, `create trigger refuse before insert on audit_log ${when}`);
    expect(await ask('free wifi'), 'the guest does not notice').to.equal('noted');
    const shown = await metrics();
    expect(shown).to.contain('audit_circuit_breaker_state 1');
    expect(Number(/^audit_fallback_writes_total (\d+)$/m.exec(shown)?.[1])).to.be.within(2, 4);
    expect(shown).to.contain('botones_circuit_breaker_state{property="miramar",system="audit"} 1');
    await sql(database, 'drop function refuse cascade');
    await eventually('it is stored', async () => /^botones_audit_replayed_total [1-9]/m.test(await metrics()));
    const rows = await sql<{ event: string }>(
      database,
      "select event from audit_log where event like 'pms.%' order by at, id",
    );
    expect(rows.map(({ event }) => event)).to.deep.equal(['pms.began', 'pms.done']);
    const after = await metrics();
    expect(after).to.contain('audit_circuit_breaker_state 0');
    expect(after).to.contain('botones_audit_waiting_bytes 0');
  });

  it('counts a PMS that hangs until turns end as one that fails', async () => {
    const pms = { ...fakePms(), confirmOffers: hangingPms().confirmOffers };
    await start(pms, { timeoutSeconds: 0.05, tries: 1, breaker: { failures: 1 } });
    expect(await ask('free wifi')).to.contain('Something went wrong');
    expect(await metrics()).to.contain('pms_circuit_breaker_state 1');
    expect(await metrics()).to.contain('botones_timeouts_total{system="pms",operation="confirmOffers"} 1');
  });
});
