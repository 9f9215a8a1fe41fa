import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import PostalMime from 'postal-mime';
import { returnToBot } from '../../../core/delivery/staff.ts';
import type { Guest, Received } from '../../fakes/gmail/index.ts';
import { sql } from '../../support/delivery-rig.ts';
import { eventually } from '../../support/eventually.ts';
import { type GmailHotel, openGmailHotel } from '../../support/gmail-hotel.ts';
import { schema } from './web-hotel.ts';

/** The number under which a choice stands in the list of a mail. */
function numberOf({ text }: Received, label: RegExp): string {
  const lines = text.split('\n').map((line) => /^(\d+)\. (.+)$/.exec(line));
  const [, number] =
    lines.find((line) => line !== null && label.test(line[2] ?? '')) ?? expect.fail(`${label}: ${text}`);
  return number ?? '';
}

const tongues = {
  es: {
    name: 'Ana García',
    rooms: '¿qué habitaciones tienen?',
    availability: 'hay una doble del 3 al 5 de junio para dos adultos y un niño?',
    age: 'tiene seis años',
    total: /^Tarifa flexible: (.+) en total/m,
    plan: /^Doble, Tarifa flexible$/,
    introduces: 'soy Ana García',
    yes: /^Sí, reservar$/,
    held: /Le guardo la habitación con la referencia (\w{4}-\d{4})/,
    paid: /Su reserva \w{4}-\d{4} está confirmada/,
  },
  en: {
    name: 'Ann Smith',
    rooms: 'which rooms do you have?',
    availability: 'do you have a double room from 3 to 5 June for two adults and one child?',
    age: 'she is six',
    total: /^Flexible rate: (.+) in all/m,
    plan: /^Double, Flexible rate$/,
    introduces: 'my name is Ann Smith',
    yes: /^Yes, book it$/,
    held: /kept for you under the reference (\w{4}-\d{4})/,
    paid: /Your booking \w{4}-\d{4} is confirmed/,
  },
};

