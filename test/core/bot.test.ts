import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { sign } from '../../channels/webhook/verify.ts';
import type { Bot } from '../../core/bot/options.ts';
import { startBot } from '../../core/bot.ts';
import { loadConfig } from '../../core/config/index.ts';
import { conversationIdOf } from '../../core/delivery/conversation-id.ts';
import { replyAsStaff } from '../../core/delivery/staff.ts';
import { announce } from '../../core/delivery/wake.ts';
import type { Database } from '../../core/store/database.ts';
import { emptyTables, sql } from '../support/delivery-rig.ts';
import { eventually } from '../support/eventually.ts';
import { makeLogger } from '../support/log-lines.ts';
import { aDatabase } from '../support/postgres.ts';
import { type SmallHotelParts, smallHotelSecret, writeSmallHotel } from '../support/small-hotel.ts';

type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => void;

/** A server of somebody else's, whose behaviour a test may change. */
async function startOther(answer: Answer = (_request, _body, response) => void response.end()) {
  const other = { bodies: [] as string[], keys: [] as string[], answer, url: '', close };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    other.bodies.push(body);
    other.keys.push(String(request.headers['idempotency-key']));
    other.answer(request, body, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  other.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return other;

  async function close(): Promise<void> {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}

describe('startBot', () => {
  let folder: string;
  let database: Database;
  let receiver: Awaited<ReturnType<typeof startOther>>;
  let notifier: Awaited<ReturnType<typeof startOther>>;
  let bots: Bot[];
  let log: ReturnType<typeof makeLogger>;

  async function start(parts: SmallHotelParts = {}) {
    const channels = { webhook: { url: receiver.url, secret: smallHotelSecret } };
    const hotel = { channels, notifier: { use: 'webhook', url: notifier.url }, ...parts };
    const config = loadConfig(await writeSmallHotel(folder, hotel), {});
    const bot = await startBot({
      config,
      database,
      role: 'all',
      logger: log.logger,
      http: { host: '127.0.0.1', port: 0, trustProxy: null },
      redisUrl: null,
      modelFolder: join(folder, 'models'),
      projectFolder: folder,
    });
    bots.push(bot);
    const url = `http://127.0.0.1:${bot.port}`;
    return {
      bot,
      url,
      post(messages: unknown[], secret = smallHotelSecret): Promise<Response> {
        const body = JSON.stringify({ messages });
        const headers = { 'x-botones-signature': sign(body, secret) };
        return fetch(`${url}/webhook`, { method: 'POST', body, headers });
      },
    };
  }
  const texts = () => receiver.bodies.map((body) => (JSON.parse(body) as { text: string }).text);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'botones-bot-'));
    database = await aDatabase();
  });
  beforeEach(async () => {
    await emptyTables(database);
    receiver = await startOther();
    notifier = await startOther();
    log = makeLogger('info');
    bots = [];
  });
  afterEach(async () => {
    for (const bot of bots) await bot.stop();
    await Promise.all([receiver.close(), notifier.close()]);
  });
  after(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('answers each message once, though it is sent twice', async () => {
    const { post, url } = await start();
    const messages = [
      { id: 'm1', from: 'guest', text: 'hola' },
      { id: 'm2', from: 'guest', text: 'what is the wifi password?' },
    ];
    expect((await Promise.all([post(messages), post(messages)])).map(({ status }) => status)).to.deep.equal([200, 200]);
    await eventually('both are answered', () => receiver.bodies.length >= 2);
    await post(messages);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(texts()).to.deep.equal(['Hola, ¿en qué le ayudo?', 'The network is Miramar']);
    expect(metrics).to.contain('botones_messages_total{channel="webhook",double="false"} 2');
    expect(metrics).to.contain('botones_messages_total{channel="webhook",double="true"} 4');
    expect(metrics).to.contain('botones_intents_total{intent="ask_wifi"} 1');
    expect(metrics).to.contain('nlp_circuit_breaker_state 0');
  });

  it('keeps what it could not answer, and what staff had to correct, without what names the guest', async () => {
    const { post } = await start();
    const candidates = () =>
      sql(database, 'select reason, text, language, intent from nlu_candidate order by reason desc, id');
    await post([{ id: 'm1', from: 'guest', text: 'cuánto pesa Saturno? llámeme al 600 000 000' }]);
    await eventually('it is kept', async () => (await candidates()).length === 1);
    expect(await candidates()).to.deep.equal([
      { reason: 'escalated', text: 'cuánto pesa Saturno? llámeme al NUMBER', language: 'es', intent: 'out_of_scope' },
    ]);
    await post([{ id: 'm2', from: 'other', text: 'what is the wifi network?' }]);
    await eventually('the guest is answered', () => receiver.bodies.length >= 2);
    await post([{ id: 'm3', from: 'other', text: 'I will bring you a router', staff: true }]);
    await eventually('the correction is kept', async () => (await candidates()).length === 2);
    expect((await candidates())[1]).to.deep.equal({
      reason: 'corrected',
      text: 'what is the wifi network?',
      language: 'en',
      intent: 'ask_wifi',
    });
  });

  it('writes nothing of a guest into its log, its figures or its trail, whatever goes wrong', async () => {
    const canary = 'canary-61';
    receiver.answer = (_request, _body, response) => {
      if (receiver.bodies.length === 1) response.writeHead(500, canary).end(canary);
      else response.end();
    };
    notifier.answer = (_request, _body, response) => void response.writeHead(500, canary).end(canary);
    const { post, url } = await start();
    const guest = { from: `+12025550143-${canary}`, name: canary, locale: 'es' };
    await post([{ ...guest, id: `${canary}-1`, text: `hola, soy ${canary}, ${canary}@example.com` }]);
    await post([{ ...guest, id: canary.repeat(100), text: canary }, { [canary]: canary }, canary]);
    await post([{ ...guest, id: `${canary}-2`, text: canary }], `${canary}-as-a-secret`);
    await fetch(`${url}/webhook`, { method: 'POST', body: canary, headers: { 'x-botones-signature': canary } });
    await fetch(`${url}/webhook?token=${canary}`, { headers: { cookie: canary, authorization: canary } });
    await post([{ ...guest, id: `${canary}-3`, text: 'quiero hablar con una persona' }]);
    await post([{ ...guest, id: `${canary}-4`, payload: `/no_such_intent{"${canary}":1}` }]);
    await eventually('a person is called', () => notifier.bodies.length > 0);
    await eventually('the replies got through', () => receiver.bodies.length >= 3);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    await bots[0]?.stop();
    bots = [];

    expect(notifier.bodies[0], 'staff read it').to.contain(canary);
    const trail = JSON.stringify(await sql(database, 'select property, subject, event, data from audit_log'));
    for (const text of [log.text(), metrics, trail]) {
      expect(text).not.to.contain('canary').and.not.contain('2025550143').and.not.contain('persona');
    }
    expect(log.text()).to.contain('A request or an item of it was refused').and.contain('A turn was answered');
  });

  it('calls people with the last messages, and sends what they answer', async () => {
    const { post } = await start();
    await post([{ id: 'm1', from: 'guest', text: 'hola' }]);
    await eventually('the guest is greeted', () => receiver.bodies.length === 1);
    await post([{ id: 'm2', from: 'guest', text: 'I want to talk to a person' }]);
    await eventually('a person is called', () => notifier.bodies.length === 1);
    const call = JSON.parse(notifier.bodies[0] ?? '');
    expect(call).to.include({ property: 'miramar', channel: 'webhook', reason: 'guest_asked', language: 'en' });
    expect(call.lastMessages.map(({ from }: { from: string }) => from)).to.deep.equal(['guest', 'bot', 'guest', 'bot']);

    const id = conversationIdOf('miramar', 'webhook', 'miramar', 'guest');
    expect(call.conversationId).to.equal(id);
    await replyAsStaff(database, id, 'Ana', [{ payload: { parts: [], text: 'Ana here' }, parts: null }], false);
    await announce(database, 'botones_work', 'desk');
    await post([{ id: 'm3', from: 'guest', text: 'hola' }]);
    await eventually('the answer is sent', () => texts().includes('Ana here'));
    await eventually('the guest’s thanks are seen', async () => {
      const rows = await sql(database, 'select from turn');
      return rows.length === 3;
    });
    expect(texts().slice(1), 'and the bot is silent').to.deep.equal(['A person will help you', 'Ana here']);
  });

  it('loses, doubles and reorders nothing when processes are replaced one by one under load', async () => {
    const [first, second] = [await start(), await start()];
    const doors = [first, second];
    const guests = Array.from({ length: 20 }, (_, n) => `guest-${n}`);
    const rounds = Array.from({ length: 12 }, (_, n) => n);
    const load = guests.map(async (from) => {
      for (const round of rounds) {
        const door = doors[round % doors.length];
        const response = await door?.post([{ id: `${from}:${round}`, from, text: 'hola' }]).catch(() => null);
        // The process that was to take it is just going.
        if (!response?.ok) await doors.at(-1)?.post([{ id: `${from}:${round}`, from, text: 'hola' }]);
      }
    });
    for (const old of [first, second]) {
      await eventually('the load is on', () => receiver.bodies.length > 20);
      const next = await start();
      doors.splice(doors.indexOf(old), 1);
      doors.push(next);
      await old.bot.stop();
      bots.splice(bots.indexOf(old.bot), 1);
    }
    await Promise.all(load);
    await eventually('all is answered', () => receiver.bodies.length >= guests.length * rounds.length);
    const answered = receiver.bodies.map((body) => (JSON.parse(body) as { inReplyTo: string }).inReplyTo);
    expect(answered).to.have.length(guests.length * rounds.length);
    for (const guest of guests) {
      const mine = answered.filter((id) => id.startsWith(`${guest}:`));
      expect(mine).to.deep.equal(rounds.map((round) => `${guest}:${round}`));
    }
  });

  it('stops in time though the notifier of the hotel hangs, and calls again afterwards', async () => {
    notifier.answer = () => {};
    const { bot, post } = await start();
    await post([{ id: 'm1', from: 'guest', text: 'quiero hablar con una persona' }]);
    await eventually('the notifier is called', () => notifier.bodies.length === 1);
    bots = [];
    await Promise.race([bot.stop(), once(AbortSignal.timeout(9_000), 'abort').then(() => expect.fail('It hangs.'))]);

    notifier.answer = (_request, _body, response) => void response.end();
    await start();
    await eventually('the notifier is called again', () => notifier.bodies.length === 2);
    expect(notifier.keys[1]).to.equal(notifier.keys[0]);
  });
});
