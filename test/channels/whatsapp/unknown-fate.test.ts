import { expect } from 'chai';
import type { Guest } from '../../fakes/whatsapp/index.ts';
import { endBotProcesses } from '../../support/bot-process.ts';
import { sql } from '../../support/delivery-rig.ts';
import { eventually } from '../../support/eventually.ts';
import { openWhatsAppHotel, type WhatsAppHotel } from '../../support/whatsapp-hotel.ts';

const GREETING = 'Hola, ¿en qué le ayudo?';
const WIFI = 'La red es Miramar';
/** In these tests Meta tells within so many seconds what became of a message. */
const STATUS_S = 3;

const isSend = ({ method, path, body }: { method: string; path: string; body: unknown }) =>
  method === 'POST' && path.endsWith('/messages') && (body as { status?: unknown } | null)?.status === undefined;
const pause = (seconds: number) => new Promise((done) => setTimeout(done, seconds * 1000));

describe('whatsapp: a message of which nobody knows whether it went out', function () {
  this.timeout(60_000);
  let hotel: WhatsAppHotel;
  let guest: Guest;
  let count = 0;

  before(async () => {
    hotel = await openWhatsAppHotel({
      options: { statusSeconds: STATUS_S },
      meta: { settings: { webhooks: { retryMs: 300 } } },
    });
  });
  after(async () => {
    await hotel?.close();
    endBotProcesses();
  });
  beforeEach(() => {
    count += 1;
    guest = hotel.meta.guest(`+3460000000${count}`);
    hotel.meta.mishaps.clear();
    hotel.meta.set({ statuses: { steps: ['sent', 'delivered', 'read'], delayMs: 0, beforeAnswer: false } });
  });

  const texts = () => guest.saw.map(({ text }) => text);
  /** Twice, for the wait may be longer than `eventually` is patient. */
  const saw = (n: number) => {
    const look = () => eventually(`the guest sees ${n} messages`, () => guest.saw.length >= n);
    return look().catch(look);
  };
  const sends = () => hotel.meta.calls.filter(isSend).length;
  /** Meta gets the next message and takes it or not; the bot is killed while it waits for the answer. */
  async function dieWhileSending(taken: boolean): Promise<void> {
    const before = sends();
    hotel.meta.mishaps.next({ kind: 'hang', taken }, { when: isSend });
    await guest.says('hola');
    await eventually('the message reaches Meta', () => sends() > before);
    if (taken) await saw(1);
    await hotel.kill();
  }
  /** The guest goes on, which shows that the conversation does; then a double has had time to come. */
  async function goesOn(): Promise<void> {
    await guest.says('cuál es la clave del wifi');
    await saw(2);
    await pause(STATUS_S + 1);
    expect(texts()).to.deep.equal([GREETING, WIFI]);
  }

  it('is sent once where the bot dies, and its status comes while it is down', async () => {
    await dieWhileSending(true);
    await pause(1.5);
    await hotel.restart();
    await goesOn();
  });

  it('is sent once where the bot is down for longer than it waits for a status', async () => {
    await dieWhileSending(true);
    await pause(STATUS_S + 4);
    await hotel.restart();
    await goesOn();
  });

  it('is sent once where its status comes before the answer to the call', async () => {
    hotel.meta.set({ statuses: { beforeAnswer: true } });
    await dieWhileSending(true);
    await hotel.restart();
    await goesOn();
  });

  it('is sent once where its status comes late, after the bot is back', async () => {
    hotel.meta.set({ statuses: { steps: ['sent'], delayMs: 2_500 } });
    await dieWhileSending(true);
    await hotel.restart();
    await goesOn();
  });

  it('is sent once where `delivered` comes alone, and late', async () => {
    hotel.meta.set({ statuses: { steps: ['delivered'], delayMs: 2_200 } });
    await dieWhileSending(true);
    await hotel.restart();
    await goesOn();
  });

  it('is sent once where it never reached Meta, after the time in which a status would have come', async () => {
    await dieWhileSending(false);
    await hotel.restart();
    expect(texts()).to.deep.equal([]);
    await saw(1);
    await goesOn();
  });

  it('is sent once where only the connection is lost', async () => {
    hotel.meta.mishaps.next({ kind: 'reset', taken: true }, { when: isSend });
    await guest.says('hola');
    await saw(1);
    await goesOn();
  });

  it('is sent once where half an answer comes, or a page of somebody in between', async () => {
    hotel.meta.mishaps.next({ kind: 'garbled' }, { when: isSend });
    await guest.says('hola');
    await saw(1);
    hotel.meta.mishaps.next({ kind: 'page', status: 502, taken: true }, { when: isSend });
    await goesOn();
  });

  it('is sent again where Meta says for certain that it did not take it', async () => {
    hotel.meta.mishaps.next({ kind: 'reset', taken: false }, { when: isSend });
    await guest.says('hola');
    await saw(1);
    await goesOn();
  });

  it('carries our own id, by which the outbox knows it', async () => {
    await guest.says('hola');
    await saw(1);
    const rows = async () =>
      sql<{ id: string; state: string; provider: string; pricing: object }>(
        hotel.database,
        `select conversation_id || ':' || seq as id, state, provider_id as provider, pricing from outbox order by created_at desc limit 1`,
      );
    await eventually('it is read', async () => (await rows())[0]?.state === 'read');
    const [row] = await rows();
    expect(guest.saw[0]?.callbackData).to.equal(row?.id);
    expect(row?.provider).to.equal(guest.saw[0]?.id);
    expect(row?.pricing).to.include({ category: 'service' });
  });
});