describe('the journeys of a guest by mail', function () {
  this.timeout(60_000);
  let hotel: GmailHotel;
  before(async function () {
    this.timeout(120_000);
    // A Wednesday, late in the morning.
    hotel = await openGmailHotel({ demo: true, start: '2031-05-07T10:00:00Z' });
    await hotel.settle();
  });
  after(() => hotel?.stop());
  afterEach(function () {
    if (this.currentTest?.state === 'failed') console.error(hotel.log.text().slice(-4000));
  });

  const reservations = () =>
    sql<{ reference: string; status: string }>(hotel.database, `select reference, status from ${schema}.reservation`);
  const guestNamed = (name: string): Guest =>
    hotel.google.guest(`${name} <${name.toLowerCase().replace(/[^a-z]+/g, '-')}@example.org>`);
  const callsOf = async (guest: Guest) => {
    const { id } = (await hotel.conversation(guest)) ?? expect.fail('The guest has no conversation.');
    return hotel.staff.calls.filter(({ conversationId }) => conversationId === id);
  };
  const mailsOf = (guest: Guest) =>
    hotel.mailbox.all().filter(({ raw }) => raw.toString().includes(`<${guest.address}>`));

  for (const language of ['es', 'en'] as const) {
    const say = tongues[language];
    it(`lead from the rooms to a confirmed reservation in the PMS (${language})`, async () => {
      const guest = guestNamed(say.name);
      const rooms = await hotel.ask(guest, { subject: 'Junio · June', text: say.rooms });
      const [, picture = ''] = /<img src="https:\/\/chat\.example\.com(\/[^"]+)"/.exec(rooms.html) ?? expect.fail();
      const shown = await fetch(new URL(picture, hotel.url));
      expect([shown.status, shown.headers.get('content-type')]).to.deep.equal([200, 'image/png']);
      expect(rooms.html.match(/<img /g)).to.have.length(5);

      await hotel.ask(guest, { text: say.availability });
      const offers = await hotel.ask(guest, { text: say.age });
      await hotel.ask(guest, { text: numberOf(offers, say.plan) });
      const summary = await hotel.ask(guest, { text: say.introduces });
      const [, total = ''] = say.total.exec(offers.text) ?? expect.fail(offers.text);
      expect(summary.text, 'the price that was shown').to.include(`Total: ${total}\n`);
      expect(summary.text, 'where the guest writes from').to.include(guest.address);
      const held = await hotel.ask(guest, { text: numberOf(summary, say.yes) });
      const [, reference = ''] = say.held.exec(held.text) ?? expect.fail(held.text);
      expect(await reservations()).to.deep.include({ reference, status: 'held' });

      const receipt = { filename: 'receipt.png', content: await readFile('channels/web/chat.png') };
      const paid = await hotel.ask(guest, { text: '', attachments: [receipt] });
      expect(paid.text).to.match(say.paid);
      expect(await reservations()).to.deep.include({ reference, status: 'confirmed' });

      expect(new Set(mailsOf(guest).map(({ threadId }) => threadId)), 'one thread').to.have.length(1);
      for (const { raw } of guest.inbox) {
        const mail = await PostalMime.parse(raw);
        expect(mail.subject).to.equal('Re: Junio · June');
        expect(mail.references?.endsWith(mail.inReplyTo ?? '?')).to.equal(true);
      }
    });
  }

  it('hand over what nobody is sure of, with the last five messages, and leave the mail to people', async () => {
    const guest = guestNamed('Lars');
    for (const text of ['hello', 'do you have parking?', 'is there wifi?'])
      await hotel.ask(guest, { subject: 'Hi', text });
    const told = await hotel.ask(guest, { text: 'zyx wvu plonk grumble' });
    expect(told.text).to.match(/member of our team/);
    await eventually('staff are called', async () => (await callsOf(guest)).length > 0);
    const [call] = await callsOf(guest);
    expect(call).to.include({ reason: 'low_confidence' });
    expect(call?.lastMessages).to.have.length(5);
    expect(JSON.stringify(call?.lastMessages)).to.include('plonk');

    const asked = mailsOf(guest).filter(({ labels }) => !labels.has('SENT'));
    const labels = asked.map(({ id }) =>
      hotel
        .labelsOf(id)
        .filter((label) => /Bot|UNREAD/.test(label))
        .toSorted(),
    );
    expect(labels).to.deep.equal([['Bot/Handled'], ['Bot/Handled'], ['Bot/Handled'], ['Bot/Human', 'UNREAD']]);
  });

  it('answer everything that a mail asks in one reply', async () => {
    const guest = guestNamed('Ivy');
    const letter = [
      'Dear team,\n\nI hope you are well. We come in June and have a few questions:\n',
      '1. Is there parking at the hotel?\n2. Do you allow dogs?\n',
      'We would like to book a double room from 3 to 5 June for two adults without children. Is the wifi free?\n',
      'Kind regards\nIvy Stone',
    ].join('\n');
    const reply = await hotel.ask(guest, { subject: 'June', text: letter });
    expect(reply.text).to.match(/garage.*(dog|pet).*wi-?fi.*Flexible rate/is);
    expect(guest.inbox).to.have.length(1);
    expect(await callsOf(guest)).to.deep.equal([]);
  });

  it('give staff the mail with a draft where a part of it is not understood', async () => {
    const guest = guestNamed('Kit');
    const text = 'Good morning,\n\nis there parking? Can you park my hot air balloon on the roof?\n\nThanks\nKit';
    const told = await hotel.ask(guest, { subject: 'Arrival', text });
    expect(told.text)
      .to.match(/member of our team/)
      .and.not.to.match(/garage/i);
    await eventually('staff are called', async () => (await callsOf(guest)).length > 0);
    const [call] = await callsOf(guest);
    expect(call).to.include({ reason: 'partly_understood' });
    expect(call?.draft)
      .to.match(/garage/i)
      .and.not.to.match(/balloon/);
  });

  it('leave the word to staff who answer in Gmail, until they give it back', async () => {
    const guest = guestNamed('Mia');
    await hotel.ask(guest, { subject: 'Parking', text: 'do you have parking?' });
    const [first] = mailsOf(guest);
    await hotel.google.staffReplies(first ?? expect.fail(), { text: 'This is Marta. I keep a place for you.' });
    await hotel.settle();
    expect((await hotel.conversation(guest))?.owner).to.equal('staff');
    await guest.replies({ text: 'is there wifi?' });
    await hotel.settle();
    expect(guest.inbox.map(({ text }) => text.split('\n')[0])).to.have.length(2);
    await returnToBot(hotel.database, (await hotel.conversation(guest))?.id ?? '');
    expect((await hotel.ask(guest, { text: 'is there wifi in the rooms?' })).text).to.match(/wi-fi/i);
    const [stored] = await sql<{ said: string }>(
      hotel.database,
      `select message->'parts'->0->>'text' as said from inbox where conversation_id = $1 and message->>'from' = 'staff'`,
      (await hotel.conversation(guest))?.id,
    );
    expect(stored?.said, 'it stands in the transcript').to.equal('This is Marta. I keep a place for you.');
  });

  it('answer in a friendly way while the PMS is down, tell staff, and leave it alone after five failures', async () => {
    const run = (text: string) => sql(hotel.database, text);
    await run(`alter schema ${schema} rename to away`);
    const guests = [...'ABCDEF'].map((letter) => guestNamed(`Guest ${letter}`));
    try {
      for (const guest of guests) {
        const text = 'any double rooms from 10 to 12 June for two adults without children?';
        const told = await hotel.ask(guest, { subject: 'June', text });
        expect(told.text).to.match(/cannot reach our booking system just now.*\+34 600 000 000.*@example\.com/);
        expect(told.text).to.match(/member of our team/);
      }
    } finally {
      await run(`alter schema away rename to ${schema}`);
    }
    for (const guest of guests) await eventually('staff are told', async () => (await callsOf(guest)).length > 0);
    const metrics = await (await fetch(`${hotel.url}/metrics`)).text();
    expect(metrics).to.match(/^pms_circuit_breaker_state(\{[^}]*\})? 1$/m);
  });
});
