import { expect } from 'chai';
import { sql } from '../../support/delivery-rig.ts';
import { eventually } from '../../support/eventually.ts';
import { type GmailHotel, openGmailHotel } from '../../support/gmail-hotel.ts';

describe('gmail: a hotel of two processes', function () {
  this.timeout(60_000);
  let hotel: GmailHotel;
  before(async () => {
    hotel = await openGmailHotel();
    await hotel.startOne();
    await hotel.settle();
  });
  after(() => hotel?.stop());

  it('answers a mail once, however many find it', async () => {
    const ana = hotel.google.guest('Ana <ana@example.org>');
    await ana.writes({ subject: 'Wifi', text: 'what is the wifi password?' });
    // The bell rings thrice at either process, and each bell is brought twice.
    hotel.google.set({ push: { times: 2 } });
    await Promise.all([hotel.ring(), hotel.ring(), hotel.ring()]);
    await eventually('the mail is answered', () => ana.inbox.length > 0);
    await hotel.settle();
    await hotel.ring();
    await hotel.settle();
    expect(ana.inbox.map(({ subject }) => subject)).to.deep.equal(['Re: Wifi']);
    expect(await sql(hotel.database, 'select count(*)::int as count from inbox')).to.deep.equal([{ count: 1 }]);
  });

  it('answers two mails of a thread in their order, each once', async () => {
    const eva = hotel.google.guest('Eva <eva@example.org>');
    await eva.writes({ subject: 'Questions', text: 'hello' });
    await eva.writes({ subject: 'Questions', text: 'what is the wifi password?' });
    await hotel.settle();
    const answers = eva.inbox.map(({ text }) => /how may I help|Miramar/.exec(text)?.[0]);
    expect(answers).to.deep.equal(['how may I help', 'Miramar']);
  });
});
