import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { Guest } from '../../fakes/whatsapp/index.ts';
import { endBotProcesses } from '../../support/bot-process.ts';
import { sql } from '../../support/delivery-rig.ts';
import { writeDemoHotel } from '../../support/demo-folder.ts';
import { eventually } from '../../support/eventually.ts';
import { openWhatsAppHotel, type WhatsAppHotel } from '../../support/whatsapp-hotel.ts';
import { schema } from './web-hotel.ts';

/** Meta tells within so many seconds what became of a message. */
const STATUS_S = 3;

const isSend = ({ method, path, body }: { method: string; path: string; body: unknown }) =>
  method === 'POST' && path.endsWith('/messages') && (body as { status?: unknown } | null)?.status === undefined;

const tongues = {
  es: {
    phone: '+34600000201',
    rooms: '¿qué habitaciones tienen?',
    shown: /Suite/,
    availability: 'hay una doble del 3 al 5 de junio para dos adultos y un niño?',
    asksAge: /edad|años/,
    age: 'tiene seis años',
    total: /: (.+) en total/,
    plan: /^Doble, Tarifa flex/,
    asksName: /nombre/,
    name: 'soy Ana García',
    yes: /^Sí, reservar$/,
    held: /Le guardo la habitación con la referencia (\w{4}-\d{4})/,
    paid: /Su reserva \w{4}-\d{4} está confirmada/,
  },
  en: {
    phone: '+447700900202',
    rooms: 'which rooms do you have?',
    shown: /Suite/,
    availability: 'do you have a double room from 3 to 5 June for two adults and one child?',
    asksAge: /old|age/,
    age: 'she is six',
    total: /: (.+) in all/,
    plan: /^Double, Flexible/,
    asksName: /name/,
    name: 'my name is Ann Smith',
    yes: /^Yes, book it$/,
    held: /kept for you under the reference (\w{4}-\d{4})/,
    paid: /Your booking \w{4}-\d{4} is confirmed/,
  },
};

describe('the journey of a guest on WhatsApp', function () {
  this.timeout(120_000);
  let hotel: WhatsAppHotel;
  before(async () => {
    hotel = await openWhatsAppHotel({
      options: { statusSeconds: STATUS_S },
      meta: { settings: { webhooks: { retryMs: 300 } } },
      write: (folder, whatsapp) =>
        writeDemoHotel(folder, { channels: { whatsapp }, ports: { notifier: { use: 'log' }, pms: { use: 'demo' } } }),
    });
  });
  after(async () => {
    await hotel?.close();
    endBotProcesses();
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') console.error(hotel.bot.out().slice(-4000), hotel.bot.err().slice(-4000));
  });

  const reservations = () =>
    sql<{ reference: string; status: string }>(hotel.database, `select reference, status from ${schema}.reservation`);

  async function sees(guest: Guest, from: number, words: RegExp) {
    const look = () => guest.saw.slice(from).find(({ text }) => words.test(text));
    const patient = () => eventually(`the guest sees ${words}`, () => look() !== undefined);
    await patient().catch(patient);
    return look() ?? expect.fail();
  }
  /** Does something, and waits for an answer with these words. */
  async function answered(guest: Guest, act: () => Promise<unknown>, words: RegExp) {
    const from = guest.saw.length;
    await act();
    return sees(guest, from, words);
  }
  /** The same, where the process dies when Meta has the answer and the bot does not know it yet. */
  async function answeredByADying(guest: Guest, act: () => Promise<unknown>, words: RegExp) {
    hotel.meta.mishaps.next({ kind: 'hang', taken: true }, { when: isSend });
    const seen = await answered(guest, act, words);
    await hotel.kill();
    await hotel.restart();
    return seen;
  }
  /** Taps what one of the last messages offers; cards come one by one. */
  async function taps(guest: Guest, label: RegExp) {
    const find = () => guest.saw.flatMap(({ choices }) => choices).findLast(({ title }) => label.test(title));
    await eventually(`the guest is offered ${label}`, () => find() !== undefined);
    await guest.taps(find()?.title ?? '');
  }

  for (const language of ['es', 'en'] as const) {
    const say = tongues[language];
    it(`leads to a reservation in the PMS, each word said once, though the bot dies behind each (${language})`, async () => {
      const guest = hotel.meta.guest(say.phone);
      await answered(guest, () => guest.says(say.rooms), say.shown);
      await answered(guest, () => guest.says(say.availability), say.asksAge);
      await answered(guest, () => guest.says(say.age), say.total);
      await answered(guest, () => taps(guest, say.plan), say.asksName);
      const summary = await answeredByADying(guest, () => guest.says(say.name), /Total: /);
      expect(summary.text, 'the number that the guest writes from').to.include(say.phone);
      const [, price] = guest.saw.map(({ text }) => say.total.exec(text)).findLast((found) => found !== null) ?? [];
      expect(summary.text, 'the price that was shown').to.include(`Total: ${price}\n`);
      const held = await answeredByADying(guest, () => taps(guest, say.yes), say.held);
      const [, reference] = say.held.exec(held.text) ?? [];
      expect((await reservations()).filter(({ status }) => status === 'held')).to.deep.equal([
        { reference, status: 'held' },
      ]);
      const receipt = await readFile('channels/web/chat.png');
      await answeredByADying(guest, () => guest.sendsMedia('image', receipt, 'image/png'), say.paid);
      expect(await reservations()).to.deep.include({ reference, status: 'confirmed' });
      await answered(guest, () => guest.says('wifi'), /Siete|wifi/i);
      // A double would come once the wait for a status is over.
      await new Promise((done) => setTimeout(done, (STATUS_S + 1) * 1000));
      const ids = guest.saw.map(({ callbackData }) => callbackData);
      expect(ids).to.deep.equal([...new Set(ids)]);
    });
  }
});
