import { expect } from 'chai';
import { type FakeGmail, startFakeGmail } from '../../fakes/gmail/index.ts';
import { sql } from '../../support/delivery-rig.ts';
import { type GmailHotel, openGmailHotel } from '../../support/gmail-hotel.ts';

/** What a program on the way may do to a mail. */
type OnTheWay = (raw: string, from: string) => string;

const head = (raw: string, change: (lines: string[]) => string[]) => {
  const at = raw.indexOf('\r\n\r\n');
  const lines = raw.slice(0, at).split(/\r\n(?![ \t])/);
  return `${change(lines).join('\r\n')}${raw.slice(at)}`;
};
const told = /^(auto-submitted|x-[\w-]+|precedence):/i;
let serial = 0;
/** No header says any more that a program wrote it. */
const asIfByAPerson: OnTheWay = (raw) =>
  head(raw, (lines) =>
    lines
      .filter((line) => !told.test(line))
      .map((line) => (/^message-id:/i.test(line) ? `Message-ID: <p${++serial}@mail.person.example>` : line)),
  );
/** The same, and no two mails stand in one thread. */
const inNewThreads: OnTheWay = (raw, from) =>
  head(asIfByAPerson(raw, from), (lines) =>
    lines
      .filter((line) => !/^(in-reply-to|references):/i.test(line))
      .map((line) => (/^subject:/i.test(line) ? `Subject: Request ${++serial}` : line)),
  );

describe('gmail: two bots that write to each other', function () {
  this.timeout(120_000);
  let google: FakeGmail;
  let one: GmailHotel;
  let other: GmailHotel;

  /** Both hotels on one Google that relays between them, and each answers all that it understands. */
  async function open(onTheWay: OnTheWay, limits: object) {
    google = await startFakeGmail();
    const options = { limits: { senderPauseSeconds: 0, ...limits } };
    one = await openGmailHotel({ google, options });
    other = await openGmailHotel({ google, options, address: 'other@hotel.example' });
    const { post } = google.world;
    google.world.post = (mail) =>
      post({ ...mail, raw: Buffer.from(onTheWay(mail.raw.toString('latin1'), mail.from), 'latin1') });
    for (const hotel of [one, other]) await hotel.settle();
  }

  afterEach(async () => {
    for (const hotel of [one, other]) await hotel?.stop();
    await google?.close();
  });

  const sentBy = ({ mailbox }: GmailHotel) => mailbox.all().filter(({ labels }) => labels.has('SENT')).length;

  /** Why people were called, in either hotel. */
  async function reasons(): Promise<string[]> {
    const rows = await Promise.all(
      [one, other].map(({ database }) => sql<{ reason: string }>(database, 'select reason from handoff')),
    );
    return rows.flat().map(({ reason }) => reason);
  }

  /** The first greets the second, in the name of a program of its own; then both run until neither has anything left to do. */
  async function begin(): Promise<void> {
    const raw = [
      `From: ${one.mailbox.address}`,
      `To: ${other.mailbox.address}`,
      'Subject: Good morning',
      `Message-ID: <begin${++serial}@mail.person.example>`,
      '',
      'Hello!',
    ].join('\r\n');
    google.world.post({ from: one.mailbox.address, recipients: [other.mailbox.address], raw: Buffer.from(raw) });
    for (let [round, quiet] = [0, 0]; quiet < 2; round += 1) {
      if (round > 60) expect.fail('They go on for ever.');
      const before = sentBy(one) + sentBy(other);
      await google.advance({ minutes: 2 });
      for (const hotel of [one, other]) await hotel.settle();
      quiet = sentBy(one) + sentBy(other) === before ? quiet + 1 : 0;
    }
  }

  it('stop at once where their mail is brought as it is', async () => {
    await open((raw) => raw, {});
    await begin();
    expect([sentBy(one), sentBy(other)]).to.deep.equal([0, 1]);
  });

  it('stop at the limit of a thread where nothing says that a program wrote', async () => {
    await open(asIfByAPerson, { threadDaily: 3 });
    await begin();
    expect(Math.max(sentBy(one), sentBy(other))).to.equal(3);
    expect(await reasons()).to.include('thread_limit');
  });

  it('stop at the limit of a sender where each mail begins a thread', async () => {
    await open(inNewThreads, { threadDaily: 3, senderDaily: 4 });
    await begin();
    expect(Math.max(sentBy(one), sentBy(other))).to.equal(4);
    expect(await reasons()).to.include('sender_limit');
  });

  it('stop at the limit of the mailbox where each mail comes from somebody else', async () => {
    const asSomebodyElse: OnTheWay = (raw, from) => {
      const changed = inNewThreads(raw, from);
      const guise = from === other.mailbox.address ? 'other@hotel.example' : `p${++serial}@person.example`;
      return head(changed, (lines) =>
        lines.map((line) => {
          if (/^from:/i.test(line)) return `From: ${guise}`;
          return /^to:.*@person\.example/i.test(line) ? `To: ${one.mailbox.address}` : line;
        }),
      );
    };
    await open(asSomebodyElse, { threadDaily: 3, senderDaily: 100, hourly: 6 });
    const { post } = google.world;
    // Whatever guise it answers to, it comes to the first bot.
    google.world.post = (mail) =>
      post({
        ...mail,
        recipients: mail.recipients.map((to) => (/@person\.example$/.test(to) ? one.mailbox.address : to)),
      });
    await begin();
    expect(sentBy(other)).to.equal(6);
    expect(await reasons()).to.include('mailbox_limit');
    expect(sentBy(one)).to.be.at.most(6);
  });
});
